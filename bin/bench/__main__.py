"""`make bench` measures live rooms and pages; `make bench ARGS="pages --only home,queue"` a part of them."""

import argparse

from bench import pages, rooms

SCALES = ["small", "school", "country"]


def names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
parser.add_argument("what", nargs="?", choices=["rooms", "pages"], help="both when left out")
parser.add_argument("--only", type=names, default=[], help="of rooms: these; of pages: those that begin so")
parser.add_argument("--scale", choices=SCALES, default="small", help="how much there is when pages are measured")
parser.add_argument("--jit", type=names, default=["on"], help='the setting of PostgreSQL: "on", "off" or "on,off"')
wish = parser.parse_args()
if wish.what != "rooms":
    pages.main(wish.only, wish.scale, wish.jit)
if wish.what != "pages":
    rooms.main(wish.only)
