"""What the night forgets of invitations, notices and mails (partnerships/privacy.py)."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.actions import invitations, mails, retention
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail, Notice
from partnerships.models.pushes import PushDevice
from partnerships.models.reminders import Reminder
from partnerships.values import Role

pytestmark = pytest.mark.django_db


def night():
    for sweeper in retention.SWEEPERS:
        sweeper(timezone.now())


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


@pytest.fixture
def asked(company, nora):
    """Invitations that ran out that many days ago."""

    def ask(days):
        made = invitations.send(company, f"days-{days}@x.example", by=nora, role=Role.LND_ADVISER)
        Invitation.objects.filter(pk=made.pk).update(expires_at=ago(days), invited_at=ago(days + 7))
        return made

    return ask


def test_who_did_not_come_is_forgotten_after_half_a_year(asked):
    asked(182), asked(184)
    night()

    assert [made.email for made in Invitation.objects.all()] == ["days-182@x.example"]
    assert Mail.objects.count() == 1


def test_who_came_stays_known(asked, nora):
    made = asked(1000)
    Invitation.objects.update(accepted_at=ago(1000), accepted_by=nora)
    night()

    assert list(Invitation.objects.all()) == [made]


def test_notices_and_mails_are_kept_two_years(nora, tell):
    for days in (729, 731):
        mail = Mail.objects.create(person=nora, key=f"digest:{days}", created_at=ago(days), sent_at=ago(days))
        notice = tell(nora, at=ago(days), by=None)
        Notice.objects.filter(pk=notice.pk).update(mail=mail)
    night()

    assert [mail.key for mail in Mail.objects.all()] == ["digest:729"]
    assert [notice.mail.key for notice in Notice.objects.all()] == ["digest:729"]


def test_what_was_mailed_is_never_mailed_again(nora, tell, mailoutbox):
    """A young notice in an old mail keeps that mail; without it, it would wait for a mail again."""
    mail = Mail.objects.create(person=nora, key="digest:x", created_at=ago(800), sent_at=ago(800))
    Notice.objects.filter(pk=tell(nora, by=None).pk).update(mail=mail)
    night()
    mails.gather(timezone.now())
    mails.send_due(timezone.now())

    assert (list(Mail.objects.all()), mailoutbox) == ([mail], [])


def test_reminders_are_kept_two_years(sam):
    for days in (729, 731):
        Reminder.objects.create(person=sam, about=sam, kind="log", cycle=str(days), due_at=ago(days))
    night()

    assert Reminder.objects.get().cycle == "729"


def test_devices_are_read_in_pieces(nora, monkeypatch):
    monkeypatch.setattr(retention, "PIECE", 2)
    for number in range(3):
        facts = {"session_key": f"over-{number}", "ip": "192.0.2.7", "user_agent": "Firefox"}
        session = UserSession.objects.create(user=nora, **facts)
        PushDevice.objects.create(session=session, endpoint=f"https://push.example/{number}", p256dh="x", auth="x")

    with CaptureQueriesContext(connection) as asked:
        gone = retention.devices(timezone.now())

    pieces = [one for one in asked.captured_queries if one["sql"].endswith("LIMIT 2")]
    assert (gone, PushDevice.objects.count(), len(pieces)) == (3, 0, 3)
