"""What somebody writes in the live room, in a real browser: new parts come around it and never through it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Page, expect

from werkplek.tests.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.once("sqlite", "only the script of the page")]
FORM = """<form method="post" action="/moves/" data-move data-keep="pen" data-again>
  <input type="hidden" name="story" value="{story}"><input type="text" id="pen" name="text" aria-label="Zin"></form>"""


def parts(tag: str, main: str) -> str:
    facts = json.dumps({"phase": "Vertellen", "teller": "", "notes": {}, "people": 2})
    return f"<div data-parts data-tag='{tag}' data-facts='{facts}'><div data-part='main'>{main}</div></div>"


@pytest.fixture
def room(open_browser: Callable[..., Page], db: None) -> Any:
    """A room at a table: `room(main)` is what the server shows next."""
    page = open_browser(PHONE)
    page.goto(reverse("help"))
    now: list[dict[str, Any]] = [{"status": 304}]
    page.route("**/part/", lambda route: route.fulfill(**now[0]))
    page.evaluate(
        """([html, script]) => {
          document.querySelector("main").innerHTML = `<h1>Kamer</h1><div data-room data-part-url="/part/" data-token="t"
            data-csrf="c" data-unsent="Niet verstuurd." data-kept="Dit heb je getypt:">${html}</div>
            <p data-says></p><div data-told hidden></div>`;
          return import(script);
        }""",
        [parts("1-1", f"<p>Een</p><div>{FORM.format(story=1)}</div>"), static("js/room.js")],
    )

    def shows(main: str | None, tag: str = "2-1") -> Page:
        now[0] = {"status": 200, "content_type": "text/html", "body": parts(tag, main)} if main else {"status": 410}
        return page

    shows.page = page  # type: ignore[attr-defined]
    return shows


def test_the_caret_stays_and_the_rest_of_the_part_is_new(room):
    room.page.get_by_label("Zin").press_sequentially("Hallo daar")
    room.page.evaluate("document.getElementById('pen').setSelectionRange(5, 5); window.same = document.activeElement")
    room(f"<p>Twee</p><ul><li>x</li></ul><div>{FORM.format(story=2)}<p>Drie</p></div>")

    expect(room.page.get_by_text("Twee")).to_be_visible(timeout=9000)
    room.page.keyboard.type("!")

    assert room.page.get_by_text("Drie").is_visible()
    assert not room.page.get_by_text("Een", exact=True).count()
    assert room.page.get_by_label("Zin").input_value() == "Hallo! daar"
    assert room.page.evaluate("document.activeElement === window.same")


def test_words_keep_what_they_are_about_and_an_empty_box_goes_along(room):
    story = room.page.locator("[name=story]")
    room.page.get_by_label("Zin").focus()
    room(f"<p>Twee</p><div>{FORM.format(story=2)}</div>")
    expect(story).to_have_value("2", timeout=9000)

    room.page.keyboard.type("Over het tweede")
    room(f"<p>Drie</p><div>{FORM.format(story=3)}</div>", tag="3-1")
    expect(room.page.get_by_text("Drie")).to_be_visible(timeout=9000)

    assert story.input_value() == "2"


@pytest.mark.parametrize("main", ["<p>Volgende fase</p>", None], ids=["the phase moves on", "the session closes"])
def test_half_typed_words_are_shown_when_their_form_is_gone(room, main):
    room.page.get_by_label("Zin").press_sequentially("Half af")
    room(main)

    expect(room.page.locator("[data-told] blockquote")).to_have_text("Half af", timeout=9000)
