"""Going out empties the browser (access.md T11)."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.tests.conftest import PASSWORD


def test_signing_out_ends_the_session_and_clears_the_browser(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = sign_in(person.email, PASSWORD)
    key = client.session.session_key

    answer = client.post("/account/logout/")

    assert (answer.url, answer["Clear-Site-Data"], answer["Cache-Control"]) == (
        "/account/login/",
        '"cache", "storage"',
        "no-store",
    )
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.exists()


def test_looking_at_the_page_signs_nobody_out(signed_in, person):
    client = signed_in(person)

    page = client.get("/account/logout/")

    assert (page.status_code, "Clear-Site-Data" in page, client.get("/settings/").status_code) == (200, False, 200)


def test_whoever_is_out_already_just_goes_on(client: Client):
    assert client.post("/account/logout/").url == "/account/login/"
