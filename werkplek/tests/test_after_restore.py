"""A back-up that was put back opens no old door, sends no old mail, and brings nobody back who was erased."""

import datetime as dt

import pytest
from django.core import mail as outgoing
from django.core.management.base import SystemCheckError
from django.utils import timezone

from accounts.models import User
from accounts.values import MailRhythm
from partnerships.actions import mails
from partnerships.models.notices import Mail, Notice
from partnerships.models.reminders import Reminder
from partnerships.tasks import (
    look_at_todos_again,
    plan_reminders,
    put_todos_right,
    send_mail,
    send_pushes,
    send_reminders,
)
from reflections.actions import calendar_links
from reflections.tasks import end_forgotten_rooms
from werkplek.actions import restoring
from werkplek.celery import CarefulTask, app
from werkplek.restore_mark import restore_mark
from werkplek.tasks import beat, tidy_up
from werkplek.tests.test_erasure import dump

pytestmark = pytest.mark.both("each has a back-up of its own")


def settle(*erased):
    return restoring.settle(timezone.now(), [person.public_id for person in erased])


def test_nobody_is_signed_in_any_more(sam, signed_in):
    browser = signed_in(sam)
    assert browser.get("/for-you/").status_code == 200

    assert settle().sessions == 1
    assert browser.get("/for-you/").status_code == 302


def test_a_calendar_link_opens_nothing_any_more(sam, nora):
    calendar_links.make(by=sam)
    secret = calendar_links.secret_of(sam)

    assert settle().calendar_links == 1
    assert not calendar_links.opens(sam, secret)


def test_a_mail_that_waited_does_not_go(question, samira):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    mails.gather(timezone.now())
    assert Mail.objects.unsent().count() == 1

    assert settle().mails == 1
    assert (mails.deliver(), outgoing.outbox) == (0, [])


def test_a_notice_that_waited_is_not_mailed_but_stays_at_the_bell(question, samira):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()

    assert settle().mails == 1
    assert (mails.deliver(), Notice.objects.unseen_by(samira).count()) == (0, 1)


def test_while_a_restore_is_unfinished_a_worker_does_nothing(question, samira, caplog):
    """Also one that nobody stopped: each task looks, whenever it is called."""
    User.objects.filter(pk=samira.pk).update(mail_rhythm=MailRhythm.DIRECT)
    tasks = [send_mail, send_pushes, plan_reminders, send_reminders, put_todos_right, look_at_todos_again]
    tasks += [end_forgotten_rooms, beat, tidy_up]
    restore_mark().touch()
    stored = dump()
    try:
        for task in tasks:
            task()
        assert (dump(), outgoing.outbox) == (stored, [])
    finally:
        restore_mark().unlink()

    assert [record.message.count("A restore was broken off") for record in caplog.records] == [1] * len(tasks)
    send_mail()
    assert [letter.to for letter in outgoing.outbox] == [[samira.email]]


def test_every_task_looks_whether_a_restore_is_unfinished():
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]

    assert (len(ours) >= 7, {type(task).__call__ is CarefulTask.__call__ for task in ours}) == (True, {True})


def test_while_a_restore_is_unfinished_no_worker_starts():
    restore_mark().touch()
    try:
        with pytest.raises(SystemCheckError, match="A restore was broken off"):
            app.WorkController(app=app)
    finally:
        restore_mark().unlink()


def test_a_reminder_whose_moment_passed_lapses_and_a_later_one_stays(sam, track):
    now = timezone.now()
    for cycle, hours in (("past", -1), ("to come", 1)):
        due_at = now + dt.timedelta(hours=hours)
        Reminder.objects.create(person=sam, about=sam, kind="log", cycle=cycle, due_at=due_at)

    assert settle().reminders == 1
    assert Reminder.objects.waiting().filter(cycle__in=["past", "to come"]).get().cycle == "to come"


def test_who_was_erased_is_erased_again(sam, samira):
    assert settle(sam).erased == 1
    assert User.objects.filter(name="").get() == sam
    assert User.objects.get(pk=samira.pk).name == samira.name


def test_twice_is_harmless(question, sam, samira):
    settle(sam)

    assert settle(sam) == restoring.Settled(erased=0, sessions=0, calendar_links=0, reminders=0, mails=0)
