""" "Minder mails": works from the mail, signed out; looking changes nothing, one click does."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.values import LogRhythm, MailRhythm
from partnerships.actions import mail_choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(samira):
    return reverse("partnerships:less_mail", args=[mail_choices.token(samira)])


@pytest.fixture
def stranger():
    """A browser that is signed out and checks forms as real ones do."""
    return Client(enforce_csrf_checks=True)


def rhythm_of(person):
    person.refresh_from_db()
    return person.mail_rhythm


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(stranger, address, samira, method):
    assert getattr(stranger, method)(address).status_code == 200
    assert rhythm_of(samira) == MailRhythm.DIGEST


def test_the_page_names_nobody(stranger, address, samira):
    text = stranger.get(address).content.decode()

    assert [word for word in (samira.email, "Samira", "Haddad") if word in text] == []
    assert "Eén keer per werkdag" in text


@pytest.mark.parametrize("rhythm", [MailRhythm.NONE, MailRhythm.DIGEST])
def test_choosing_needs_no_sign_in(stranger, address, samira, rhythm):
    response = stranger.post(address, {"rhythm": rhythm}, follow=True)

    assert (response.redirect_chain, rhythm_of(samira)) == ([(address, 302)], rhythm)
    assert "Je keuze is bewaard." in response.content.decode()


def test_one_click_of_a_mail_program_stops_all_mail(stranger, address, samira):
    response = stranger.post(address, {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, rhythm_of(samira)) == (200, MailRhythm.NONE)


def test_a_choice_we_do_not_offer_is_refused_at_the_field(stranger, address, samira):
    response = stranger.post(address, {"rhythm": "hourly"})

    assert (response.status_code, rhythm_of(samira)) == (200, MailRhythm.DIGEST)
    assert response.context["form"].errors.keys() == {"rhythm"}


def test_reminders_to_log_stop_too_when_that_is_ticked(stranger, address, samira):
    samira.log_rhythm = LogRhythm.WEEKLY
    samira.save()
    stranger.post(address, {"rhythm": MailRhythm.DIGEST})
    samira.refresh_from_db()
    before = samira.log_rhythm
    stranger.post(address, {"rhythm": MailRhythm.DIGEST, "stop_reminding": "on"})
    samira.refresh_from_db()

    assert (before, samira.log_rhythm) == (LogRhythm.WEEKLY, LogRhythm.NONE)


def test_who_is_not_reminded_is_not_asked_about_it(stranger, address):
    assert "stop_reminding" not in stranger.get(address).content.decode()


@pytest.mark.parametrize("now", [MailRhythm.DIRECT, MailRhythm.DIGEST])
def test_the_page_proposes_less(stranger, address, samira, now):
    samira.mail_rhythm = now
    samira.save()
    less = {MailRhythm.DIRECT: MailRhythm.DIGEST, MailRhythm.DIGEST: MailRhythm.NONE}[now]

    assert stranger.get(address).context["form"].initial == {"rhythm": less}


def test_the_page_speaks_the_language_of_the_reader(stranger, address, samira):
    samira.language = "en"
    samira.save()

    assert '<html lang="en">' in stranger.get(address).content.decode()


@pytest.mark.parametrize("token", ["x", "x.y", "0" * 32, "%00", "é.é"])
def test_a_made_up_token_opens_nothing(stranger, token):
    assert stranger.get(f"/less-mail/{token}/").status_code in (400, 404)


def test_somebody_elses_token_opens_only_theirs(stranger, address, samira, otto):
    stranger.post(address, {"rhythm": MailRhythm.NONE})

    assert (rhythm_of(samira), rhythm_of(otto)) == (MailRhythm.NONE, MailRhythm.DIGEST)


def test_the_token_of_who_is_gone_opens_nothing(stranger, address, samira):
    samira.delete()

    assert stranger.get(address).status_code == 404
