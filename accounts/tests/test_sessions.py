"""The list of sessions: end one, or all but this one (access.md T12)."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.browsers import browser_name
from accounts.tests.conftest import PASSWORD

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def two_browsers(person, sign_in, settings) -> tuple[Client, Client]:
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    phone = Client(headers={"user-agent": PHONE})
    return sign_in(person.email, PASSWORD), sign_in(person.email, PASSWORD, client=phone)


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_the_list_names_both_browsers(two_browsers):
    page = two_browsers[0].get("/settings/sessions/").content.decode()

    assert ("Chrome op Android" in page, "Onbekende browser" in page, page.count("Deze sessie")) == (True, True, 1)


def test_end_the_phone_you_lost(two_browsers):
    here, phone = two_browsers
    lost = UserSession.objects.get(session_key=phone.session.session_key)

    answer = here.post("/settings/sessions/", {"end": lost.pk}, follow=True)

    assert ("Die sessie is gestopt." in answer.content.decode(), is_in(here), is_in(phone)) == (True, True, False)


def test_end_all_others(two_browsers):
    here, phone = two_browsers

    answer = here.post("/settings/sessions/", follow=True)

    assert ("1 andere sessie gestopt." in answer.content.decode(), is_in(here), is_in(phone)) == (True, True, False)


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_a_made_up_session_ends_nothing(two_browsers, number):
    here, phone = two_browsers

    answer = here.post("/settings/sessions/", {"end": number})

    assert (answer.status_code, is_in(phone)) == (302, True)


def test_nobody_ends_the_session_of_somebody_else(two_browsers, signed_in, otto):
    number = UserSession.objects.first().pk

    signed_in(otto).post("/settings/sessions/", {"end": number})

    assert [is_in(browser) for browser in two_browsers] == [True, True]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Firefox/143.0", "Firefox"),
        ("", "Onbekende browser"),
    ],
)
def test_a_browser_in_words_that_people_know(agent, name):
    assert browser_name(agent) == name
