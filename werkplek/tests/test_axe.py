"""Every page, empty and full, narrow and wide, light and dark: nothing that axe objects to, and nothing to scroll
sideways on a narrow screen. The page is loaded once; widths and colours are looks at it. `make test` has one look, at
the narrow light page, where most can be wrong, and of the empty ones those that everybody comes by."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import pages
from werkplek.tests.browser import ALL_LOOKS, objections, with_axe
from werkplek.tests.replay import laid_out
from werkplek.tests.test_canaries import CONTENT, NAMES, letters, sow
from werkplek.tests.world import OUT, World

HEIGHT = 800
BELOW = "document.documentElement.scrollHeight - document.documentElement.clientHeight"  # what is to scroll to
WIDTHS = {"narrow": 320, "wide": 1280}
FILES = {
    "healthz",
    "manifest",
    "worker",
    "drafts",
    "drafts_lock",
    "readyz",
    "my_data_json",
    "my_data_html",
    "my_data_files",
    "reflections:attachment",
    "reflections:value_check_calendar",
    "reflections:report_file",
}
FILES |= {
    "manifest",
    "worker",
    "drafts_lock",
    "reflections:calendar_feed",
    "learningtracks:conversation_calendar",
    "mfa_download_recovery_codes",
}  # not pages of ours to look at
FILES |= {"reflections:room_part"}  # goes into the page of the room
ONE, OTHERS = [("narrow", "light")], [("narrow", "dark"), ("wide", "light"), ("wide", "dark")]
EMPTY = pytest.mark.long("a full page has what an empty one has and more; the first ones people meet are in both")
LOOKS = [
    pytest.param(2, ONE, id="full, one look"),
    pytest.param(0, ONE, id="empty, one look", marks=EMPTY),
    pytest.param(2, OTHERS, id="full, other looks", marks=ALL_LOOKS),
    pytest.param(0, OTHERS, id="empty, other looks", marks=ALL_LOOKS),
]
FIRST = {"/", "/for-you/", "/tracks/", "/experiences/", "/notices/", "/does-not-exist/"}
GROUPS = 8  # tests a world, so that all cores have something to do, and none comes near its time on a busy machine


def looked_at(world: World) -> list[tuple[str, str]]:
    """Address and person of every page that exists in this world, its educators' side too."""
    found = []
    for row, first in pages():
        if row.address not in FILES and is_there(row, world):
            codes = [code for code in ("S", "PO", "OA", OUT) if row.allowed.get(code) == 200]
            wanted = codes if row.address in BOTH_SIDES else codes[:1] or [first]
            found += [(row.url(world), code) for code in wanted]
    found += [("/", code) for code in ("SO", "TL", "TM", "LA", "PA", "EX")]
    found += [("/does-not-exist/", "S"), ("/does-not-exist/", OUT)]
    return found


BOTH_SIDES = {
    "home",
    "queue",
    "learningtracks:tracks",
    "learningtracks:track",
    "reflections:experience",
    "reflections:feedback_given",
    "partnerships:notices",
    "partnerships:organisations",
    "account_login",
    "help",
}


def is_there(row: Row, world: World) -> bool:
    """An empty world has no experiences, and pages that are the same in every world are looked at in the full one."""
    if not world.rows and ":" not in row.address and row.address not in BOTH_SIDES:
        return False
    keys = [one[1:] for one in row.more if str(one).startswith("=")]
    return all(key in world.things for key in [*keys, *([row.thing] if row.thing else [])])


@pytest.fixture
def look(open_browser, live_server) -> Callable[[World, str], Page]:
    """The window of this person; one a person."""
    windows: dict[str, Page] = {}

    def open_window(world: World, code: str) -> Page:
        if code not in windows:
            windows[code] = with_axe(open_browser({}, world.who(code), reduced_motion="reduce"))
        return windows[code]

    return open_window


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px to scroll sideways"] if wide > 0 else []


def looks_at(page: Page, width: str, colours: str) -> list[str]:
    """What is wrong with this look. Dark has other colours on the same page."""
    page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
    if width == "narrow":  # who scrolls reaches every target whole: none may lie under the bar at the bottom
        page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT + page.evaluate(BELOW)})
    page.emulate_media(color_scheme=colours)
    found = objections(page, only="color-contrast" if colours == "dark" else "")
    return [f"{width} {colours}: {one}" for one in [*found, *(too_wide(page) if width == "narrow" else [])]]


def wrong_at(seen: list[tuple[str, str]], looks: list[tuple[str, str]], world: World, look: Callable) -> dict:
    """Address and person of each page with an objection, and what it is."""
    wrong = {}
    for address, code in seen:
        page = look(world, code)
        page.goto(address)
        if found := [one for width, colours in looks for one in looks_at(page, width, colours)]:
            wrong[f"{address} {code}"] = found
    return wrong


def in_lines(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{page}\n  " + "\n  ".join(found) for page, found in wrong.items())


@pytest.mark.browser
@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize(("rows", "looks"), LOOKS)
def test_every_page(live_server, request, look, looks, rows, group):
    world = laid_out(rows, request)
    wrong = wrong_at(looked_at(world)[group::GROUPS], looks, world, look)

    assert wrong == {}, in_lines(wrong)


@pytest.mark.browser
def test_the_empty_pages_that_people_meet_first(live_server, request, look):
    """Home of everybody, the queue, the lists; all other empty pages are in the long run."""
    world = laid_out(0, request)
    seen = [one for one in looked_at(world) if one[0] in FIRST]
    wrong = wrong_at(seen, ONE, world, look)

    assert len(seen) > len(FIRST)
    assert wrong == {}, in_lines(wrong)


# --- Words of forty letters ------------------------------------------------------------------------------------------


def forty(number: int) -> str:
    """A word of forty letters without a place to break, and each another one."""
    return f"{'verpleeghuisbewonersoverlegvoorbereidingen'[:36]}{letters(number)}"


@pytest.mark.browser
@pytest.mark.long("all pages once more; what breaks a line is in a few rules of the style sheet")
@pytest.mark.parametrize("group", range(GROUPS))
def test_words_of_forty_letters_fit(live_server, request, look, group, record_property):
    """In every name, title and text that somebody typed."""
    world = laid_out(2, request)
    sown = sow([*CONTENT, *NAMES].__contains__, forty)
    assert {len(word) for word in sown} == {40}
    share = looked_at(world)[group::GROUPS]
    wrong = wrong_at(share, ONE, world, look)

    record_property(
        "figure", f"words of forty letters at 320 px: {len(share)} pages, {len(wrong)} too wide or with axe"
    )
    assert wrong == {}, in_lines(wrong)
