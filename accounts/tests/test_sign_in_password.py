"""Coming in with a password; on a new device a mailed code as well (access.md R25)."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client

from accounts.adapter import AccountAdapter, prove_address
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who


def test_a_password_alone_is_not_enough_on_a_new_device(person, sign_in, code_in_mail):
    client = sign_in(person.email, PASSWORD)
    assert (client.last.url, who(client)) == ("/account/login/code/confirm/", None)

    client.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert who(client) == str(person.pk)


def test_the_second_time_your_own_device_is_known(person, sign_in, code_in_mail):
    client = sign_in(person.email, PASSWORD, remember="on")
    client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    client.post("/account/logout/")

    sign_in(person.email, PASSWORD, client=client)

    assert (who(client), len(mail.outbox)) == (str(person.pk), 1)


def test_a_shared_computer_stays_a_new_device(person, sign_in, code_in_mail):
    client = sign_in(person.email, PASSWORD)
    client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    client.post("/account/logout/")

    sign_in(person.email, PASSWORD, client=client)

    assert (who(client), len(mail.outbox)) == (None, 2)


def test_another_password_makes_every_device_new(person, sign_in, code_in_mail):
    client = sign_in(person.email, PASSWORD, remember="on")
    client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    client.post("/account/logout/")
    person.set_password("vier blauwe fietsen")
    person.save()

    sign_in(person.email, "vier blauwe fietsen", client=client)

    assert who(client) is None


def test_the_demo_asks_no_code(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()

    assert who(sign_in(person.email, PASSWORD)) == str(person.pk)


def test_enter_with_a_password_typed_uses_it(person, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = Client()

    client.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert who(client) == str(person.pk)


def test_the_button_for_a_code_ignores_a_password_that_the_browser_filled_in(person, sign_in):
    client = sign_in(person.email, "een oud wachtwoord", way="code")

    assert (client.last.status_code, mail.outbox[0].subject) == (302, "Je code om in te loggen")


def test_the_button_for_a_password_asks_for_one(person, sign_in):
    page = sign_in(person.email, way="password").last

    assert "Vul je wachtwoord in, of vraag een code." in page.content.decode()


def test_without_an_address_the_page_says_so_once(sign_in):
    page = sign_in("", way="code").last

    assert (page.status_code, mail.outbox) == (200, [])
    assert 'href="#id_login"' in page.content.decode()


def test_who_came_in_has_the_address_of_their_mail_first(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    EmailAddress.objects.create(user=person, email="oud@werkplek.example", verified=True, primary=True)

    sign_in(person.email, PASSWORD)

    addresses = EmailAddress.objects.order_by("email").values_list("email", "verified", "primary")
    assert list(addresses) == [("oud@werkplek.example", True, False), ("sam@werkplek.example", True, True)]


def test_a_passkey_lets_in_who_has_no_address(person, rf):
    """Somebody from a school account without an address; nothing to remember the device by."""
    person.email = None
    request = rf.get("/")
    request.session, request.user = SessionStore(), person
    request._messages = CookieStorage(request)

    answer = AccountAdapter(request).post_login(
        request, person, email_verification="none", signal_kwargs=None, email=None, signup=False, redirect_url="/"
    )

    assert (answer.url, dict(answer.cookies)) == ("/", {})


def test_who_has_no_address_may_come_in_otherwise(person):
    person.email = None
    prove_address(person)

    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(("page", "what"), [("/account/login/", "username"), ("/account/password/reset/", "email")])
def test_a_browser_keeps_the_address_on_somebodys_own_device_only(person, sign_in, client, code_in_mail, page, what):
    """access.md T11: what a shared computer fills in tells who was there before."""
    assert 'autocomplete="off"' in client.get(page).content.decode()

    mine = sign_in(person.email, remember="on")
    mine.post("/account/login/code/confirm/", {"code": code_in_mail()})
    mine.post("/account/logout/")

    assert f'autocomplete="{what}"' in mine.get(page).content.decode()
