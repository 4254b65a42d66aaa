"""Nobody finds out who has an account: known, unknown, switched off and unproved get the same bytes (R34, T10)."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.tests.conftest import PASSWORD

ADDRESSES = ["known@werkplek.example", "empty@werkplek.example", "off@werkplek.example", "fresh@werkplek.example"]


@pytest.fixture(autouse=True)
def _people(db):
    """known: proved. empty: nobody. off: switched off. fresh: never proved the address."""
    for name in ("known", "off", "fresh"):
        person = User.objects.create_user(f"{name}@werkplek.example", PASSWORD, name=name, is_active=name != "off")
        EmailAddress.objects.create(user=person, email=person.email, verified=name != "fresh", primary=True)


def answers(url: str, fields: dict[str, str], field: str, follow: bool) -> set[tuple[int, str, bytes]]:
    """What each kind of address gets; the one in the answer counts when they differ."""
    found = set()
    for address in ADDRESSES:
        answer = Client().post(url, {**fields, field: address}, follow=follow)
        body = answer.content.replace(address.encode(), b"ADDRESS")
        body = re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]+"', b"", body)
        found.add((answer.status_code, answer.get("Location", ""), body))
    return found


@pytest.mark.parametrize("follow", [False, True])
def test_asking_for_a_code(follow):
    assert len(answers("/account/login/", {"way": "code"}, "login", follow)) == 1
    assert len(mail.outbox) == 4  # as long and as much work for everybody


def test_a_wrong_password():
    assert len(answers("/account/login/", {"password": "fout wachtwoord"}, "login", follow=True)) == 1


@pytest.mark.parametrize("follow", [False, True])
def test_asking_for_a_new_password(follow):
    assert len(answers("/account/password/reset/", {}, "email", follow)) == 1
    assert len(mail.outbox) == 4


def test_the_right_password_of_an_account_that_is_off_is_as_wrong_as_any():
    pages = [
        Client().post("/account/login/", {"login": address, "password": PASSWORD}).content
        for address in ("off@werkplek.example", "none@werkplek.example")
    ]
    off, nobody = (re.sub(rb'value="[^"]+"', b"", page) for page in pages)
    assert off == nobody


def test_a_wrong_code_says_the_same():
    pages = set()
    for address in ADDRESSES:
        client = Client()
        client.post("/account/login/", {"login": address, "way": "code"})
        page = client.post("/account/login/code/confirm/", {"code": "abcdef"}).content.replace(address.encode(), b"")
        pages.add(re.sub(rb'csrfmiddlewaretoken" value="[^"]+"', b"", page))
    assert len(pages) == 1


def test_taking_the_address_of_somebody_else_tells_nothing(signed_in, code_in_mail):
    client = signed_in(User.objects.get(email="known@werkplek.example"))

    free, taken = (
        client.post("/settings/address/", {"action_add": "1", "email": address})
        for address in ("free@werkplek.example", "fresh@werkplek.example")
    )
    refused = client.post("/account/email/confirm/", {"code": code_in_mail()})

    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    assert (refused.status_code, User.objects.filter(email="fresh@werkplek.example").count()) == (200, 1)
