"""Tries are counted per account and device, never per address (access.md T9, R34)."""

import re

import pytest
from django.core import mail
from django.http import HttpResponse

from accounts import devices
from accounts.models import User
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who

pytestmark = pytest.mark.both("counts in Redis, and in a table")


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


@pytest.mark.parametrize("pupils", [24, pytest.param(120, marks=pytest.mark.long("a whole school"))])
def test_a_school_behind_one_address_gets_in(sign_in, settings, checks, pupils):
    """120 right ones beside 600 wrong ones, all from one address (reliability.md §2)."""
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    school = [User.objects.create_user(f"p{n}@werkplek.example", PASSWORD, name=f"P{n}") for n in range(pupils)]
    inside = 0
    for pupil in school:
        for _ in range(5):
            sign_in(pupil.email, "fout wachtwoord")
        inside += who(sign_in(pupil.email, PASSWORD)) == str(pupil.pk)

    most = max(checks.count(pupil.email) for pupil in school)
    assert (inside >= pupils - 2, most <= 10) == (True, True)


def code_of(digits: int) -> str:
    """The newest code of so many digits in the mail."""
    bodies = [str(letter.body) for letter in mail.outbox]
    return [found for body in bodies for found in re.findall(rf"\b\d{{{digits}}}\b", body)][-1]


def test_short_codes_are_mailed_four_times_in_five_minutes_and_then_one_long_one(person, sign_in):
    answers = [sign_in(person.email).last.status_code for _ in range(9)]

    digits = [len(re.search(r"\b\d{6,}\b", str(letter.body)).group()) for letter in mail.outbox]
    assert (answers, digits) == ([302] * 9, [6, 6, 6, 6, 20])


def test_a_stranger_who_uses_up_everything_locks_nobody_out(person, sign_in, client):
    """Passwords, codes and codes for a new password: who owns the mailbox still comes in, on a device never seen."""
    for _ in range(12):
        sign_in(person.email, "fout wachtwoord")
        stranger = sign_in(person.email)
        client.post("/account/password/reset/", {"email": person.email})
        for guess in range(4):
            stranger.post("/account/login/code/confirm/", {"code": str(guess)})

    owner = sign_in(person.email)
    owner.post("/account/login/code/confirm/", {"code": code_of(20)})

    assert who(owner) == str(person.pk)


def test_a_long_code_works_once(person, sign_in):
    browsers = [sign_in(person.email) for _ in range(7)]
    code = code_of(20)
    browsers[-1].post("/account/login/code/confirm/", {"code": code})

    late = sign_in(person.email)
    late.post("/account/login/code/confirm/", {"code": code})

    assert (who(browsers[-1]), who(late)) == (str(person.pk), None)
    assert code_of(20) != code


def test_an_address_without_account_gets_the_same_answers_and_as_few_letters(person, sign_in):
    def pages(address: str) -> list[str]:
        return [sign_in(address).get("/account/login/code/confirm/").content.decode() for _ in range(7)]

    known, unknown = pages(person.email), pages("niemand@werkplek.example")

    assert (
        ["lange code" in page for page in known]
        == ["lange code" in page for page in unknown]
        == [False] * 4 + [True] * 3
    )
    assert [
        len([letter for letter in mail.outbox if letter.to == [to]])
        for to in (person.email, "niemand@werkplek.example")
    ] == [5, 5]


def test_a_long_code_that_could_not_be_mailed_is_mailed_to_the_next_who_asks(person, sign_in, settings):
    for _ in range(4):
        sign_in(person.email)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    sign_in(person.email)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    sign_in(person.email)

    assert len(code_of(20)) == 20


def test_too_many_wrong_passwords_tell_of_the_code(person, sign_in):
    answers = [sign_in(person.email, "fout wachtwoord").last for _ in range(9)]

    assert "Inloggen met een code uit je mail kan altijd." in answers[-1].content.decode()


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
