"""An action point is asked about on its day, once, and waits in the queue (domain.md §2.5, reliability.md §1.1)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.actions import clocks, reminders
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.values import AMSTERDAM
from werkplek.tests.queue import queue_of

WORKDAY = dt.datetime(2027, 3, 2, 10, tzinfo=AMSTERDAM)  # a Tuesday


@pytest.fixture
def on_its_day(time_machine, monkeypatch):
    """Travel to a working day; the clock of the database travels along."""
    monkeypatch.setattr(clocks, "agree", lambda now: True)

    def go(moment=WORKDAY):
        time_machine.move_to(moment, tick=False)

    return go


def make(subject, by, owner):
    return action_points.make(subject, by=by, text="Doen", owner=owner, due_on=dt.date(2027, 3, 2))


def ask_now():
    reminders.plan(timezone.now())
    reminders.plan(timezone.now())  # twice is harmless
    return reminders.tell_due(timezone.now())


def asked(person):
    return Notice.objects.filter(person=person, event__kind="action_point_due").count()


@pytest.mark.parametrize("kind", ["team", "organisation", "partnership", "track"])
def test_on_its_day_the_owner_is_asked_once(world, on_its_day, kind):
    by, owner = {
        "team": ("tom", "tom"),
        "organisation": ("LA", "tom"),
        "partnership": ("nora", "samira"),
        "track": ("sam", "wim"),
    }[kind]
    make(world.things[kind], world.people[by], world.people[owner])
    world.things["track"].__class__.objects.update(ends_on=dt.date(2027, 6, 1))
    on_its_day()

    ask_now()
    ask_now()

    assert asked(world.people[owner]) == 1


def test_not_before_its_day_and_not_long_after(team, tom, on_its_day):
    make(team, tom, tom)
    on_its_day(WORKDAY - dt.timedelta(days=1))
    ask_now()
    on_its_day(WORKDAY + dt.timedelta(days=31))
    ask_now()
    assert not Reminder.objects.filter(kind="action_due").exists()


@pytest.mark.parametrize("because", ["done", "no_access", "replanned", "handed over"])
def test_it_lapses_when_it_no_longer_stands(team, tom, neighbours, on_its_day, because):
    point = make(team, tom, neighbours["TM"])
    on_its_day()
    reminders.plan(timezone.now())
    if because == "done":
        action_points.finish(point, version=1, by=tom, result="Goed")
    elif because == "no_access":
        neighbours["TM"].memberships.update(ended_at=timezone.now())
    elif because == "replanned":
        ActionPoint.objects.update(due_on=dt.date(2027, 3, 3))
    else:
        ActionPoint.objects.update(owner=tom)
    reminders.tell_due(timezone.now())

    said = Reminder.objects.get(person=neighbours["TM"], kind="action_due").lapsed_because
    assert (said, asked(neighbours["TM"])) == ({"handed over": "no_access"}.get(because, because), 0)


def test_without_a_side_of_their_own_the_days_of_the_first_partner_count(partnership, nora, samira, on_its_day):
    make(partnership, nora, samira)
    on_its_day()
    reminders.plan(timezone.now())
    samira.memberships.update(ended_at=timezone.now())
    reminders.tell_due(timezone.now())

    assert Reminder.objects.get(person=samira, kind="action_due").lapsed_because == "no_access"


def test_who_finishes_sees_the_question_settled(team, tom, on_its_day):
    point = make(team, tom, tom)
    on_its_day()
    ask_now()
    assert Notice.objects.unseen_by(tom).filter(event__kind="action_point_due").count() == 1
    action_points.finish(point, version=1, by=tom, result="Goed")

    assert Notice.objects.unseen_by(tom).filter(event__kind="action_point_due").count() == 0


def test_it_waits_in_the_queue_from_its_day(team, tom, signed_in):
    action_points.make(team, by=tom, text="Niet in de lijst", owner=tom, due_on=today())
    action_points.make(team, by=tom, text="Later", owner=tom, due_on=today() + dt.timedelta(days=1))
    [entry] = queue_of(tom)

    assert (entry.what, entry.who) == ("Lukt je actiepunt?", "Team Beuk")
    seen = signed_in(tom).get(reverse("queue")).content.decode()
    assert ("Lukt je actiepunt?" in seen, "Niet in de lijst" in seen) == (True, False)
