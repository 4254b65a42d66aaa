"""Who manages people or the machine gets nowhere without a second step (access.md R25)."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.models import User

SHUT = ["/", "/settings/", "/my-data/", "/for-you/", "/what-we-keep/", "/tracks/", "/notices/"]


@pytest.fixture
def bare_nora(nora: User) -> User:
    Authenticator.objects.all().delete()
    return nora


@pytest.mark.parametrize("path", SHUT)
@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
def test_every_address_leads_to_the_page_to_set_it_up(signed_in, bare_nora, path, method):
    answer = getattr(signed_in(bare_nora), method)(path)

    assert (answer.status_code, answer["Location"]) == (302, "/settings/second-step/")


def test_that_page_says_why(signed_in, bare_nora):
    page = signed_in(bare_nora).get("/settings/second-step/").content.decode()

    assert ("Zet daarom eerst een tweede stap aan." in page, "App koppelen" in page) == (True, True)


@pytest.mark.parametrize("path", ["/settings/second-step/app/", "/settings/passkeys/new/", "/settings/passkeys/"])
def test_the_ways_to_it_are_open(signed_in, bare_nora, path):
    assert signed_in(bare_nora).get(path).status_code == 200


def test_what_was_written_without_a_network_waits(signed_in, bare_nora):
    client, script = signed_in(bare_nora), {"X-Pocket": "1"}

    assert client.get("/drafts/lock/", headers=script).status_code == 200
    assert client.post("/wonder/new/", {"text": "Uit de trein"}, headers=script).status_code == 425


def test_the_way_out_is_open(signed_in, bare_nora):
    assert signed_in(bare_nora).post("/account/logout/")["Location"] == "/account/login/"


def test_with_a_second_step_she_goes_on(signed_in, nora):
    assert signed_in(nora).get("/settings/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(signed_in, bare_nora):
    Authenticator.objects.create(user=bare_nora, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert signed_in(bare_nora).get("/settings/").status_code == 302


def test_it_holds_from_the_request_after_the_role_came(signed_in, nora):
    client = signed_in(nora)
    assert client.get("/settings/").status_code == 200

    Authenticator.objects.all().delete()

    assert client.get("/settings/").status_code == 302


def test_it_ends_with_the_role(signed_in, bare_nora):
    bare_nora.memberships.update(ended_at=timezone.now())

    assert signed_in(bare_nora).get("/settings/").status_code == 200


def test_platform_administrators_too(signed_in, db):
    paul = User.objects.create_superuser("paul@werkplek.example", name="Paul")

    assert signed_in(paul).get("/admin/")["Location"] == "/settings/second-step/"


def test_nobody_else_is_asked(signed_in, sam):
    assert signed_in(sam).get("/settings/").status_code == 200


def test_the_demo_asks_nobody(signed_in, bare_nora, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert signed_in(bare_nora).get("/settings/").status_code == 200


def test_whoever_is_off_is_nobody(signed_in, sam):
    client: Client = signed_in(sam)
    sam.is_active = False
    sam.save()

    assert client.get("/settings/")["Location"].startswith("/account/login/")
