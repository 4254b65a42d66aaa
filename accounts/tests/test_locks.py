"""The lock on what a browser keeps: two halves of one session, on somebody's own device only (reliability.md §1.4)."""

import datetime as dt
import re
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key
from django.test import Client
from django.utils import timezone

from accounts.locks import SESSION_LOCK
from accounts.sessions import BEGAN
from accounts.values import today

ADDRESS, DEVICES = "/drafts/lock/", "/settings/sessions/"


@pytest.fixture
def own(signed_in, person) -> Client:
    """A browser of which its person said that it is theirs."""
    client: Client = signed_in(person)
    client.post(DEVICES, {"own": "yes"})
    return client


def test_what_opens_belongs_to_what_closes(own):
    given = own.get(ADDRESS).json()
    key = load_der_private_key(b64decode(given["opens"]), None)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    assert b64decode(given["closes"]) == public
    assert given["token"]


def test_a_session_keeps_its_lock_and_pages_have_only_what_closes(own):
    given = own.get(ADDRESS).json()
    page = own.get("/help/").content.decode()

    assert own.get(ADDRESS).json()["opens"] == given["opens"]
    assert (f'data-own="{given["closes"]}"' in page, given["opens"] in page) == (True, False)
    assert f'data-writer="{given["writer"]}"' in page


def test_it_is_made_where_it_is_said_so_that_pages_at_the_same_moment_have_one(own):
    made = own.session[SESSION_LOCK]
    own.get("/help/")
    own.post(DEVICES, {"own": "yes"})

    assert (made, own.get(ADDRESS).json()["closes"]) == (own.session[SESSION_LOCK], made[0])


@pytest.mark.parametrize(("days_ago", "days_left"), [(0, 30), (60, 30), (80, 10)])
def test_a_page_says_until_when_it_opens(own, days_ago, days_left):
    """30 days without a visit, and 90 in all (access.md T12)."""
    session = own.session
    session[BEGAN] = today().toordinal() - days_ago
    session.save()
    until = re.search(r'data-until="(\d+)"', own.get("/help/").content.decode())
    assert until is not None
    day_after = dt.datetime.fromtimestamp(int(until[1]) / 1000, timezone.get_default_timezone())

    assert (day_after.date() - today()).days == days_left + 1


def test_taken_back_it_opens_nothing_any_more(own):
    own.post(DEVICES, {"own": "no"})

    assert (SESSION_LOCK in own.session, own.get(ADDRESS).json()["opens"]) == (False, "")


def test_another_session_of_the_same_person_opens_nothing(own, signed_in, person):
    other = signed_in(person)
    other.post(DEVICES, {"own": "yes"})

    assert other.get(ADDRESS).json()["closes"] != own.get(ADDRESS).json()["closes"]


def test_on_a_device_of_others_there_is_none(signed_in, person):
    client = signed_in(person)

    given = client.get(ADDRESS).json()

    assert (given["closes"], given["opens"]) == ("", "")
    assert "data-own" not in client.get("/help/").content.decode()


def test_signed_out_there_is_none(own):
    own.post("/account/logout/")

    assert own.get(ADDRESS).status_code == 302
    assert "data-own" not in own.get("/help/").content.decode()
