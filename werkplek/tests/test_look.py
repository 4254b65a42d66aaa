"""What can be measured of the look: contrast, dark and light that agree, small scripts, no style in templates."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from werkplek.staticfiles import COMMENT

ROOT = Path(settings.BASE_DIR)
TOKENS = (ROOT / "static/css/tokens.css").read_text()
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
ALONE = ("emails", "file.html")  # what is read elsewhere has its style in it
PAGES = [path for path in TEMPLATES if not set(ALONE) & set(path.parts)]
PARTIES = ("learner", "workplace", "education")


def _block(after: str) -> dict[str, str]:
    """The tokens in the first pair of braces after these words."""
    text = TOKENS[TOKENS.index(after) :]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", text[: text.index("}")]))


LIGHT = _block(":root {")
DARK = {**LIGHT, **_block(':root:not([data-theme="light"])')}


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours written as #rrggbb."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "light", "dark"),
    [
        ("ink", "paper", 16.4, 15.5),
        ("muted", "paper", 6.5, 8.4),
        ("muted", "card", 4.5, 4.5),
        ("muted", "wash", 4.5, 4.5),
        ("on-primary", "primary", 10.5, 9.7),
        ("on-primary", "primary-strong", 7, 7),
        ("primary", "paper", 7, 7),
        ("primary", "card", 7, 7),
        ("primary", "wash", 7, 7),
        ("danger", "paper", 6.6, 8.9),
        ("danger", "card", 4.5, 4.5),
        ("on-danger", "danger", 4.5, 4.5),
        ("done", "paper", 6.1, 10.5),
        ("done", "wash", 4.5, 4.5),
        ("field", "card", 3, 3),
        ("field", "paper", 3, 3),
        *(("on-party", party, 6.5, 6.5) for party in PARTIES),
    ],
)
def test_contrast_is_enough(ink: str, ground: str, light: float, dark: float) -> None:
    assert contrast(LIGHT[ink], LIGHT[ground]) >= light
    assert contrast(DARK[ink], DARK[ground]) >= dark


def test_chosen_dark_is_the_dark_of_the_device() -> None:
    assert _block(':root[data-theme="dark"]') == _block(':root:not([data-theme="light"])')


def test_parties_keep_their_colours_in_the_dark() -> None:
    assert {DARK[party] == LIGHT[party] for party in PARTIES} == {True}


def test_colours_are_named_in_one_place() -> None:
    sheets = [path for path in ROOT.glob("static/css/*.css") if path.name not in ("tokens.css", "print.css")]
    assert {path.name: re.findall(r"#[0-9a-f]{3,8}\b", path.read_text()) for path in sheets} == {
        path.name: [] for path in sheets
    }


OF_THE_WALL = "wall.css"  # the one screen with other measures than a page: nobody fetches them for anything else


def test_the_sheet_imports_every_file_of_ours() -> None:
    imported = re.findall(r'@import url\("([\w-]+\.css)"\)', (ROOT / "static/css/werkplek.css").read_text())
    others = {path.name for path in ROOT.glob("static/css/*.css")} - {"werkplek.css", OF_THE_WALL}
    assert set(imported) == others


def test_a_class_is_drawn_in_one_sheet() -> None:
    """Two sheets that give one name a shape spoil each other's pages: all sheets are on every page."""
    apart = {"werkplek.css", "print.css", "contrast.css"}  # these change what the others drew
    drawn: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob("static/css/*.css")):
        rules = set(re.findall(r"^\.([\w-]+) \{", path.read_text(), re.MULTILINE)) - {""}
        for name in rules if path.name not in apart else ():
            drawn.setdefault(name, []).append(path.name)

    assert {name: sheets for name, sheets in drawn.items() if len(sheets) > 1} == {}


# Nobody else gets these: a lock, a box and a page without a network, a file on its way; messages on the device.
ON_AN_OWN_DEVICE = {"pocket", "whole", "worker", "push"}


def test_our_scripts_are_small() -> None:
    """As they go over the line: without their comments, and compressed (werkplek/staticfiles.py)."""
    packed = {
        path.stem: len(brotli.compress(COMMENT.sub("", path.read_text()).encode()))
        for path in ROOT.glob("static/js/**/*.js")
    }
    # It says what goes and what stays where it is, and until when a lock opens: a text that nobody finds is lost.
    own = sum(packed.pop(name) for name in ON_AN_OWN_DEVICE)
    bringing = packed.pop("files")  # of one page: it records a voice, which nothing else does
    board = packed.pop("board")  # of the wall of an improvement track alone
    guests = packed.pop("guests")  # of theirs: a link to copy, a door to wait at
    wall = packed.pop("wall")  # of the screen on the wall alone: letters as large as fit
    room = packed.pop("room")  # of one page too: while many write there at once, every word stays where it was meant
    leading = sum(packed.pop(name) for name in ("clock", "guard", "here"))  # there too, for whoever leads
    # The rest says how much is too much in every box, and sends nothing that the server cannot read and give back.
    assert (sum(packed.values()) <= 8_310, own <= 5_660, bringing <= 800, room <= 4_800, wall <= 900) == (True,) * 5
    assert leading <= 1_850
    assert (guests <= 480, board <= 400) == (True, True)


def test_templates_hold_no_style_and_no_script() -> None:
    style = re.compile(r"""\sstyle=|<style|\son[a-z]+=["']|javascript:""")
    scripts = re.compile(r"<script(?![^>]*(?:src=|nonce=|json\"))[^>]*>")
    found = {str(path): [*style.findall(text), *scripts.findall(text)] for path in PAGES if (text := path.read_text())}

    assert {name: odd for name, odd in found.items() if odd} == {}


def test_templates_are_short() -> None:
    lines = {str(path): len(path.read_text().splitlines()) for path in TEMPLATES}

    assert {name: many for name, many in lines.items() if many > 200} == {}
