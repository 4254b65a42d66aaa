"""Every form of the product with a box of more than a line, and everything that can come between the words and the
server: they are on the page or in the next visit (reliability.md §1.4, docs/decisions/0149). The counts are figures of
the run of the tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from playwright.sync_api import BrowserContext, Error, Page, Request, Route, expect

from accounts.allauth_internals import respond_429
from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.browser import DESKTOP
from werkplek.tests.page_forms import PageForm, forms_of
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.replay import laid_out
from werkplek.tests.world import OUT, World

FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
IN_A_ROOM = ("reflections:room", "reflections:room_part")  # static/js/room.js, reflections/tests/test_rooms_browser.py
WITHOUT_A_NETWORK = ("offline",)  # static/js/whole.js, test_offline_browser.py
EXAMPLES = ("styleguide",)  # nothing is behind them


@dataclass(frozen=True)
class Box:
    """One form with boxes of more than a line: who sees it where, and as which of such forms on its page."""

    row: Row
    code: str
    number: int
    form: PageForm

    def __str__(self) -> str:
        return f"{self.row.address} {', '.join(self.form.areas)}"


def boxes(world: World) -> Iterator[Box]:
    """Every form once: the same boxes at the same address of another thing are the same form."""
    seen = set()
    for row in ROWS:
        if code := row.first():
            page = browser_of(world.who(code), just_confirmed=True).get(row.url(world))
            found = [form for form in forms_of(page) if form.areas]
            for number, form in enumerate(found):
                if (key := (row.address, tuple(form.areas))) not in seen:
                    seen.add(key)
                    yield Box(row, code, number, form)


def words_for(box: Box, way: str) -> dict[str, str]:
    return {
        name: f"Dit mag niet weg, {way} {number}: {box}."[:90].strip() for number, name in enumerate(box.form.areas)
    }


# --- Without a script: the page that refuses gives the words back ---------------------------------------------------


class Trouble:
    """A middleware that answers every form with one refusal."""

    status = 500

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if request.method != "POST":
            return None
        if self.status == 429:
            return respond_429(request)
        raise RuntimeError


def refusing(world: World, box: Box, how: str) -> Client:
    person = world.who("FAR") if how == "of a stranger" else world.who(box.code)
    if how == "signed out":
        return browser_of(None)
    client = Client(enforce_csrf_checks=how == "an old token", raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def may_be_refused(box: Box, how: str, status: int) -> bool:
    """A stranger gets a 404 only where the page is not theirs; who answers by a link is never signed out."""
    return (how != "of a stranger" or box.row.expect("FAR") == status) and (
        how != "signed out" or box.row.expect(OUT) != 200
    )


REFUSALS = {"signed out": 401, "an old token": 403, "of a stranger": 404, "too often": 429, "broken": 500}


def test_every_form_that_is_refused_gives_the_words_back(filled, quiet, settings, monkeypatch, record_property):
    trouble, lost, found = [*settings.MIDDLEWARE, f"{__name__}.Trouble"], [], list(boxes(filled))
    for how, status in REFUSALS.items():
        settings.MIDDLEWARE = trouble if status in (429, 500) else trouble[:-1]
        monkeypatch.setattr(Trouble, "status", status)
        for box in [one for one in found if may_be_refused(one, how, status)]:
            typed = words_for(box, how)
            sent = box.form.values | {name: [words] for name, words in typed.items()}
            address = box.form.action or box.row.url(filled)
            page = refusing(filled, box, how).post(address, sent, headers=FROM_HERE)
            areas = [form.values.get(name) for form in forms_of(page) for name in typed]
            there = all(words in text_of(page) for words in typed.values())
            if page.status_code != status or not there or (status not in (404,) and not areas):
                lost.append((str(box), how, page.status_code))

    told = f"{len(found)} forms with a box of more than a line, each refused in {len(REFUSALS)} ways: {len(lost)} lost"
    record_property("figure", told)
    assert lost == []


# --- Brought by a script: what is thrown away there is here -----------------------------------------------------------


def test_every_form_that_is_done_says_so(filled, quiet):
    """Who is only sent on hears 409, and then the words are brought in another way (static/js/pocket.js)."""
    answers = []
    others = (*IN_A_ROOM, *WITHOUT_A_NETWORK, *EXAMPLES)
    for box in [one for one in boxes(filled) if one.row.address not in others]:
        client, address = browser_of(filled.who(box.code), just_confirmed=True), box.form.action or box.row.url(filled)
        with transaction.atomic():
            answer = client.post(address, box.form.values | words_for(box, "done"), headers={"X-Pocket": "1"})
            transaction.set_rollback(True)
        answers.append((answer.status_code, str(box)))

    done = [box for status, box in answers if status == HTTPStatus.NO_CONTENT]
    assert [(status, box) for status, box in answers if status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT)] == []
    assert len(done) > 40
    assert [box for box in done if box.startswith("reflections:pass_answer")]  # of who is signed in as well


# --- In a browser: seven ways in which a line ends ------------------------------------------------------------------


WAYS = ["offline", "stalled", "cookie gone", "signed in elsewhere", "429", "500", "closed tab"]
FEW = ["reflections:feedback", "reflections:experience_new"]  # kept while it is typed, and one that saves itself
SHARES = 6  # tests of the long run, so that none comes near its time
EACH_SHARE = [pytest.param(number, marks=pytest.mark.long("all forms")) for number in range(SHARES)]
SET = """([number, words]) => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const forms = [...document.querySelectorAll("form[method=post]")];
  const form = forms.filter((one) => one.querySelector("textarea:not([readonly])"))[number];
  for (const [name, text] of Object.entries(words)) {
    form.elements[name].value = text;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
VALUES = "boxes => boxes.map((box) => box.value)"
PRESS = """(number) => {
  const forms = [...document.querySelectorAll("form[method=post]")];
  const form = forms.filter((one) => one.querySelector("textarea:not([readonly])"))[number];
  form.requestSubmit(form.querySelector("button:not([type=button])"));
}"""


class Browsers:
    """Windows of people in a world, each with a session of its own."""

    def __init__(self, world: World, address: str, new_context: Callable[..., BrowserContext]) -> None:
        self.world, self.address, self.new_context = world, address, new_context

    def open(self, box: Box) -> Page:
        context = self.new_context(base_url=self.address, locale="nl-NL", **DESKTOP)
        self.sign_in(context, box)
        page = context.new_page()
        page.clock.install()
        page.goto(box.row.url(self.world))
        page.wait_for_load_state("networkidle")
        return page

    def sign_in(self, context: BrowserContext, box: Box) -> None:
        """Anew, with a token of its own, as signing in gives."""
        client = browser_of(self.world.who(box.code), just_confirmed=True)
        cookies = [{"name": "session", "value": client.cookies["session"].value, "url": self.address}]
        context.clear_cookies(name="csrf")
        context.add_cookies(cookies)


def ends(page: Page, browsers: Browsers, box: Box, way: str) -> None:
    """Type, let the line end in this way, and press the button."""

    def refuse(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif way != "stalled":
            route.fulfill(status=int(way), body="")

    if way == "offline":
        page.context.set_offline(True)
    elif way in ("stalled", "429", "500"):
        page.route("**/*", refuse)
    elif way == "cookie gone":
        page.context.clear_cookies()
    elif way == "signed in elsewhere":
        Session.objects.all().delete()
        browsers.sign_in(page.context, box)
        page.route("**/*", lambda route: route.continue_() if _saves(route.request) else route.fulfill(status=204))
    page.evaluate(SET, [box.number, words_for(box, way)])
    if way == "closed tab":
        page.clock.fast_forward(5_000)
        expect(page.locator(".saved--done").first).to_contain_text("Bewaard om")
        return
    if way == "signed in elsewhere":
        with page.expect_request(lambda request: not _saves(request)):
            page.evaluate(PRESS, box.number)
        return
    page.evaluate(PRESS, box.number)
    if way == "stalled":
        page.clock.fast_forward(10_500)


def _saves(request: Request) -> bool:
    return request.method != "POST" or "x-autosave" in request.headers


def in_another_way(address: str) -> str:
    """As from "Voor jou", where somebody came from a mail before."""
    return f"{address}{'&' if '?' in address else '?'}row=1"


def is_there(page: Page, box: Box, way: str, *, failed: bool) -> bool:
    """The words are in their boxes; and when they could not be kept, the line says so."""
    try:
        if failed:
            page.locator(".saved--failed").first.wait_for()
        for name, words in words_for(box, way).items():
            assert words in page.locator(f"textarea[name='{name}']").evaluate_all(VALUES)
    except (AssertionError, Error):
        return False
    return True


def lost_in(browsers: Browsers, box: Box) -> list[str]:
    lost = []
    for way in WAYS:
        page = browsers.open(box)
        ends(page, browsers, box, way)
        if again := way in ("closed tab", "signed in elsewhere"):
            there = page.url
            page.close()
            page = page.context.new_page()
            page.goto(there if way == "closed tab" else in_another_way(there))
            page.wait_for_load_state("networkidle")
        kept = is_there(page, box, way, failed=not again)
        if not kept:
            lost.append(f"{box}: {way} {page.url}")
        page.context.close()
    return lost


@pytest.mark.browser
@pytest.mark.parametrize("share", [pytest.param(None, id="a few"), *EACH_SHARE])
def test_every_form_keeps_its_words(live_server, request, new_context, quiet, share, record_property):
    world = laid_out(1, request)
    found = [box for box in boxes(world) if box.row.address not in (*IN_A_ROOM, *WITHOUT_A_NETWORK, *EXAMPLES)]
    few = [next(box for box in found if box.row.address == address) for address in FEW]
    some = few if share is None else found[share::SHARES]
    browsers = Browsers(world, live_server.url, new_context)

    lost = [line for box in some for line in lost_in(browsers, box)]

    which = "a few" if share is None else f"part {share + 1} of {SHARES}"
    told = f"{which}: {len(some)} of {len(found)} forms in a browser, {len(WAYS)} ways a line ends: {len(lost)} lost"
    record_property("figure", told)
    assert lost == []
