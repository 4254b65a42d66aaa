"""The list of sessions: end one, or all but this one (access.md T12)."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.sessions import ticket
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

    assert ("Chrome op Android" in page, "Onbekende browser" in page, page.count("Dit apparaat</")) == (True, True, 1)


def test_end_the_phone_you_lost(two_browsers):
    here, phone = two_browsers
    lost = UserSession.objects.get(session_key=phone.session.session_key)

    answer = here.post("/settings/sessions/", {"end": lost.pk}, follow=True)

    assert "Je bent uitgelogd op dat apparaat." in answer.content.decode()
    assert (is_in(here), is_in(phone)) == (True, False)


def test_end_all_others(two_browsers):
    here, phone = two_browsers

    answer = here.post("/settings/sessions/", follow=True)

    assert "Je bent uitgelogd op 1 ander apparaat." in answer.content.decode()
    assert (is_in(here), is_in(phone)) == (True, False)


def test_sign_out_everywhere_also_here(two_browsers):
    here, phone = two_browsers

    answer = here.post("/settings/sessions/", {"everywhere": "yes"})

    assert (answer.url, answer["Clear-Site-Data"]) == ("/account/login/", '"cache", "storage"')
    assert [is_in(here), is_in(phone)] == [False, False]


def test_the_settings_lead_to_it_beside_signing_out(signed_in, sam):
    page = signed_in(sam).get("/settings/").content.decode()

    assert f'href="{reverse("usersessions_list")}#everywhere">Overal uitloggen</a>' in page


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


# --- From a warning, without signing in -----------------------------------------------------------------------------


@pytest.fixture
def everywhere(person):
    return reverse("sign_out_everywhere", args=[ticket(person)])


def test_a_warning_leads_to_it_in_one_tap(two_browsers):
    new = "vier groene fietsen"
    two_browsers[0].post("/settings/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    warning = mail.outbox[-1]
    [link] = re.findall(r"https?://[^/]+(/account/everywhere/\S+)", warning.body)

    page = Client().get(link).content.decode()

    assert ("Overal uitloggen?" in page, link in warning.alternatives[0].content) == (True, True)
    assert "Sam" not in page


def test_opening_it_ends_nothing_and_the_button_ends_everything(two_browsers, everywhere):
    stranger = Client()
    stranger.get(everywhere)
    assert [is_in(client) for client in two_browsers] == [True, True]

    page = stranger.post(everywhere, follow=True).content.decode()

    assert [is_in(client) for client in two_browsers] == [False, False]
    assert ("Je bent overal uitgelogd" in page, reverse("account_reset_password") in page) == (True, True)


def test_in_a_browser_that_is_signed_in_it_works_too(two_browsers, everywhere):
    here, phone = two_browsers

    page = here.post(everywhere, follow=True)

    assert (page.status_code, is_in(here), is_in(phone)) == (200, False, False)


def test_it_works_once(person, sign_in, two_browsers, everywhere):
    Client().post(everywhere)
    again = sign_in(person.email, PASSWORD)

    Client().post(everywhere)

    assert is_in(again)


def test_it_ends_nobody_elses_sessions(everywhere, signed_in, otto):
    other = signed_in(otto)

    other.post(everywhere)

    assert is_in(other)


@pytest.mark.parametrize(
    "spoil", [lambda link: link[:-2] + "x/", lambda link: link.replace("everywhere/", "everywhere/a")]
)
def test_a_made_up_link_ends_nothing(two_browsers, everywhere, spoil):
    answer = Client().post(spoil(everywhere))

    assert (answer.status_code, is_in(two_browsers[0])) == (404, True)


def test_after_a_week_it_says_what_to_do_instead(person, everywhere):
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        answer = Client().get(everywhere)

    assert (answer.status_code, "werkt zeven dagen" in answer.content.decode()) == (404, True)
