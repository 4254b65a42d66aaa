"""Autosave in a real browser: never more than five seconds behind, never "bewaard" before the server said so."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from werkplek.tests.browser import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def writing(open_browser: Callable[..., Page], db: None) -> Page:
    """A page with one text box that saves itself at /save/."""
    page = open_browser(PHONE)
    page.goto(reverse("styleguide"))
    page.clock.install()
    state = render_to_string("components/saved.html")
    page.evaluate(
        """([state, script]) => {
          document.querySelector("main").innerHTML = `<form method="post" action="/send/" data-autosave="/save/">
            <input type="hidden" name="version" value="1"><textarea name="text" aria-label="Tekst"></textarea>
            ${state}<button>Verder</button></form>`;
          return import(script);
        }""",
        [state, static("js/autosave.js")],
    )
    return page


def _answers(page: Page, *answers: dict) -> list[dict]:
    """Serve these answers one after another, the last one for ever; gives back what was sent."""
    sent: list[dict] = []

    def answer(route: Route) -> None:
        sent.append({name: values[0] for name, values in parse_qs(route.request.post_data or "").items()})
        route.fulfill(**answers[min(len(sent), len(answers)) - 1])

    page.route("**/save/", answer)
    return sent


def _saved(version: int) -> dict:
    return {"status": 200, "json": {"version": version, "saved_at": "14:03"}}


def _type(page: Page, text: str) -> None:
    page.get_by_label("Tekst").fill(text)
    page.clock.fast_forward(5000)


def test_text_is_saved_within_five_seconds(writing: Page) -> None:
    sent = _answers(writing, _saved(2))
    _type(writing, "Vandaag")
    expect(writing.get_by_role("status").last).to_have_text("Bewaard om 14:03")
    assert sent == [{"text": "Vandaag", "version": "1"}]


def test_the_next_save_carries_the_new_version(writing: Page) -> None:
    sent = _answers(writing, _saved(2), _saved(3))
    _type(writing, "Vandaag")
    expect(writing.locator("[name=version]")).to_have_value("2")
    _type(writing, "Vandaag was het druk")
    expect(writing.locator("[name=version]")).to_have_value("3")
    assert [save["version"] for save in sent] == ["1", "2"]


def test_nothing_new_is_not_sent(writing: Page) -> None:
    sent = _answers(writing, _saved(2))
    writing.evaluate("document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('pagehide'))")
    writing.clock.fast_forward(20_000)
    assert sent == []


def test_leaving_saves_at_once(writing: Page) -> None:
    sent = _answers(writing, _saved(2))
    writing.get_by_label("Tekst").fill("Snel weg")
    writing.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(writing.locator("[name=version]")).to_have_value("2")
    assert sent == [{"text": "Snel weg", "version": "1"}]


def test_a_failure_keeps_the_text_and_tries_again(writing: Page) -> None:
    _answers(writing, {"status": 500}, _saved(2))
    _type(writing, "Vandaag")
    expect(writing.get_by_role("status").last).to_have_text("Niet bewaard. Je tekst staat nog hier.")
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag")
    writing.clock.fast_forward(6000)
    expect(writing.get_by_role("status").last).to_have_text("Bewaard om 14:03")


def test_signed_out_keeps_the_text(writing: Page) -> None:
    _answers(writing, {"status": 403})
    _type(writing, "Vandaag")
    expect(writing.get_by_role("status").last).to_contain_text("Je bent uitgelogd.")
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag")


def test_a_clash_shows_the_answer_and_stops(writing: Page) -> None:
    sent = _answers(writing, {"status": 409, "content_type": "text/html", "body": "<p>Dit staat er nu</p>"})
    _type(writing, "Vandaag")
    expect(writing.get_by_role("status").last).to_contain_text("Er is een nieuwere versie.")
    expect(writing.get_by_text("Dit staat er nu")).to_be_visible()
    _type(writing, "Vandaag was het druk")
    assert len(sent) == 1


def test_leaving_with_unsaved_text_is_asked(writing: Page) -> None:
    _answers(writing, {"status": 500})
    _type(writing, "Vandaag")
    expect(writing.get_by_role("status").last).to_contain_text("Niet bewaard")
    asked: list[str] = []
    writing.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    writing.goto(reverse("styleguide"))
    assert asked == ["beforeunload"]


def test_sending_waits_for_the_save_under_way(writing: Page) -> None:
    held: list[Route] = []
    writing.route("**/save/", lambda route: held.append(route))
    writing.route("**/send/", lambda route: route.fulfill(status=200, body=route.request.post_data))
    _type(writing, "Vandaag")
    writing.get_by_role("button", name="Verder").click()
    held[0].fulfill(**_saved(2))
    writing.wait_for_url("**/send/")
    assert writing.locator("body").inner_text() == "version=2&text=Vandaag"
