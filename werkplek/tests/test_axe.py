"""Every page, empty and full, narrow and wide, light and dark: nothing that axe objects to, and nothing to scroll
sideways on a narrow screen. The page is loaded once a width; light and dark are two looks at it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from werkplek.tests.access_table import Row, pages
from werkplek.tests.browser import WCAG, Axe
from werkplek.tests.world import OUT, World, fill

WIDTHS = {"narrow": 320, "wide": 1280}
FILES = {"healthz", "readyz", "my_data_json", "my_data_html", "reflections:value_check_calendar"}
FILES |= {"reflections:calendar_feed", "mfa_download_recovery_codes"}  # not pages of ours to look at
GROUPS = 4  # tests a width, so that all cores have something to do


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
def look(open_browser, live_server) -> Callable[[World, str, int], Page]:
    """The window of this person at this width; one a person."""
    windows: dict[str, Page] = {}

    def open_window(world: World, code: str, width: int) -> Page:
        if code not in windows:
            device: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
            windows[code] = open_browser(device, world.who(code), reduced_motion="reduce")
        return windows[code]

    return open_window


def objections(page: Page, only: str = "") -> list[str]:
    """What axe finds; with `only` by that one rule."""
    options = {"runOnly": [only] if only else WCAG, "preload": False, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px to scroll sideways"] if wide > 0 else []


@pytest.mark.browser
@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("rows", [0, 2], ids=["empty", "full"])
def test_every_page(world, look, rows, width, group):
    if rows:
        fill(world, rows)
    wrong = {}
    for address, code in looked_at(world)[group::GROUPS]:
        page = look(world, code, WIDTHS[width])
        page.goto(address)
        found = too_wide(page) if width == "narrow" else []
        page.emulate_media(color_scheme="light")
        found += objections(page)
        page.emulate_media(color_scheme="dark")  # other colours, the same page
        found += [f"dark: {one}" for one in objections(page, only="color-contrast")]
        if found:
            wrong[f"{address} {code}"] = found

    assert wrong == {}
