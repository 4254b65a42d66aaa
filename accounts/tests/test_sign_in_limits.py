"""Tries are counted per account and device, never per address (access.md T9, R34)."""

import pytest
from django.core import mail
from django.http import HttpResponse

from accounts import devices
from accounts.models import User
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who


@pytest.fixture
def checks(monkeypatch) -> list[str]:
    """Whose password was really looked at."""
    seen: list[str] = []
    real = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: seen.append(self.email) or real(self, raw))
    return seen


def test_too_many_wrong_passwords_get_a_page_that_says_how_long(person, sign_in, checks):
    answers = [sign_in(person.email, "fout wachtwoord").last for _ in range(12)]

    assert [answer.status_code for answer in answers] == [200] * 8 + [429] * 4
    assert (answers[-1]["Retry-After"], "Even wachten" in answers[-1].content.decode()) == ("300", True)
    assert len(checks) == 8


def test_unknown_addresses_are_counted_alike(sign_in):
    answers = [sign_in("niemand@werkplek.example", "fout wachtwoord").last.status_code for _ in range(9)]

    assert answers == [200] * 8 + [429]


def test_a_guesser_elsewhere_does_not_lock_out_a_known_device(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    known = sign_in(person.email, PASSWORD)
    known.post("/account/logout/")
    for _ in range(20):
        sign_in(person.email, "fout wachtwoord")

    sign_in(person.email, PASSWORD, client=known)

    assert who(known) == str(person.pk)


def test_a_known_device_has_its_own_limit(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    known = sign_in(person.email, PASSWORD)
    known.post("/account/logout/")

    answers = [sign_in(person.email, "fout", client=known).last.status_code for _ in range(9)]

    assert answers == [200] * 8 + [429]


def test_a_school_behind_one_address_gets_in(sign_in, settings, checks):
    """120 right ones beside 600 wrong ones, all from one address (reliability.md §2)."""
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    pupils = [User.objects.create_user(f"p{n}@werkplek.example", PASSWORD, name=f"P{n}") for n in range(120)]
    inside = 0
    for pupil in pupils:
        for _ in range(5):
            sign_in(pupil.email, "fout wachtwoord")
        inside += who(sign_in(pupil.email, PASSWORD)) == str(pupil.pk)

    most = max(checks.count(pupil.email) for pupil in pupils)
    assert (inside >= 118, most <= 10) == (True, True)


def test_codes_are_mailed_four_times_in_five_minutes(person, sign_in):
    answers = [sign_in(person.email).last.status_code for _ in range(5)]

    assert (answers, len(mail.outbox)) == ([302] * 4 + [429], 4)


def test_codes_for_a_new_password_too(person, client):
    answers = [client.post("/account/password/reset/", {"email": person.email}).status_code for _ in range(5)]

    assert (answers, len(mail.outbox)) == ([302] * 4 + [429], 4)


def test_a_forged_device_is_no_device(rf):
    request = rf.get("/")
    request.COOKIES[devices.COOKIE] = "verzonnen"

    assert devices.attempts_key(request, "sam@werkplek.example") == devices.attempts_key(
        rf.get("/"), "SAM@werkplek.example "
    )


def test_a_browser_knows_the_eight_people_who_used_it_last(rf):
    request = rf.get("/")
    for number in range(10):
        response = HttpResponse()
        devices.remember(request, response, f"p{number}@werkplek.example")
        request.COOKIES[devices.COOKIE] = response.cookies[devices.COOKIE].value

    known = [":" in devices.attempts_key(request, f"p{number}@werkplek.example") for number in range(10)]
    assert known == [False] * 2 + [True] * 8
