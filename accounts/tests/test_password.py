"""Choosing, changing and forgetting a password."""

from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who

NEW = "vier blauwe fietsen"


def test_a_first_password(signed_in, sam):
    sam.set_unusable_password()
    sam.save()

    signed_in(sam).post("/settings/password/new/", {"password1": NEW, "password2": NEW})
    sam.refresh_from_db()

    assert (sam.check_password(NEW), mail.outbox[0].subject) == (True, "Je hebt nu een wachtwoord")


def test_another_password_ends_other_sessions(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    here, there = sign_in(person.email, PASSWORD), sign_in(person.email, PASSWORD)

    here.post("/settings/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert (here.get("/settings/").status_code, there.get("/settings/").status_code) == (200, 302)
    assert mail.outbox[0].subject == "Je wachtwoord is aangepast"


def test_a_password_that_is_too_easy_is_refused_at_the_field(signed_in, person):
    fields = {"oldpassword": "fout", "password1": "wachtwoord", "password2": "anders"}

    page = signed_in(person).post("/settings/password/", fields)

    assert list(page.context["form"].errors) == ["oldpassword", "password1"]


def test_forgotten(person, client, code_in_mail):
    client.post("/account/password/reset/", {"email": person.email})
    client.post("/account/password/reset/code/", {"code": code_in_mail()})
    page = client.post("/account/password/reset/new/", {"password1": NEW, "password2": NEW}, follow=True)
    person.refresh_from_db()

    assert (person.check_password(NEW), who(client)) == (True, None)
    assert "Je wachtwoord is bewaard" in page.content.decode()


def test_without_the_code_no_new_password(person, client):
    client.post("/account/password/reset/", {"email": person.email})

    answer = client.post("/account/password/reset/new/", {"password1": NEW, "password2": NEW})
    person.refresh_from_db()

    assert (answer.url, person.check_password(PASSWORD)) == ("/account/password/reset/code/", True)


def test_every_page_opens(person, client, code_in_mail):
    assert client.get("/account/password/reset/").status_code == 200
    client.post("/account/password/reset/", {"email": person.email})
    assert client.get("/account/password/reset/code/").status_code == 200
    client.post("/account/password/reset/code/", {"code": code_in_mail()})
    assert client.get("/account/password/reset/new/").status_code == 200


def test_confirming_with_a_password(person, signed_in):
    client: Client = signed_in(person)

    wrong = client.post("/settings/confirm/?next=/my-data/", {"password": "fout"})
    right = client.post("/settings/confirm/?next=/my-data/", {"password": PASSWORD})

    assert ("Dit wachtwoord klopt niet." in wrong.content.decode(), right.url) == (True, "/my-data/")


def test_nobody_sets_the_password_of_somebody_else(signed_in, sam, otto):
    signed_in(otto).post("/settings/password/new/", {"password1": NEW, "password2": NEW, "user": sam.pk})

    assert not User.objects.get(pk=sam.pk).has_usable_password()
