"""What somebody writes in the live room, in a real browser: new parts come around it and never through it."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Page, expect

from werkplek.tests.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.once("sqlite", "only the script of the page")]
FORM = """<form method="post" action="/moves/" data-move data-keep="pen" data-again>
  <input type="hidden" name="story" value="{story}">
  <p data-about>Bij verhaal {story}</p><button type="button" value="{story}" data-aim hidden>Zet bij {story}</button>
  <input type="text" id="pen" name="text" aria-label="Zin">
  <label><input type="radio" name="level" value="1" checked>Laag</label>
  <label><input type="radio" name="level" value="2">Hoog</label><button>Op het bord</button></form>"""
PLAIN = FORM.replace(
    "data-again>",
    """data-again><input type="hidden" name="csrfmiddlewaretoken" value="c">
  <input type="hidden" name="id" value="i"><input type="hidden" name="based_on" value="1">""",
)  # as on a whole page

TAKEN = {"status": 200, "content_type": "application/json", "body": "{}"}


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
        """([html, script, told]) => {
          document.querySelector("main").innerHTML = `<h1>Kamer</h1><div data-room data-part-url="/part/" data-token="t"
            data-csrf="c" data-unsent="Niet verstuurd." data-kept="Dit heb je getypt:">${html}</div>
            <p data-says></p>${told}`;
          Object.assign(document.querySelector("[data-room]").dataset,
            { failed: "Niet gelukt.", offline: "Geen verbinding.", seat: "3" });
          return import(script);
        }""",
        [
            parts("1-1", f"<p>Een</p><div>{PLAIN.format(story=1)}</div>"),
            static("js/room.js"),
            render_to_string("reflections/rooms/_told.html"),
        ],
    )

    def shows(main: str | None, tag: str = "2-1", **headers: str) -> Page:
        seen = {"status": 200, "content_type": "text/html", "body": parts(tag, main or ""), "headers": headers}
        now[0] = seen if main else {"status": 410}
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


def goes_on(room: Any, story: int) -> Page:
    """The floor goes to another teller, and the page has seen it."""
    room(f"<p>Verteller {story}</p><div>{FORM.format(story=story)}</div>", tag=f"{story}-1")
    expect(room.page.get_by_text(f"Verteller {story}")).to_be_visible(timeout=9000)
    return room.page


def test_words_for_one_story_are_brought_to_the_next_only_by_who_wrote_them(room):
    """Typed a moment before the screen said who tells: the form says where the words go, and takes them along."""
    room.page.get_by_label("Zin").press_sequentially("Over wie?")
    page = goes_on(room, 2)

    assert (page.locator("[name=story]").input_value(), page.get_by_text("Bij verhaal 1").is_visible()) == ("1", True)
    page.get_by_role("button", name="Zet bij 2").click()
    assert (page.locator("[name=story]").input_value(), page.get_by_text("Bij verhaal 2").is_visible()) == ("2", True)
    assert not page.get_by_role("button", name="Zet bij").count()
    assert page.evaluate("document.activeElement.value") == "Over wie?"


def test_a_proposal_in_a_fold_stays_open_and_at_its_story(room):
    fold = "<p>{story}</p><details><summary>Stel voor</summary>" + FORM + "</details>"
    page = room(fold.format(story=1))
    page.get_by_text("Stel voor").click(timeout=9000)
    page.get_by_label("Zin").press_sequentially("Van wie luistert")
    room(fold.format(story=2), tag="3-1")
    expect(page.get_by_text("2", exact=True)).to_be_visible(timeout=9000)

    page.keyboard.type(".")

    assert page.locator("details[open]").count() == 1
    held = page.get_by_label("Zin").input_value(), page.locator("[name=story]").input_value()
    assert held == ("Van wie luistert.", "1")


def test_a_choice_without_words_holds_nothing_back(room):
    room.page.get_by_label("Zin").focus()
    room.page.get_by_label("Hoog").evaluate("radio => radio.checked = true")
    page = goes_on(room, 2)

    assert page.locator("[name=story]").input_value() == "2"
    assert page.get_by_label("Hoog").is_checked()


def test_a_box_that_is_emptied_goes_along_after_all(room):
    room.page.get_by_label("Zin").press_sequentially("O")
    page = goes_on(room, 2)
    page.keyboard.press("Backspace")

    assert page.locator("[name=story]").input_value() == "2"
    assert page.get_by_text("Bij verhaal 2").is_visible()


def moves(page: Page) -> list[Any]:
    """What is sent from now on; nobody answers it but the test."""
    sent: list[Any] = []
    page.route("**/moves/", lambda route: sent.append(route))
    return sent


def test_the_line_after_one_that_was_under_way_belongs_to_who_tells_now(room):
    """The floor moves while a line is being sent: that one stays where it was meant, the next one does not."""
    sent = moves(room.page)
    room.page.get_by_label("Zin").press_sequentially("De eerste")
    room.page.keyboard.press("Enter")
    page = goes_on(room, 2)
    assert "story=1&" in sent[0].request.post_data
    sent[0].fulfill(**TAKEN)
    expect(page.get_by_label("Zin")).to_have_value("", timeout=9000)

    assert page.locator("[name=story]").input_value() == "2"


def test_the_focus_goes_back_to_the_pen_only_for_who_waits_there(room):
    sent, button = moves(room.page), room.page.get_by_role("button", name="Op het bord")
    page = room(f"<p>Twee</p><button type=button>Elders</button><div>{FORM.format(story=1)}</div>")
    expect(page.get_by_text("Twee")).to_be_visible(timeout=9000)
    for words, there in (("De eerste", None), ("De tweede", page.get_by_role("button", name="Elders"))):
        page.get_by_label("Zin").fill(words)
        button.click()
        page.wait_for_timeout(200)
        if there:
            there.focus()
        sent[-1].fulfill(**TAKEN)
        expect(page.get_by_label("Zin")).to_have_value("", timeout=9000)
        expect(there or page.get_by_label("Zin")).to_be_focused()


@pytest.mark.parametrize("main", ["<p>Volgende fase</p>", None], ids=["the phase moves on", "the session closes"])
def test_half_typed_words_are_shown_when_their_form_is_gone(room, main):
    room.page.get_by_label("Zin").press_sequentially("Half af")
    room(main)

    expect(room.page.locator("[data-told] blockquote")).to_have_text("Half af", timeout=9000)


def test_words_typed_while_a_line_is_being_sent_stay(room):
    sent = moves(room.page)
    room.page.get_by_label("Zin").press_sequentially("De eerste")
    room.page.keyboard.press("Enter")
    room.page.get_by_label("Zin").fill("De tweede")
    sent[0].fulfill(**TAKEN)
    page = goes_on(room, 2)

    assert page.get_by_label("Zin").input_value() == "De tweede"
    assert page.locator("[name=story]").input_value() == "1"


def test_other_words_are_another_move_and_the_same_words_the_same_one(room):
    """A line that got no answer is sent again as the same move. One with other words in it would be taken for it."""
    room.page.evaluate(
        "const real = setTimeout; window.setTimeout = (go, wait) => real(go, wait === 2000 ? 0 : wait); 0"
    )
    keys: list[str] = []

    def refuse(route: Any) -> None:
        keys.extend(parse_qs(route.request.post_data)["id"])
        route.fulfill(status=503)

    room.page.route("**/moves/", refuse)
    for words in ("De eerste", "De eerste", "De tweede"):
        room.page.get_by_label("Zin").fill(words)
        room.page.keyboard.press("Enter")
        expect(room.page.get_by_text("Niet gelukt.")).to_be_visible(timeout=20_000)
        room.page.get_by_role("button", name="Sluiten").click()

    assert len(keys) == 90
    assert [len(set(each)) for each in (keys[:60], keys[60:], keys)] == [1, 1, 2]


def test_what_was_not_sent_stays_in_sight_until_somebody_puts_it_away(room):
    """The words of two forms, and then a connection that hesitates: none of them makes room for another."""
    second = FORM.format(story=1).replace("pen", "note").replace("Zin", "Notitie")
    page = room(f"<p>Twee forms</p><div>{FORM.format(story=1)}{second}</div>")
    expect(page.get_by_text("Twee forms")).to_be_visible(timeout=9000)
    page.get_by_label("Zin").fill("Half af")
    page.get_by_label("Notitie").fill("Bijna")
    room("<p>Volgende fase</p>", tag="3-1")
    kept = page.locator("[data-told] blockquote")
    expect(kept).to_have_text(["Half af", "Bijna"], timeout=9000)
    page.route("**/part/", lambda route: route.abort())
    expect(page.locator("[data-told].is-soft")).to_be_visible(timeout=9000)
    expect(kept).to_have_text(["Half af", "Bijna"])

    page.unroute("**/part/")
    page.get_by_role("button", name="Sluiten").click()
    expect(page.locator("[data-told]")).to_be_hidden()


def test_what_is_kept_is_read_aloud_once_and_leaves_room_to_type(room):
    """A line that was sent, and one that went well again: only what is news is an alert, and the pen is in sight."""
    text, sent = "Een heel lang verhaal. " * 40, moves(room.page)
    second = FORM.format(story=1).replace("pen", "note").replace("Zin", "Notitie")
    page = room(f"<p>Twee forms</p><div>{FORM.format(story=1)}{second}</div>")
    expect(page.get_by_text("Twee forms")).to_be_visible(timeout=9000)
    page.get_by_label("Notitie").fill(text)
    page = goes_on(room, 2)
    kept, alert = page.locator("[data-told] blockquote"), page.locator("[role=alert]")
    expect(kept).to_have_text(text.strip(), timeout=9000)

    page.evaluate("""() => {
      window.read = [];
      new MutationObserver((all) => window.read.push(...all.map((each) => each.target.textContent))).observe(
        document.querySelector("[role=alert]"), { childList: true, characterData: true, subtree: true });
    }""")
    page.get_by_label("Zin").fill("De volgende")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    sent[0].fulfill(**TAKEN)
    expect(page.get_by_label("Zin")).to_have_value("", timeout=9000)

    assert (page.evaluate("window.read"), alert.text_content()) == ([], "Niet verstuurd.")


def test_what_is_kept_lies_over_nothing_that_somebody_is_in(room):
    """A third of a small screen at most, with the way to put it away in sight (WCAG 2.4.11)."""
    board = "<p>Wat er op het bord staat.</p>" * 40
    room.page.get_by_label("Zin").fill("Een heel lang verhaal. " * 40)
    room.page.evaluate("document.querySelector('[data-keep=pen]').dataset.keep = 'another'")
    page = room(f"{board}<div>{FORM.format(story=2)}</div>{board}")
    expect(page.locator("[data-told] blockquote")).to_be_visible(timeout=9000)

    page.evaluate("""() => {
      document.activeElement.blur();
      const pen = document.getElementById("pen");
      scrollBy(0, pen.getBoundingClientRect().top);
      pen.focus();
    }""")

    told, close, pen = (page.locator(where).bounding_box() for where in ("[data-told]", "[data-told] button", "#pen"))
    assert told["height"] <= PHONE["viewport"]["height"] / 3
    assert close["y"] + close["height"] <= told["y"] + told["height"] <= pen["y"]


PAD = """<form method="post" action="/pad/" data-pad data-keep="pad">
  <input type="hidden" name="version" value="{version}"><textarea name="text" aria-label="Klad">{text}</textarea>
  <span data-pad-says></span></form>"""


@pytest.mark.parametrize(("main", "says"), [("<p>Volgende fase</p>", "Volgende fase"), (None, "")], ids=["on", "twice"])
def test_the_pad_is_kept_when_its_part_is_over_and_comes_back_newer_when_another_screen_wrote(room, main, says):
    page = room(f"<p>Stil</p>{PAD.format(version=1, text='')}")
    expect(page.get_by_text("Stil")).to_be_visible(timeout=9000)
    sent: list[Any] = []
    page.route("**/pad/", lambda route: sent.append(route))
    page.get_by_label("Klad").fill("eerst bellen")
    if main:
        room(main, tag="3-1")
        expect(page.get_by_text(says)).to_be_visible(timeout=9000)
    page.wait_for_timeout(2500)
    assert "text=eerst+bellen" in sent[0].request.post_data
    if main:
        sent[0].fulfill(status=200, content_type="application/json", body='{"version": 2}')
        assert not page.locator("[data-told] blockquote").count()
        return
    room(f"<p>Stil</p>{PAD.format(version=5, text='van het andere scherm')}", tag="4-1")
    answer = json.dumps({"message": "Er is een nieuwe versie.", "typed": ["eerst bellen"]})
    sent[0].fulfill(status=409, content_type="application/json", body=answer)
    expect(page.get_by_label("Klad")).to_have_value("van het andere scherm", timeout=9000)
    expect(page.locator("[data-told] blockquote")).to_have_text("eerst bellen")


def test_who_signed_in_again_goes_on_and_somebody_else_does_not(room):
    sent = moves(room.page)
    room.page.get_by_label("Zin").fill("Half af")
    room(f"<p>Weer binnen</p><div>{FORM.format(story=1)}</div>", **{"X-Seat": "3", "X-Csrf": "nieuw"})
    expect(room.page.get_by_text("Weer binnen")).to_be_visible(timeout=9000)
    room.page.get_by_role("button", name="Op het bord").click()
    assert [sent[0].request.headers[name] for name in ("x-csrftoken", "x-seat")] == ["nieuw", "3"]
    assert "csrfmiddlewaretoken=nieuw" in sent[0].request.post_data
    sent[0].fulfill(status=403)

    room("<p>Van een ander</p>", tag="3-1", **{"X-Seat": "4", "X-Csrf": "van een ander"})
    expect(room.page.locator("[data-told] blockquote")).to_have_text("Half af", timeout=9000)
    assert not room.page.get_by_text("Van een ander").count()


def test_a_page_with_words_that_were_not_sent_asks_before_it_goes(room):
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    room.page.on("dialog", stay)
    room.page.get_by_label("Zin").press_sequentially("Half af")
    room.page.evaluate("location.assign('/help/')")
    room.page.wait_for_timeout(500)
    assert (asked, room.page.get_by_label("Zin").input_value()) == (["beforeunload"], "Half af")

    room.page.get_by_label("Zin").fill("")
    room.page.evaluate("location.assign('/help/')")
    expect(room.page.get_by_label("Zin")).to_have_count(0)


def test_a_link_waits_for_the_pad(room):
    page = room(f"<p>Stil</p>{PAD.format(version=1, text='')}<a href='/help/?over'>Het bord</a>")
    expect(page.get_by_text("Stil")).to_be_visible(timeout=9000)
    sent: list[Any] = []
    page.route("**/pad/", lambda route: sent.append(route))
    page.get_by_label("Klad").press_sequentially("eerst bellen")
    page.get_by_role("link", name="Het bord").click()
    page.wait_for_timeout(300)
    assert "text=eerst+bellen" in sent[0].request.post_data
    assert "over" not in page.url
    sent[0].fulfill(status=200, content_type="application/json", body='{"version": 2}')

    page.wait_for_url("**/?over")
