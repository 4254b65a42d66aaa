"""Delivery with real parts: worker, clock, broker and mail server, and a kill -9 now and then (reliability.md §2)."""

import datetime as dt
import random
import sys
import time
from collections import Counter

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.values import LogRhythm, MailRhythm
from partnerships.models import Heartbeat, Mail, Membership
from partnerships.models.notices import LEASE
from partnerships.values import Role
from reflections.models import Reminder
from reflections.values import Step
from werkplek.celery import app
from werkplek.tests.services import until

pytestmark = [pytest.mark.delivery, pytest.mark.timeout(1800)]
PEOPLE, KILLS = 500, 5


@pytest.fixture
def reminders_due(transactional_db, track, school):
    """Reminders whose moment has come, each for another learner, who wants mail at once."""

    def promise(people):
        User.objects.bulk_create(
            User(
                email=f"mens{number}@demo.werkplek.example",
                name=f"Mens {number}",
                mail_rhythm=MailRhythm.DIRECT,
                log_rhythm=LogRhythm.WEEKLY,
            )
            for number in range(people)
        )
        learners = User.objects.filter(log_rhythm=LogRhythm.WEEKLY)
        Membership.objects.bulk_create(
            Membership(person=person, role=Role.LEARNER, organisation=school) for person in learners
        )
        promised = {"subject": f"track:{track.pk}", "step": Step.LOG, "cycle": "2026-W47", "track": track}
        Reminder.objects.bulk_create(Reminder(person=person, due_at=timezone.now(), **promised) for person in learners)

    return promise


@pytest.fixture
def crew(processes):
    """Starts a worker and a clock that never sleep; kill -9 ends both."""

    def start(hands=2):
        celery = [sys.executable, "-m", "celery", "-A", "werkplek.tests.wakeful"]
        lonely = ["--without-heartbeat", "--without-gossip", "--without-mingle"]
        worker = processes.start(*celery, "worker", "-c", str(hands), "--loglevel=INFO", *lonely)
        beat = processes.start(*celery, "beat", "--loglevel=INFO", "--pidfile=")
        worker.wait_for("ready.")
        return worker, beat

    return start


def kill(crew):
    for process in crew:
        process.kill()


def purge():
    """Every message in the broker is lost."""
    with app.connection_for_write() as connection:
        connection.default_channel.queue_purge("celery")


def pass_a_lease():
    """Five minutes go by while nobody works: what a dead sender held is free again."""
    Mail.objects.unsent().update(claimed_until=None)
    assert dt.timedelta(minutes=5) == LEASE


def test_five_hundred_reminders_survive_five_kills(reminders_due, crew, smtp_sink, record_property, capsys):
    reminders_due(PEOPLE)
    for after in sorted(random.sample(range(20, PEOPLE - 50), KILLS)):
        running = crew(hands=1)  # each hand may hold one mail that went and is not written down yet
        assert until(lambda after=after: len(smtp_sink.messages) >= after), running[0].output()[-3000:]
        time.sleep(random.random() * 0.5)  # some moment, and not the one in which a mail was just accepted
        kill(running)
        purge()
        pass_a_lease()
    last = crew()
    assert until(lambda: Mail.objects.filter(sent_at__isnull=False).count() == PEOPLE), last[0].output()[-3000:]

    per_person = Counter(message["To"] for message in smtp_sink.messages)
    ids = {message["Message-ID"] for message in smtp_sink.messages}
    doubles = len(smtp_sink.messages) - PEOPLE
    figure = f"{PEOPLE} reminders due, {KILLS} x kill -9: {len(per_person)} people got theirs, {doubles} twice"
    record_property("figure", figure)
    with capsys.disabled():
        print(f"\n{figure}")  # noqa: T201 - a figure that the reader asked for
    assert (len(per_person), len(ids)) == (PEOPLE, PEOPLE)
    assert doubles <= KILLS
    assert not Reminder.objects.filter(told_at__isnull=True).exists()


def test_a_worker_and_a_clock_deliver_without_being_asked(reminders_due, crew, smtp_sink):
    reminders_due(3)
    crew()

    assert until(lambda: len(smtp_sink.messages) == 3)
    assert Heartbeat.objects.alive(within=dt.timedelta(minutes=1))
