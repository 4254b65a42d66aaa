"""A refused form gives back what was typed, and no page tells what exists (access.md R30, R34)."""

import re
import uuid

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.allauth_internals import respond_429
from accounts.models import User
from reflections.models.feedback import Feedback
from reflections.views import feedback as views
from werkplek.tests import servers
from werkplek.tests.page_forms import PageForm, forms_of
from werkplek.tests.pages import text_of

WORDS = "Je begon met luisteren, dat was sterk."
FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


def without_what_differs(page):
    """The page without the id that was asked for and the form token, which is new at every showing."""
    text = page.content.decode().replace(page.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_a_text_sent_after_access_ended_is_given_back(question, samira, track, signed_in):
    client = signed_in(samira)
    track.people.filter(person=samira).update(ended_at=timezone.now())

    page = client.post(question.get_absolute_url(), {"text": "Je begon met luisteren, dat was sterk."})

    assert page.status_code == 404
    assert "Je begon met luisteren, dat was sterk." in page.content.decode()


def test_foreign_and_made_up_give_the_same_page(question, otto, signed_in):
    client = signed_in(otto)

    foreign = client.get(question.get_absolute_url())
    made_up = client.get(reverse("reflections:feedback", args=[uuid.uuid4()]))

    assert (foreign.status_code, made_up.status_code) == (404, 404)
    assert without_what_differs(foreign) == without_what_differs(made_up)


def test_a_refusal_shows_its_reason(question, samira, sam, signed_in):
    signed_in(samira).post(question.get_absolute_url(), {"text": "Je begon met luisteren."})

    page = signed_in(sam).post(reverse("reflections:question_withdraw", args=[question.public_id]))

    assert page.status_code == 403
    assert "Deze vraag is al beantwoord of ingetrokken." in page.content.decode()


# --- Refused now, and sent again from the page that says so --------------------------------------------------------


@pytest.fixture
def browser(samira: User) -> Client:
    """The browser of Samira, with its tokens looked at."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(samira)
    return browser


@pytest.fixture
def form(browser: Client, question) -> PageForm:
    """Samira's form, as it was before anything happened."""
    return next(form for form in forms_of(browser.get(question.get_absolute_url())) if "text" in form.boxes)


def send(browser: Client, question, form: PageForm, **headers: str) -> HttpResponse:
    return browser.post(question.get_absolute_url(), form.values | {"text": [WORDS]}, headers=FROM_HERE | headers)


def again(page: HttpResponse) -> PageForm:
    """The form on a page of refusal that sends the same again."""
    return next(form for form in forms_of(page) if "text" in form.boxes)


def test_the_words_of_a_session_that_ended_are_sent_after_signing_in_beside_them(browser, form, question, samira):
    del browser.cookies["session"]

    page = send(browser, question, form)
    browser.force_login(samira)
    browser.get("/")  # the way in gives the browser a new token
    once_more = browser.post(again(page).action, again(page).values, headers=FROM_HERE)
    sent = (
        once_more
        if once_more.status_code == 302
        else browser.post(again(once_more).action, again(once_more).values, headers=FROM_HERE)
    )

    assert (page.status_code, page["Cache-Control"], again(page).values["text"]) == (401, "no-store", [WORDS])
    assert (sent.status_code, Feedback.objects.get().text) == (302, WORDS)


def test_the_token_of_before_signing_in_again(browser, form, question, samira):
    del browser.cookies["csrf"]
    browser.get("/")

    page = send(browser, question, form)
    sent = browser.post(again(page).action, again(page).values, headers=FROM_HERE)

    assert (page.status_code, again(page).values["text"]) == (403, [WORDS])
    assert (sent.status_code, Feedback.objects.get().text) == (302, WORDS)


@pytest.mark.parametrize("status", [429, 500])
def test_too_many_and_broken(browser, form, question, monkeypatch, status):
    def fail(request, *args, **kwargs):
        if status == 429:
            return respond_429(request)
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(views, "form_page", fail)
        page = send(browser, question, form)
    sent = browser.post(again(page).action, again(page).values, headers=FROM_HERE)

    assert (page.status_code, page["Cache-Control"], again(page).values["text"]) == (status, "no-store", [WORDS])
    assert (sent.status_code, Feedback.objects.get().text) == (302, WORDS)


def test_a_nul_byte_that_came_along_in_a_paste(browser, form, question):
    page = browser.post(question.get_absolute_url(), form.values | {"text": [WORDS + "\x00"]}, headers=FROM_HERE)
    sent = browser.post(again(page).action, again(page).values, headers=FROM_HERE)

    assert (page.status_code, sent.status_code, Feedback.objects.get().text) == (400, 302, WORDS)


@pytest.mark.parametrize("sent", ["text", "fields"])
def test_more_than_we_read_at_once_is_not_called_a_wrong_sign(browser, form, question, settings, sent):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000
    more = {"text": ["a" * 2_000]} if sent == "text" else {"text": ["a"] * 1_001}

    page = browser.post(question.get_absolute_url(), form.values | more, headers=FROM_HERE)

    assert (page.status_code, "Dit is te veel in één keer" in text_of(page)) == (413, True)
    assert "Er zit een teken in je tekst" not in text_of(page)


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_another_site_puts_no_words_and_no_button_on_a_page_of_ours(browser, form, question, headers):
    del browser.cookies["csrf"]

    page = send(browser, question, form, **headers)

    assert (page.status_code, WORDS in text_of(page)) == (403, False)


def test_what_has_a_password_in_it_is_never_shown(client, db):
    page = client.post("/nowhere/", {"text": WORDS, "password": "geheim en lang genoeg"})

    assert [words for words in (WORDS, "geheim") if words in text_of(page)] == []


def test_saving_by_itself_learns_that_the_session_ended(client, question):
    page = client.post(question.get_absolute_url(), {"text": WORDS}, headers={"x-autosave": "1"})

    assert (page.status_code, page.content) == (401, b"")


def test_nginx_says_of_too_much_what_our_own_page_says():
    page = (servers.ROOT / "templates/413.html").read_text(encoding="utf-8")
    example = (servers.ROOT / "docs/operations.md").read_text(encoding="utf-8")
    said = re.findall(r'{% translate "([^"]+)" %}', page)

    assert (len(said), [words for words in said if f">{words}<" not in example]) == (3, [])
    assert "error_page 413 @too_large;" in example
