"""Another mail address: a code proves that it is yours, and the old one opens nothing any more."""

from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who


def test_the_address_changes_when_the_code_is_right(person, sign_in, settings, code_in_mail):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = sign_in(person.email, PASSWORD)
    client.post("/settings/address/", {"action_add": "1", "email": "nieuw@werkplek.example"})
    person.refresh_from_db()
    assert (person.email, mail.outbox[0].to) == ("sam@werkplek.example", ["nieuw@werkplek.example"])

    client.post("/account/email/confirm/", {"code": code_in_mail()})
    person.refresh_from_db()

    assert person.email == "nieuw@werkplek.example"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("nieuw@werkplek.example", True)]
    assert who(sign_in("sam@werkplek.example", PASSWORD)) is None


def test_a_proven_address_takes_mail_again(person, sign_in, settings, code_in_mail):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    person.mail_refused_at = timezone.now()
    person.save()
    client = sign_in(person.email, PASSWORD)
    client.post("/settings/address/", {"action_add": "1", "email": "nieuw@werkplek.example"})
    client.post("/account/email/confirm/", {"code": code_in_mail()})
    person.refresh_from_db()

    assert (person.email, person.mail_refused_at) == ("nieuw@werkplek.example", None)


def test_the_old_and_the_new_address_are_told(person, sign_in, settings, code_in_mail):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    client = sign_in(person.email, PASSWORD)
    client.post("/settings/address/", {"action_add": "1", "email": "nieuw@werkplek.example"})
    client.post("/account/email/confirm/", {"code": code_in_mail()})

    assert [letter.to for letter in mail.outbox if letter.subject == "Je mailadres is aangepast"] == [
        ["sam@werkplek.example"],
        ["nieuw@werkplek.example"],
    ]


def test_a_wrong_code_changes_nothing(person, signed_in):
    client = signed_in(person)
    client.post("/settings/address/", {"action_add": "1", "email": "nieuw@werkplek.example"})

    page = client.post("/account/email/confirm/", {"code": "abc"})
    person.refresh_from_db()

    assert ("Deze code klopt niet." in page.content.decode(), person.email) == (True, "sam@werkplek.example")


def test_a_line_break_in_an_address_gets_nowhere(person, signed_in):
    fields = {"action_add": "1", "email": "a@werkplek.example\nBcc: b@werkplek.example"}

    page = signed_in(person).post("/settings/address/", fields)

    assert (page.status_code, mail.outbox) == (200, [])


def test_the_page_says_when_there_is_none(signed_in, person):
    person.email = None
    person.save()

    assert "Je hebt nog geen mailadres." in signed_in(person).get("/settings/address/").content.decode()
