"""How the demo looks: of every page a sheet of six pictures, three widths, light and dark, for somebody to look at.

    PICTURES=docs/images .venv/bin/python -m pytest -p no:xdist werkplek/tests/test_pictures.py

lays those of docs/images anew; otherwise they are made and thrown away, so that this keeps working.
"""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from accounts.models import User
from learningtracks.models.tracks import Track
from reflections.tests.crowd import Crowd
from werkplek.demo import played
from werkplek.demo.cast import address_of
from werkplek.tests.casting import add_second_step
from werkplek.tests.test_axe import too_wide
from werkplek.tests.world import World

LONG = pytest.mark.long("pictures: what is on them, other tests ask")
IMAGES = Path(__file__).resolve().parents[2] / "docs/images"
PHONE, DESKTOP = (360, 740), (1280, 900)
SIZES = [PHONE, (768, 1024), DESKTOP]
PAPER = (703, 1020)  # A4 between its margins, at 96 dots an inch
GAP, BETWEEN, SMALLER = 24, "#8b877d", 0.75
QUALITY, LARGEST = 50, 200_000
HOMES = {
    "learner": "sam",
    "practice-educator": "samira",
    "daily-supervisor": "wim",
    "school-supervisor": "karima",
    "team-lead": "tom",
    "team-member": "tina",
    "coordinator": "nora",
    "adviser": "lars",
    "administrator": "paul",
}
PAGES = {f"home-{role}": (login, "/") for role, login in HOMES.items()} | {
    "queue": ("samira", "/for-you/"),
    "student": ("samira", "/tracks/{track}/"),
    "puzzle": ("sam", "/tracks/{track}/puzzle/"),
    "log": ("sam", "/experiences/new/"),
    "notices": ("samira", "/notices/"),
    "calendar": ("sam", "/calendar/"),
}
SINGLE = {  # of the README
    "log-phone": ("sam", "/experiences/new/", PHONE),
    "queue-phone": ("samira", "/for-you/", PHONE),
    "home-phone": ("sam", "/", PHONE),
    "puzzle-desktop": ("sam", "/tracks/{track}/puzzle/", (1280, 1150)),
    "queue-desktop": ("samira", "/for-you/", DESKTOP),
}
WALLS = {"wall-full-720": (1280, 720), "wall-full-1080": (1920, 1080)}
OTHERS = ["puzzle-a4", "homes-empty", "wall", *WALLS]
CODES = ["S", "PO", "WB", "SO", "TL", "TM", "OA", "LA", "PA"]  # who has these homes in the world of the tests


@pytest.fixture
def demo(settings: Any) -> dict[str, Any]:
    """Everybody by their login, and Sam's track."""
    settings.DEMO = True
    call_command("demo")
    User.objects.create_superuser(address_of("paul"), name="Paul Beheer")
    people = {login: User.objects.get(email=address_of(login)) for login in HOMES.values()}
    for login in ("nora", "paul"):
        add_second_step(people[login])
    return people | {"track": Track.objects.filter(learner=people["sam"]).earliest("pk").public_id}


@pytest.fixture
def shot(open_browser):
    """What this person has on the screen: `shot(sam, "/", PHONE)`. A window each."""
    windows: dict[Any, Any] = {}

    def take(person: Any, address: str, size: tuple[int, int], colours: str = "light", media: str = "screen") -> Any:
        if person not in windows:
            windows[person] = open_browser({}, person, reduced_motion="reduce")
        page = windows[person]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=colours, media=media)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert (address, too_wide(page)) == (address, [])
        return Image.open(BytesIO(page.screenshot())).convert("RGB")

    return take


def sheet(rows: list[list[Image.Image]], smaller: float = SMALLER) -> Image.Image:
    """Pictures in rows, with some air between."""
    wide = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    made = Image.new("RGB", (wide, sum(max(one.height for one in row) + GAP for row in rows) + GAP), BETWEEN)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            made.paste(one, (left, top))
            left += one.width + GAP
        top += max(one.height for one in row) + GAP
    return made.resize((round(made.width * smaller), round(made.height * smaller)), Image.Resampling.LANCZOS)


@pytest.fixture
def keep(tmp_path):
    """Lays a picture, or a sheet of them, where it was asked for."""

    def save(name: str, rows: list[list[Image.Image]], smaller: float = SMALLER) -> None:
        path = Path(os.environ.get("PICTURES") or tmp_path) / f"{name}.webp"
        made = rows[0][0] if len(rows[0]) == 1 else sheet(rows, smaller)
        made.save(path, quality=QUALITY, method=6)
        assert path.stat().st_size < LARGEST

    return save


@LONG
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_demo_in_six_looks(demo, shot, keep):
    for name, (login, address) in PAGES.items():
        there = address.format(track=demo["track"])
        keep(name, [[shot(demo[login], there, size, colours) for size in SIZES] for colours in ("light", "dark")])
    for name, (login, address, size) in SINGLE.items():
        keep(name, [[shot(demo[login], address.format(track=demo["track"]), size)]])
    paper = f"/tracks/{demo['track']}/puzzle/1/paper/"
    keep("puzzle-a4", [[shot(demo["sam"], paper, PAPER, media="print")]])


@LONG
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_home_of_every_role_before_anything_is_filled_in(world: World, shot, keep):
    homes = [shot(world.who(code), "/", PHONE) for code in CODES]
    keep("homes-empty", [homes])


def two_beside(pictures: list[Image.Image]) -> list[list[Image.Image]]:
    return [pictures[at : at + 2] for at in range(0, len(pictures), 2)]


@LONG
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_wall_in_every_part_of_the_session_of_the_demo(demo, shot, keep):
    pictures = []
    for part in played.PARTS:
        wall = reverse("reflections:room_wall", args=[played.play(part).value_check.public_id])
        pictures.append(shot(demo["tom"], wall, WALLS["wall-full-720"]))
    keep("wall", two_beside(pictures), 0.65)


@LONG
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_wall_with_forty_notes_and_long_words(team, tom, track, shot, keep):
    crowd = Crowd(team, tom, full=True)
    pictures: dict[str, list[Image.Image]] = {name: [] for name in WALLS}
    for _part in crowd.parts():
        wall = reverse("reflections:room_wall", args=[crowd.session.check.public_id])
        for name, size in WALLS.items():
            pictures[name].append(shot(tom, wall, size))
    for name, size in WALLS.items():
        keep(name, two_beside(pictures[name]), 560 / size[0])


def test_every_picture_is_of_something_and_the_other_way_around():
    told = (IMAGES / "README.md").read_text()
    there = {path.name for path in IMAGES.glob("*.webp")}

    assert there == {f"{name}.webp" for name in [*PAGES, *SINGLE, *OTHERS]}
    assert [name for name in sorted(there) if f"({name})" not in told] == []
