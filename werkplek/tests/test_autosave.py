"""Autosave in a real browser: never more than five seconds behind, never "bewaard" before the server said so."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Draft, User
from werkplek.tests.browser import PHONE, session_cookie
from werkplek.tests.services import until

pytestmark = pytest.mark.browser


@pytest.fixture
def writing(open_browser: Callable[..., Page], sam: User) -> Page:
    """A page of Sam with one text box that saves itself at /save/."""
    line = render_to_string("components/saved.html")
    return _with_form(open_browser(PHONE, sam), 'action="/send/" data-autosave="/save/"', line)


@pytest.fixture
def drafting(open_browser: Callable[..., Page], sam: User) -> Page:
    """A page of Sam with one text box that stores nothing before it is sent."""
    return _with_form(open_browser(PHONE, sam), 'action="/send/"')


def _with_form(page: Page, how: str, line: str = "") -> Page:
    page.goto(reverse("help"))
    page.clock.install()
    page.evaluate(
        """([how, line, script]) => {
          document.querySelector("main").innerHTML = `<form method="post" ${how}>
            <input type="hidden" name="csrfmiddlewaretoken" value="">
            <input type="hidden" name="version" value="1"><textarea name="text" aria-label="Tekst"></textarea>
            ${line}<button>Verder</button></form>`;
          return import(script);
        }""",
        [how, line, static("js/autosave.js")],
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


def _line(page: Page) -> Locator:
    return page.locator("[data-saved-words]")


def _saved(version: int) -> dict:
    return {"status": 200, "json": {"version": version, "saved_at": "14:03"}}


def _type(page: Page, text: str) -> None:
    page.get_by_label("Tekst").fill(text)
    page.clock.fast_forward(5000)


def test_text_is_saved_within_five_seconds(writing: Page) -> None:
    sent = _answers(writing, _saved(2))
    _type(writing, "Vandaag")
    expect(_line(writing)).to_have_text("Bewaard om 14:03")
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
    expect(_line(writing)).to_contain_text("Niet bewaard. Je tekst staat nog hier.")
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag")
    writing.clock.fast_forward(6000)
    expect(_line(writing)).to_have_text("Bewaard om 14:03")


def test_signed_out_keeps_the_text_and_offers_the_way_in(writing: Page) -> None:
    writing.context.clear_cookies()
    _answers(writing, {"status": 401})
    _type(writing, "Vandaag")
    expect(_line(writing)).to_have_text("Je bent uitgelogd. Je tekst staat nog hier.")
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag")
    with writing.expect_popup() as window:
        writing.get_by_role("link", name="Inloggen in een nieuw venster").click()
    assert window.value.url.endswith("/account/login/?next=/drafts/back/")


def test_signed_in_again_beside_it_the_text_goes_on_by_itself(
    writing: Page, sam: User, live_server: LiveServer
) -> None:
    writing.context.clear_cookies()
    sent = _answers(writing, {"status": 403}, _saved(2))
    _type(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Je bent uitgelogd.")
    writing.context.add_cookies([session_cookie(sam, live_server.url)])
    writing.evaluate("dispatchEvent(new Event('focus'))")
    expect(_line(writing)).to_have_text("Bewaard om 14:03")
    assert [save["text"] for save in sent] == ["Vandaag"] * 2


def test_a_token_of_before_is_made_new_without_a_word(writing: Page) -> None:
    sent = _answers(writing, {"status": 403}, _saved(2))
    _type(writing, "Vandaag")
    expect(_line(writing)).to_have_text("Bewaard om 14:03")
    assert len(sent) == 2


def test_nothing_is_saved_for_somebody_else(writing: Page, samira: User, live_server: LiveServer) -> None:
    writing.context.add_cookies([session_cookie(samira, live_server.url)])
    sent = _answers(writing, {"status": 403}, _saved(2))
    _type(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Er is nu iemand anders ingelogd.")
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag")
    assert len(sent) == 1


def test_a_clash_shows_the_answer_and_stops(writing: Page) -> None:
    sent = _answers(writing, {"status": 409, "content_type": "text/html", "body": "<p>Dit staat er nu</p>"})
    _type(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Er is een nieuwere versie.")
    expect(writing.get_by_text("Dit staat er nu")).to_be_visible()
    _type(writing, "Vandaag was het druk")
    assert len(sent) == 1


def test_after_a_clash_a_button_without_a_network_keeps_the_page(writing: Page) -> None:
    _answers(writing, {"status": 409, "content_type": "text/html", "body": "<p>Dit staat er nu</p>"})
    _type(writing, "Vandaag")
    expect(writing.get_by_text("Dit staat er nu")).to_be_visible()
    writing.context.set_offline(True)
    _type(writing, "Vandaag was het druk")
    writing.get_by_role("button", name="Verder").click()

    expect(_line(writing)).to_contain_text("Nog niet verstuurd.")
    expect(writing.get_by_text("Dit staat er nu")).to_be_visible()
    expect(writing.get_by_label("Tekst")).to_have_value("Vandaag was het druk")


def test_leaving_with_unsaved_text_is_asked(writing: Page) -> None:
    _answers(writing, {"status": 500})
    _type(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Niet bewaard")
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
    assert writing.locator("body").inner_text().endswith("version=2&text=Vandaag")


# --- A button that cannot send now -----------------------------------------------------------------------------------


@pytest.fixture
def gone(writing: Page) -> list[str]:
    """What was really sent."""
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(parse_qs(route.request.post_data or "")["text"][0])
        route.fulfill(status=200, body="Verstuurd")

    writing.route("**/send/", take)
    return sent


def _press(page: Page, text: str) -> None:
    page.get_by_label("Tekst").fill(text)
    page.get_by_role("button", name="Verder").click()


def test_offline_it_stays_and_goes_by_itself_when_there_is_a_network(writing: Page, gone: list[str]) -> None:
    writing.context.set_offline(True)
    _press(writing, "In de trein")
    expect(_line(writing)).to_have_text(
        "Nog niet verstuurd. We versturen het zodra het kan. Niet bewaard: je bent offline. "
        "Je tekst staat alleen op deze pagina."
    )
    assert (gone, writing.get_by_label("Tekst").input_value()) == ([], "In de trein")

    _answers(writing, _saved(2))
    writing.context.set_offline(False)
    writing.wait_for_url("**/send/")
    assert gone == ["In de trein"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_refused_for_now_it_stays_and_goes_later(writing: Page, gone: list[str], status: int) -> None:
    _answers(writing, {"status": status}, _saved(2))
    _press(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Nog niet verstuurd.")
    assert gone == []

    writing.clock.fast_forward(60_000)
    writing.wait_for_url("**/send/")
    assert gone == ["Vandaag"]


def test_a_save_that_hangs_says_so_after_ten_seconds(writing: Page, gone: list[str]) -> None:
    writing.route("**/save/", lambda route: None)
    _press(writing, "Vandaag")
    expect(_line(writing)).to_have_text("Bezig met bewaren…")
    writing.clock.fast_forward(10_000)
    expect(_line(writing)).to_contain_text("Nog niet verstuurd.")
    assert gone == []


def test_who_types_on_sends_it_when_it_is_ready(writing: Page, gone: list[str]) -> None:
    _answers(writing, {"status": 500}, _saved(2))
    _press(writing, "Vandaag")
    expect(_line(writing)).to_contain_text("Nog niet verstuurd.")
    _type(writing, "Vandaag was")
    writing.clock.fast_forward(60_000)
    expect(_line(writing)).to_have_text("Bewaard om 14:03")
    assert gone == []


def test_what_can_never_be_saved_goes_to_the_page_that_says_why(writing: Page, gone: list[str]) -> None:
    _answers(writing, {"status": 422})
    _press(writing, "Veel te lang")
    writing.wait_for_url("**/send/")
    assert gone == ["Veel te lang"]


def test_what_the_server_would_not_even_read_is_not_sent(writing: Page, gone: list[str]) -> None:
    _answers(writing, {"status": 422})
    _press(writing, "é" * 400_000)
    expect(_line(writing)).to_contain_text("Dit is te lang om te bewaren of te versturen.")

    assert (gone, len(writing.get_by_label("Tekst").input_value())) == ([], 400_000)


# --- A form that stores nothing before it is sent --------------------------------------------------------------------


def test_what_was_typed_is_there_on_the_next_visit(drafting: Page) -> None:
    _type(drafting, "Nog niet af")
    expect(_line(drafting)).to_contain_text("nog niet verstuurd")
    draft = Draft.objects.get()
    assert draft.fields == [["version", "1"], ["text", "Nog niet af"]]

    again = _with_form(drafting.context.new_page(), 'action="/send/"')
    expect(_line(again)).to_contain_text("Dit heb je eerder getypt")
    assert (again.get_by_label("Tekst").input_value(), Draft.objects.count()) == ("Nog niet af", 1)


def test_who_throws_it_away_begins_anew(drafting: Page) -> None:
    _type(drafting, "Toch niet")
    expect(_line(drafting)).to_contain_text("nog niet verstuurd")
    again = _with_form(drafting.context.new_page(), 'action="/send/"')
    again.get_by_role("button", name="Verwijderen").click()

    assert until(lambda: not Draft.objects.exists())


def test_its_button_saves_first_and_sends_the_key_along(drafting: Page) -> None:
    drafting.route("**/send/", lambda route: route.fulfill(status=200, body=route.request.post_data))
    _press(drafting, "Klaar")
    drafting.wait_for_url("**/send/")

    assert drafting.locator("body").inner_text().endswith(f"text=Klaar&draft={Draft.objects.get().key}")
