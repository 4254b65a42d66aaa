"""The screen on the wall in a real browser: each part on one screen, to be read five metres away (domain.md §5.1)."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from reflections.actions import pads, rooms
from reflections.models.experiences import Experience
from reflections.tests.crowd import PARTS, Crowd
from reflections.values import MoveKind, Phase
from werkplek.tests.browser import objections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the wall shows: its moves are made on both"),
]
SIZES = [(1280, 720), (1920, 1080)]
SMALLEST = 24
SOON = 20_000  # ms until what another did is on the screen, on a busy machine
LOOK = """() => {
  const words = [], cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest(".is-out, .skip, script")) continue;
    words.push([parseFloat(getComputedStyle(element).fontSize), walker.currentNode.textContent.trim()]);
    const box = (element.closest("[data-list]") ?? document.documentElement).getBoundingClientRect();
    const item = (element.closest("[data-list] > *") ?? element).getBoundingClientRect();
    const edge = Math.min(box.bottom, innerHeight);
    const side = Math.min(box.right, innerWidth);
    if (item.bottom > edge + 1 || item.right > side + 1) cut.push(element.textContent.trim());
  }
  const page = document.documentElement;
  return { tall: page.scrollHeight - innerHeight, wide: page.scrollWidth - innerWidth, words, cut };
}"""
SPILT = """() => [...document.querySelectorAll(".wall__main, .scene, .scene__side, .wall__level")].filter((box) => {
  const edge = box.getBoundingClientRect().bottom + 1;
  return [...box.children].some((child) => child.getBoundingClientRect().bottom > edge);
}).map((box) => box.className)"""


@pytest.fixture
def wall(open_browser, tom) -> Any:
    """The wall of a session, opened by Tom: `wall(check, (1280, 720))`."""

    def show(check: Any, size: tuple[int, int], **options: Any) -> Page:
        page = open_browser({"viewport": {"width": size[0], "height": size[1]}}, tom, **options)
        page.goto(reverse("reflections:room_wall", args=[check.public_id]))
        return page

    return show


def fits(page: Page) -> dict[str, Any]:
    """What is wrong with the screen as it stands: all of it empty when everybody can read it."""
    look = page.evaluate(LOOK)
    return {
        "to scroll": max(look["tall"], look["wide"], 0),
        "too small": [word for size, word in look["words"] if size < SMALLEST],
        "cut": look["cut"],
        "spilt": page.evaluate(SPILT),
        "axe": objections(page),
    }


FINE = {"to scroll": 0, "too small": [], "cut": [], "spilt": [], "axe": []}


@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_every_part_fits_on_one_screen(wall, team, tom, track, full, settings):
    settings.SITE_URL = "https://werkplek.zorggroep-noord-holland.example" if full else "https://leren.example"
    crowd = Crowd(team, tom, full)
    pages = {}
    for part in crowd.parts():
        for size in SIZES:
            page = pages[size] = pages.get(size) or wall(crowd.session.check, size, reduced_motion="reduce")
            if part == Phase.CLOSED:  # it gets there by itself
                expect(page.get_by_role("heading", name="Dank jullie wel")).to_be_visible(timeout=SOON)
            else:
                page.reload()
            assert (part, size, fits(page)) == (part, size, FINE)
            if full and part in (Phase.STORIES, Phase.HARVEST):
                told = " ".join(page.locator(".wall__more:visible").all_text_contents())
                shown = page.locator(".wall__note:not(.is-out)").count()
                assert (shown + sum(map(int, re.findall(r"\d+", told))), shown >= 5) == (40, True)
    assert len(PARTS) == 10


def test_nothing_of_anybody_alone_stands_on_the_wall(wall, session, tom, sam, tina, track):
    """A pad, an own experience, the address of who opened it: on no part, also not in what is not visible."""
    Experience.objects.create(author=sam, track=track, situation="kanarieervaring", happened_on="2026-11-02")
    pads.write(
        session.check, title="kanarietitel", text="kanariekladblok", experiences=None, version=1, by=session.seat(sam)
    )
    page = wall(session.check, SIZES[0])
    for part in [part for part in PARTS if part not in ("row", Phase.CLOSED)]:
        session.go(tom, part)
        if part == Phase.STORIES:
            session.do(tom, MoveKind.TURN, to=session.number(sam))
        page.reload()
        assert [word for word in ("kanarie", tom.email, sam.email) if word in page.content()] == []


def test_it_ends_with_thanks_and_the_message_of_who_led_stays_theirs(wall, session, tom):
    session.go(tom, Phase.CHECK_OUT)
    page = wall(session.check, SIZES[0])
    own = page.context.new_page()
    own.goto(session.room.get_absolute_url())
    own.get_by_text("Waardecheck afronden").click()
    own.get_by_role("button", name="Ja, rond af voor iedereen").click()

    expect(page.get_by_role("heading", name="Dank jullie wel")).to_be_visible(timeout=SOON)
    expect(page.locator("body")).not_to_contain_text("Kijk of je eigen notities kloppen")
    assert fits(page) == FINE


@pytest.mark.parametrize("how", ["closed unused", "signed out"])
def test_what_comes_instead_of_it_is_not_for_all_to_read(wall, session, tom, how):
    page = wall(session.check, SIZES[0])
    expect(page.locator("[data-room].is-live")).to_be_visible()
    if how == "signed out":
        page.context.clear_cookies()
    else:
        rooms.close_unused(session.check, by=tom)

    expect(page.locator("main")).to_contain_text("Dit scherm is gestopt.", timeout=SOON)
    assert (page.locator("nav, button, form").count(), fits(page)) == (0, FINE)


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", "wall-new"), ("reduce", "none")])
def test_new_words_come_in_quietly_and_what_stood_there_stands_still(wall, session, tom, sam, tina, motion, moves):
    session.tell(tom, sam, tina, "Eerst vragen.")
    page = wall(session.check, SIZES[0], reduced_motion=motion)
    old, new = page.locator(".wall__note", has_text="Eerst"), page.locator(".wall__note", has_text="Dan pas")
    expect(old).to_be_visible()
    session.do(tina, MoveKind.NOTE, story=session.number(sam), level="applied", text="Dan pas doen.")

    expect(new).to_be_visible(timeout=SOON)
    named = "element => getComputedStyle(element).animationName"
    assert [each.evaluate(named) for each in (old, new)] == ["none", moves]


@pytest.mark.parametrize("width", [320, 800])
def test_on_a_small_screen_it_is_a_page_as_any_other(wall, team, tom, track, width):
    crowd = Crowd(team, tom, full=True)
    for part in crowd.parts():
        if part == Phase.STORIES:
            page = wall(crowd.session.check, (width, 640))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert (objections(page), page.evaluate(SPILT)) == ([], [])
            return
