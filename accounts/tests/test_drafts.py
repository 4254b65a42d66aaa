"""What is typed in a form is kept for its writer alone until it is sent (docs/decisions/0149)."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import drafts
from accounts.models import Draft
from werkplek.tests.pages import browser_of

KEY = uuid.UUID(int=7)
HERE = {"draft_address": "/x/?slot=goal", "draft_form": "to=check text"}
ASKED = {"address": "/x/?slot=goal", "form": "to=check text"}


@pytest.fixture
def browser(sam) -> Client:
    return browser_of(sam)


def type_in(browser: Client, key: uuid.UUID = KEY, **fields: str):
    return browser.post("/drafts/", {"draft": str(key), **HERE, **fields})


def found(browser: Client):
    return browser.get("/drafts/", ASKED).json()["draft"]


def test_the_last_words_come_back_on_the_next_visit(browser):
    for text in ("Vandaag", "Vandaag was het druk"):
        assert type_in(browser, text=text).json()["saved_at"]

    assert (found(browser)["key"], found(browser)["fields"]) == (str(KEY), [["text", "Vandaag was het druk"]])
    assert Draft.objects.count() == 1


ANSWER = "/feedback/7/"
WAYS = ["", "?told=feedback", "?row=12", f"?row=12&of=q%3D{'%25C3%25A9' * 100}"]


@pytest.mark.parametrize("begun", WAYS)
def test_a_form_is_the_same_whichever_way_somebody_comes_to_it(browser, begun):
    kept = browser.post("/drafts/", {"draft": str(KEY), "draft_address": ANSWER + begun, "text": "Half"})

    found = [browser.get("/drafts/", {"address": ANSWER + way}).json()["draft"]["key"] for way in WAYS]
    assert (kept.status_code, found) == (200, [str(KEY)] * len(WAYS))


@pytest.mark.parametrize("other", ["?of=1", "?slot=goal", "?slot=goal&row=3"])
def test_what_an_address_says_about_the_thing_makes_another_form(browser, other):
    browser.post("/drafts/", {"draft": str(KEY), "draft_address": ANSWER, "text": "Half"})

    assert browser.get("/drafts/", {"address": ANSWER + other}).json()["draft"] is None


def test_two_windows_do_not_write_over_each_other(browser):
    type_in(browser, text="In het ene venster")
    type_in(browser, uuid.UUID(int=8), text="In het andere")

    assert sorted(draft.fields[0][1] for draft in Draft.objects.all()) == ["In het andere", "In het ene venster"]


LATER = uuid.UUID(int=9)


def bring(browser: Client, *, age: int = 60_000, **fields: str):
    """As pocket.js does with what a device kept without a network, by default a minute ago."""
    return type_in(browser, draft_age=str(age), draft_else=str(LATER), **fields)


def test_what_a_device_kept_goes_over_what_was_in_its_form_before(browser):
    type_in(browser, text="Vandaag")
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(hours=1))
    bring(browser, text="Vandaag in de trein")

    assert (found(browser)["key"], found(browser)["fields"]) == (str(KEY), [["text", "Vandaag in de trein"]])
    assert found(browser)["more"] is False


def test_what_was_written_since_on_another_device_stays_and_the_older_text_comes_after_it(browser):
    type_in(browser, text="Verder op de laptop")
    for _time in range(2):
        bring(browser, text="In de trein")

    assert (found(browser)["fields"], found(browser)["more"]) == ([["text", "Verder op de laptop"]], True)
    browser.post("/drafts/", {"draft": str(KEY), "draft_dropped": "1"})
    assert (found(browser)["key"], found(browser)["fields"]) == (str(LATER), [["text", "In de trein"]])
    assert Draft.objects.count() == 1


def test_what_had_arrived_already_is_not_kept_twice(browser):
    """The page was closed before it heard the answer. A form has two signs for the end of a line."""
    type_in(browser, text="In de trein\nnaar huis")
    bring(browser, text="In de trein\r\nnaar huis")

    assert [draft.fields for draft in Draft.objects.all()] == [[["text", "In de trein\nnaar huis"]]]


def test_a_clock_that_stood_still_keeps_nothing_from_being_kept(browser):
    """A phone with an empty battery wakes up in 1970."""
    bring(browser, age=10**15, text="In de trein")

    assert found(browser)["fields"] == [["text", "In de trein"]]


@pytest.mark.parametrize("late", [{"draft_age": "-1"}, {"draft_age": "x"}, {"draft_else": "x"}])
def test_an_odd_age_is_said(browser, late):
    assert type_in(browser, text="a", **late).status_code == 422


def test_nobody_else_gets_them(browser, samira):
    type_in(browser, text="Van Sam")
    other = browser_of(samira)
    other.post("/drafts/", {"draft": str(KEY), "draft_dropped": "1"})

    assert (found(other), found(browser)["fields"]) == (None, [["text", "Van Sam"]])


def test_tokens_and_passwords_are_not_kept(browser):
    type_in(browser, text="Mijn tekst", once="x", csrfmiddlewaretoken="y", password="geheim", version="4")

    assert found(browser)["fields"] == [["text", "Mijn tekst"], ["version", "4"]]


@pytest.mark.parametrize("fields", [{"draft": "no key"}, {"draft_address": ""}, {"text": "a" * (drafts.LONGEST + 1)}])
def test_what_cannot_be_kept_is_said(browser, fields):
    answer = browser.post("/drafts/", {"draft": str(KEY), **HERE, "text": "a", **fields})

    assert (answer.status_code, Draft.objects.exists()) == (422, False)


def test_thrown_away(browser):
    type_in(browser, text="Toch niet")
    browser.post("/drafts/", {"draft": str(KEY), "draft_dropped": "1"})

    assert found(browser) is None


@pytest.mark.parametrize("key", ["", "x", "1' OR '1'='1"])
def test_an_odd_key_throws_nothing_away(browser, key):
    type_in(browser, text="Blijft staan")

    answer = browser.post("/drafts/", {"draft": key, "draft_dropped": "1"})

    assert (answer.status_code, found(browser)["fields"]) == (200, [["text", "Blijft staan"]])


def test_of_very_many_the_oldest_go(sam, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    for number in range(5):
        drafts.keep(sam, key=uuid.UUID(int=number), address=f"/{number}/", form="", fields=[])

    assert [draft.address for draft in Draft.objects.order_by("pk")] == ["/2/", "/3/", "/4/"]


def test_sending_the_form_ends_it_and_a_refusal_does_not(question, samira):
    browser, address = browser_of(samira), question.get_absolute_url()
    type_in(browser, text="Een antwoord")

    browser.post(address, {"text": "", "draft": str(KEY)})
    still_there = Draft.objects.count()
    browser.post(address, {"text": "Een antwoord", "draft": str(KEY)})

    assert (still_there, Draft.objects.count()) == (1, 0)


def send_late(browser: Client, question, **more: str):
    """As pocket.js does with a button that was pressed a minute ago, without a network."""
    sent = {"text": "In de trein", "draft": str(KEY), **more}
    return browser.post(question.get_absolute_url(), sent, headers={"X-Pocket": "60000"}).status_code


@pytest.mark.parametrize("key", [{}, {"once": str(uuid.uuid4())}])
def test_what_was_written_since_is_read_before_an_older_text_is_sent(question, samira, key):
    browser = browser_of(samira)
    type_in(browser, text="Verder op de laptop")
    status = send_late(browser, question, **key)

    assert (status, samira.feedback_given.count()) == (409, 0)
    assert found(browser)["fields"] == [["text", "Verder op de laptop"]]


@pytest.mark.parametrize("text", ["In de trein", "Begonnen"])
def test_what_was_there_already_when_it_was_sent_goes(question, samira, text):
    """The same words, saved a moment later, or what stood there before."""
    browser = browser_of(samira)
    type_in(browser, text=text)
    if text == "Begonnen":
        Draft.objects.update(saved_at=timezone.now() - dt.timedelta(hours=1))
    status = send_late(browser, question)

    assert (status, samira.feedback_given.get().text, Draft.objects.count()) == (204, "In de trein", 0)


def test_an_odd_key_keeps_no_answer_from_being_sent_late(question, samira):
    assert send_late(browser_of(samira), question, draft="x") == 204
    assert samira.feedback_given.get().text == "In de trein"


def test_what_was_written_after_it_was_sent_stays_when_it_is_sent_again(question, samira):
    browser, once = browser_of(samira), str(uuid.uuid4())
    send_late(browser, question, once=once)
    type_in(browser, text="Verder op de laptop")
    status = send_late(browser, question, once=once)

    assert (status, Draft.objects.count()) == (204, 1)


def test_the_way_back_after_signing_in_beside_a_text(browser):
    page = browser.get(reverse("drafts_back"))

    assert (page.status_code, b"data-back" in page.content) == (200, True)


def test_a_page_knows_for_whom_it_was_made(browser, samira):
    answers = [browser.get("/drafts/").json()["writer"], browser_of(samira).get("/drafts/").json()["writer"]]

    assert answers[0] != answers[1]
    assert f'data-writer="{answers[0]}"' in browser.get("/").content.decode()
