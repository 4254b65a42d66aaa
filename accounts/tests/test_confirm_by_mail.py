"""Saying once more who you are with a mailed code, for who has nothing else (access.md R26)."""

import time
import uuid

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.values import Role

ASKS = "/settings/confirm/mail/"


@pytest.fixture
def browser(tom) -> Client:
    """Tom leads a team and never had a password; he signed in long ago."""
    client = Client()
    client.force_login(tom)
    return client


@pytest.fixture
def end_page(neighbours) -> str:
    place = neighbours["TM"].memberships.get(role=Role.TEAM_MEMBER)
    return reverse("partnerships:membership_end", args=[place.public_id])


@pytest.fixture
def stopped(browser, end_page) -> str:
    """Tom ended somebody's place and is asked who he is; where he is sent."""
    answer = browser.post(end_page, {"once": uuid.uuid4()})
    assert answer.url.startswith(ASKS)
    browser.get(answer.url)
    return end_page


def is_there(neighbours) -> bool:
    return neighbours["TM"].memberships.get().ended_at is None


def test_what_was_sent_waits_for_the_code_and_is_done_then(browser, stopped, neighbours, code_in_mail):
    assert is_there(neighbours)
    browser.post(ASKS, {"code": code_in_mail(), "next": stopped})

    assert not is_there(neighbours)
    assert mail.outbox[0].subject == "Je code om verder te gaan"


def test_a_script_hears_that_it_is_not_done(browser, end_page, neighbours):
    answer = browser.post(end_page, {"once": uuid.uuid4()}, headers={"X-Pocket": "1"})

    assert (answer.status_code, is_there(neighbours)) == (409, True)


def test_it_counts_for_five_minutes(browser, stopped, neighbours, code_in_mail):
    browser.post(ASKS, {"code": code_in_mail()})
    with time_machine.travel(time.time() + 301, tick=False):
        assert browser.post(stopped, {"once": uuid.uuid4()}).url.startswith(ASKS)
    assert is_there(neighbours)

    with time_machine.travel(time.time() + 290, tick=False):
        browser.post(stopped, {"once": uuid.uuid4()})
    assert not is_there(neighbours)


def test_a_wrong_code_does_nothing_and_says_so(browser, stopped, neighbours):
    page = browser.post(ASKS, {"code": "000000", "next": stopped}).content.decode()

    assert "Deze code klopt niet. Kijk nog eens in je mail." in page
    assert (is_there(neighbours), len(mail.outbox)) == (True, 1)


def test_after_three_wrong_codes_another_is_mailed(browser, stopped, neighbours, code_in_mail):
    first = code_in_mail()
    for _try in range(3):
        browser.post(ASKS, {"code": "000000", "next": stopped})
    browser.post(ASKS, {"code": first, "next": stopped})

    assert (is_there(neighbours), len(mail.outbox)) == (True, 2)


def test_a_code_works_ten_minutes(browser, stopped, neighbours, code_in_mail):
    first = code_in_mail()
    with time_machine.travel(timezone.now().timestamp() + 601, tick=False):
        browser.post(ASKS, {"code": first, "next": stopped})

    assert is_there(neighbours)


def test_without_something_to_go_on_with_you_come_at_the_settings(browser, code_in_mail):
    browser.get(ASKS)

    assert browser.post(ASKS, {"code": code_in_mail()}).url == reverse("settings")


def test_never_to_another_site(browser, code_in_mail):
    browser.get(ASKS)

    assert browser.post(ASKS, {"code": code_in_mail(), "next": "https://evil.example/"}).url == reverse("settings")


def test_who_has_a_second_step_cannot_do_with_a_mail(nora):
    client = Client()
    client.force_login(nora)

    assert client.get(ASKS).url == reverse("account_reauthenticate")
    assert mail.outbox == []


def test_who_just_signed_in_with_a_code_is_not_asked(sign_in, code_in_mail, tom, end_page, neighbours):
    client = sign_in(tom.email)
    client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    client.post(end_page, {"once": uuid.uuid4()})

    assert not is_there(neighbours)


def test_ten_tries_a_minute_and_then_a_pause(browser):
    assert [browser.post(ASKS, {"code": "1"}).status_code for _try in range(11)] == [200] * 10 + [429]


def test_the_code_is_not_readable_in_the_session(browser, code_in_mail):
    browser.get(ASKS)

    assert code_in_mail() not in str(dict(browser.session))
