"""Delivery with real parts: worker, clock, broker and mail server, and a kill -9 now and then (reliability.md §2)."""

import datetime as dt
import random
import runpy
import time
from collections import Counter

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.values import LogRhythm, MailRhythm
from learningtracks.models.tracks import Track
from partnerships.models.heartbeats import Heartbeat
from partnerships.models.memberships import Membership
from partnerships.models.notices import LEASE, Mail
from partnerships.models.reminders import Reminder
from partnerships.values import Role
from reflections.calendar import local_day, week_of
from reflections.reminders.experiences import WEEKLY
from werkplek.tests import servers
from werkplek.tests.services import empty_broker, until

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
        here = {"partnership": track.partnership, "workplace": track.workplace}
        days = {"starts_on": track.starts_on, "ends_on": track.ends_on}
        Track.objects.bulk_create(Track(learner=person, **here, **days) for person in learners)
        now = timezone.now()  # the row of this week: the planner, which runs too, adds none beside it
        promised = {"kind": WEEKLY, "cycle": week_of(local_day(now)), "due_at": now}
        Reminder.objects.bulk_create(Reminder(person=person, about=person, **promised) for person in learners)

    return promise


class Crew:
    """The workers and the scheduler of bin/run.py, with as many processes as there, on days that are all working
    days."""

    def __init__(self, processes):
        self.processes = processes
        self.running = {}
        commands = runpy.run_path(str(servers.ROOT / "bin/run.py"))["commands"](port=0)
        self.commands = {name: awake(command) for name, command in commands if "celery" in command}
        self.sender = "mail" if "mail" in self.commands else "worker"

    def start(self):
        """Whoever does not run; a worker is ready then."""
        new = [name for name in self.commands if name not in self.running]
        self.running |= {name: self.processes.start(*self.commands[name]) for name in new}
        for name in new:
            self.running[name].wait_for("beat: Starting" if name == "clock" else "ready.")

    def lose_some(self):
        """kill -9: the one that sends, and none, some or all of the others with it."""
        others = self.running.keys() - {self.sender}
        for name in [self.sender, *random.sample(sorted(others), random.randint(0, len(others)))]:
            self.running.pop(name).kill()

    def said(self):
        return "\n".join(process.output()[-2000:] for process in self.running.values())


def awake(command):
    """The same command, but it says what it does and never waits for working hours."""
    words = {"werkplek": "werkplek.tests.wakeful", "--loglevel=WARNING": "--loglevel=INFO"}
    return [words.get(word, word) for word in command]


@pytest.fixture
def crew(processes):
    return Crew(processes)


def pass_a_lease():
    """Five minutes go by while nobody sends: what a dead sender held is free again."""
    Mail.objects.unsent().update(claimed_until=None)
    assert dt.timedelta(minutes=5) == LEASE


@pytest.mark.long("deaths of processes")
def test_five_hundred_reminders_survive_five_kills(reminders_due, crew, smtp_sink, record_property, capsys):
    reminders_due(PEOPLE)
    smtp_sink.pause = 0.05  # most of the time a mail is accepted and not written down: the worst moment to die
    crew.start()
    for after in sorted(random.sample(range(20, PEOPLE - 50), KILLS)):
        assert until(lambda after=after: len(smtp_sink.messages) >= after), crew.said()
        time.sleep(random.random() * 0.5)  # some moment, and not the one in which a mail was just accepted
        crew.lose_some()
        empty_broker()
        pass_a_lease()
        crew.start()
    assert until(lambda: Mail.objects.filter(sent_at__isnull=False).count() == PEOPLE), crew.said()

    per_person = Counter(message["To"] for message in smtp_sink.messages)
    ids = {message["Message-ID"] for message in smtp_sink.messages}
    doubles = len(smtp_sink.messages) - PEOPLE
    figure = f"{PEOPLE} reminders due, {KILLS} x kill -9: {len(per_person)} people got theirs, {doubles} twice"
    record_property("figure", figure)
    with capsys.disabled():
        print(f"\n{figure}")  # noqa: T201 - a figure that the reader asked for
    assert (len(per_person), len(ids)) == (PEOPLE, PEOPLE)
    assert doubles <= KILLS
    assert Reminder.objects.told().count() == PEOPLE


def test_a_worker_and_a_scheduler_deliver_without_being_asked(reminders_due, crew, smtp_sink):
    reminders_due(3)
    crew.start()

    assert until(lambda: len(smtp_sink.messages) == 3), crew.said()
    assert all(Heartbeat.objects.alive(name, within=dt.timedelta(minutes=1)) for name in ("worker", "mail"))
