"""Setting up a second step, and coming in with it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from accounts.adapter import SecondFactorAdapter
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def inside(person, sign_in, settings) -> Client:
    """Signed in with a password, and confirmed a moment ago."""
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = sign_in(person.email, PASSWORD)
    client.post("/settings/confirm/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(inside, django_capture_on_commit_callbacks) -> str:
    """The app is coupled; the secret that it keeps."""
    found: str = inside.get("/settings/second-step/app/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        inside.post("/settings/second-step/app/", {"code": code_of(found)})
    return found


def test_couple_an_app_and_get_recovery_codes(inside, secret, person):
    page = inside.get("/settings/second-step/codes/")

    assert len(page.context["unused_codes"]) == 10
    assert [letter.subject for letter in mail.outbox] == ["Je logt nu in met een app"]
    assert set(person.authenticator_set.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_the_secret_is_not_readable_in_the_database(secret):
    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert (secret in stored, SecondFactorAdapter().decrypt(stored)) == (False, secret)


def test_a_new_secret_key_still_opens_old_locks(settings):
    locked = SecondFactorAdapter().encrypt("geheim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer one"

    assert SecondFactorAdapter().decrypt(locked) == "geheim"


def test_a_wrong_code_couples_nothing(inside):
    page = inside.post("/settings/second-step/app/", {"code": "abc"})

    assert (page.status_code, Authenticator.objects.count()) == (200, 0)


def test_then_a_password_is_half_the_way(person, secret, sign_in):
    client = sign_in(person.email, PASSWORD, remember="on")
    assert (client.last.url, who(client)) == ("/account/login/second-step/", None)

    client.post("/account/login/second-step/", {"code": code_of(secret)})

    assert (who(client), "trusted" in client.cookies) == (str(person.pk), False)


def test_with_a_second_step_no_code_is_mailed_as_well(person, secret, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = {"password"}
    mail.outbox.clear()

    client = sign_in(person.email, PASSWORD)

    assert (client.last.url, mail.outbox) == ("/account/login/second-step/", [])


def test_a_mailed_code_is_half_the_way_too(person, secret, sign_in, code_in_mail):
    client = sign_in(person.email)

    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert (answer.url, who(client)) == ("/account/login/second-step/", None)


def test_uncouple_it(inside, secret, person):
    inside.post("/settings/second-step/app/remove/")

    assert (person.authenticator_set.count(), mail.outbox[-1].subject) == (0, "Je app is losgekoppeld")


@pytest.mark.parametrize(
    "path",
    [
        "/settings/second-step/",
        "/settings/second-step/codes/",
        "/settings/second-step/codes/new/",
        "/settings/second-step/app/remove/",
        "/settings/confirm/code/",
        "/settings/passkeys/",
        "/settings/passkeys/new/",
    ],
)
def test_every_page_opens(inside, secret, path):
    assert inside.get(path).status_code == 200


def test_what_matters_asks_who_you_are(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = sign_in(person.email, PASSWORD)

    answer = client.get("/settings/second-step/app/")

    assert answer.url == "/settings/confirm/?next=%2Fsettings%2Fsecond-step%2Fapp%2F"


def test_a_passkey_keeps_its_name_and_goes(inside, person):
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Sleutelhanger"})

    assert "Sleutelhanger" in inside.get("/settings/passkeys/").content.decode()
    inside.post(f"/settings/passkeys/{key.pk}/name/", {"name": "Oude telefoon"})
    page = inside.get(f"/settings/passkeys/{key.pk}/remove/").content.decode()
    inside.post(f"/settings/passkeys/{key.pk}/remove/")

    assert ("Oude telefoon" in page, Authenticator.objects.count()) == (True, 0)


def test_the_passkey_of_somebody_else_is_not_there(inside, otto):
    key = Authenticator.objects.create(user=otto, type="webauthn", data={"name": "Van Otto"})

    assert inside.get(f"/settings/passkeys/{key.pk}/remove/").status_code == 404
