"""What happens around every request."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from django.utils import translation
from psycopg2.errors import LockNotAvailable, QueryCanceled

from accounts.models import User
from werkplek import middleware

NUL = "a\x00b"


def answer(request):
    return HttpResponse(translation.get_language())


@pytest.fixture(autouse=True)
def _dutch_again():
    """Middleware leaves its language on: the next request sets its own."""
    yield
    translation.activate("nl")


@pytest.fixture
def request_of(rf: RequestFactory):
    """A request as it looks behind Django's session and authentication."""

    def make(person=None, session=None, **headers):
        request = rf.get("/", headers=headers)
        request.user = person or AnonymousUser()
        request.session = session or {}
        return request

    return make


# --- NUL bytes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/?search=a%00b", "/?a%00b=1", "/a%00b/"])
def test_a_nul_byte_in_an_address_is_refused(rf, path):
    assert middleware.refuse_nul_bytes(answer)(rf.get(path)).status_code == 400


def test_a_nul_byte_in_a_cookie_is_refused(rf):
    request = rf.get("/", headers={"cookie": r'session="a\000b"'})

    assert middleware.refuse_nul_bytes(answer)(request).status_code == 400


@pytest.mark.parametrize("data", [{"text": NUL}, {NUL: "text"}, {"text": ["fine", NUL]}])
def test_a_nul_byte_in_a_form_is_refused(rf, data):
    assert middleware.refuse_nul_bytes(answer)(rf.post("/", data)).status_code == 400


def test_a_nul_byte_in_the_name_of_a_file_never_arrives(rf):
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a\x00b.png"\r\n\r\nhello\r\n--x--\r\n'
    request = rf.generic("POST", "/", body, content_type="multipart/form-data; boundary=x")

    assert request.FILES["f"].name == "ab.png"


def test_other_text_passes(rf):
    assert middleware.refuse_nul_bytes(answer)(rf.post("/?q=é", {"text": "één ☺ \t\n"})).status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_refusal_is_a_page_in_the_language_of_the_browser(client, db, language):
    page = client.get("/?search=a%00b", headers={"accept-language": language})

    assert (page.status_code, f'<html lang="{language}"' in page.content.decode()) == (400, True)
    assert "default-src 'none'" in page["Content-Security-Policy"]


# --- Language -------------------------------------------------------------------------------------


def test_a_person_gets_the_language_they_chose(request_of):
    response = middleware.speak_their_language(answer)(request_of(User(language="en"), **{"accept-language": "nl"}))

    assert (response.content, response["Content-Language"]) == (b"en", "en")


@pytest.mark.parametrize(
    ("session", "browser", "language"),
    [
        ({}, "", "nl"),
        ({}, "en-GB,en;q=0.9", "en"),
        ({}, "fr", "nl"),
        ({"language": "en"}, "nl", "en"),
        ({"language": "xx"}, "nl", "nl"),
    ],
)
def test_somebody_signed_out_gets_their_choice_or_that_of_the_browser(request_of, session, browser, language):
    request = request_of(session=session, **{"accept-language": browser})

    assert middleware.speak_their_language(answer)(request).content.decode() == language


# --- Waiting for a turn ---------------------------------------------------------------------------


class Busy:
    """A view that waits in vain for a row, a few times."""

    def __init__(self, times: int, cause: Exception | None) -> None:
        self.times, self.cause, self.calls = times, cause, 0

    def __call__(self, request):
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError from self.cause
        return HttpResponse("done")


def sent(rf, view, **fields):
    """The answer to a form after `view` raised once; None when the error page is for it."""
    request = rf.post("/", fields)
    request.resolver_match = ResolverMatch(view, (), {})
    with pytest.raises(OperationalError) as raised:
        view(request)
    return middleware.wait_for_its_turn(answer).process_exception(request, raised.value)


def test_a_form_that_waited_in_vain_is_done_again(rf):
    view = Busy(3, LockNotAvailable())

    assert (sent(rf, view, once="key").content, view.calls) == (b"done", 4)


def test_it_does_not_wait_for_ever(rf):
    view = Busy(1000, LockNotAvailable())

    assert (sent(rf, view, once="key"), view.calls) == (None, 1 + middleware.TURNS)


@pytest.mark.parametrize(
    ("cause", "fields"),
    [(LockNotAvailable(), {"text": "without a key"}), (QueryCanceled(), {"once": "key"}), (None, {"once": "key"})],
)
def test_nothing_else_is_done_twice(rf, cause, fields):
    view = Busy(1, cause)

    assert (sent(rf, view, **fields), view.calls) == (None, 1)


# --- Privacy --------------------------------------------------------------------------------------


def test_the_pages_of_a_signed_in_person_are_not_kept(request_of):
    assert middleware.keep_private(answer)(request_of(User()))["Cache-Control"] == "no-store"


def test_the_answer_that_signs_in_or_out_is_not_kept(request_of):
    def sign_in(request):
        request.user = User()
        return HttpResponse()

    def sign_out(request):
        request.user = AnonymousUser()
        return HttpResponse()

    assert middleware.keep_private(sign_in)(request_of())["Cache-Control"] == "no-store"
    assert middleware.keep_private(sign_out)(request_of(User()))["Cache-Control"] == "no-store"


def test_pages_for_anyone_may_be_kept(request_of):
    assert "Cache-Control" not in middleware.keep_private(answer)(request_of()).headers


def test_files_of_ours_are_kept(client, db):
    assert "no-store" not in client.get("/static/css/tokens.css").headers.get("Cache-Control", "")


# --- Logs -----------------------------------------------------------------------------------------


def test_the_log_has_no_word_of_what_people_type(rf):
    assert middleware.LogRequests.format_request(rf.get("/experiences/?q=ruzie")) == "GET /experiences/"
