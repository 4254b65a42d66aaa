"""Whose device it is: said when coming in or in the list, and what follows from it (docs/decisions/0155)."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import devices
from accounts.forms.passkeys import LoginForm
from accounts.tests.conftest import PASSWORD
from accounts.values import SESSION_OWN_DEVICE


@pytest.fixture
def no_code(settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()


@pytest.fixture
def shared(person, sign_in, no_code) -> Client:
    return sign_in(person.email, PASSWORD)


@pytest.fixture
def own(person, sign_in, no_code) -> Client:
    return sign_in(person.email, PASSWORD, remember="on")


def days_of(client: Client) -> int:
    """How long the database keeps this session."""
    row = Session.objects.get(session_key=client.session.session_key)
    return (row.expire_date - timezone.now()).days + 1


def is_mine(client: Client) -> bool:
    return devices.is_mine(client.get("/settings/").wsgi_request)


def test_who_said_so_stays_signed_in_for_ninety_days(own):
    assert (is_mine(own), days_of(own), own.cookies["session"]["max-age"]) == (True, 90, 90 * 24 * 3600)


def test_who_did_not_is_out_when_the_browser_closes(shared):
    assert (is_mine(shared), shared.cookies["session"]["max-age"]) == (False, "")


def test_signed_out_it_is_nobodys(client):
    assert is_mine(client) is False


def test_somebody_else_on_the_same_browser_did_not_say_it(own, otto, sign_in):
    otto.set_password(PASSWORD)
    otto.save()
    own.post("/account/logout/")

    sign_in(otto.email, PASSWORD, client=own)

    assert is_mine(own) is False


def test_it_can_be_said_later(shared):
    page = shared.post("/settings/sessions/", {"own": "yes"}, follow=True).content.decode()

    assert (is_mine(shared), days_of(shared)) == (True, 90)
    assert ("Je blijft op dit apparaat ingelogd." in page, "eigen apparaat" in page) == (True, True)


def test_said_later_the_next_sign_in_still_asks_a_code(shared):
    shared.post("/settings/sessions/", {"own": "yes"})

    assert "trusted" not in shared.cookies


def test_it_can_be_taken_back_and_the_browser_forgets(own):
    answer = own.post("/settings/sessions/", {"own": "no"})

    assert (answer["Clear-Site-Data"], own.cookies["trusted"].value) == ('"cache", "storage"', "")
    assert (is_mine(own), own.cookies["session"]["max-age"]) == (False, "")


def test_the_list_says_which_device_is_whose(own, person, sign_in):
    sign_in(person.email, PASSWORD, client=Client(headers={"user-agent": "Firefox/143.0"}))

    page = own.get("/settings/sessions/").content.decode()

    assert (page.count("· eigen apparaat"), page.count("Dit apparaat</")) == (1, 1)


@pytest.mark.parametrize(("sent", "said"), [("on", True), ("", False)])
def test_a_passkey_brings_along_what_was_ticked(rf, sent, said, monkeypatch):
    request = rf.post("/")
    request.session = {}
    monkeypatch.setattr("accounts.forms.passkeys.current_request", lambda: request)

    LoginForm({"credential": "", "remember": sent}).full_clean()

    assert request.session[SESSION_OWN_DEVICE] is said
