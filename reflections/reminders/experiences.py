"""The moment somebody chose to be asked for an experience: after work, or once a week (domain.md §2.2)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from accounts.models import User
from accounts.values import LogRhythm
from learningtracks.models.tracks import Track
from partnerships import events
from partnerships.models.memberships import Membership
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, register
from partnerships.values import is_working_day
from reflections import calendar
from reflections.calendar import at, local_day
from reflections.events.reminders import LOG_ASKED, LOG_STOPPED
from reflections.models.experiences import Experience
from reflections.policy.experiences import may_log
from reflections.values import UNANSWERED_LOGS

DAILY, WEEKLY = LOG_KINDS = ("log", "log_weekly")
RHYTHM = {DAILY: LogRhythm.AFTER_WORK, WEEKLY: LogRhythm.WEEKLY}
WEEK = dt.timedelta(days=6)  # from the day of the reminder back to the same week


def _due(code: str, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    day = local_day(now)
    for person, place in _places(things.filter(log_rhythm=RHYTHM[code])):
        if code == WEEKLY:
            moment, cycle = at(calendar.weekly_day(day), calendar.WEEKLY_AT), calendar.week_of(day)
        elif is_working_day(day, closed[place]):
            moment, cycle = at(day, calendar.AFTER_WORK), day.isoformat()
        else:
            continue
        yield Due(person, person, cycle, moment, place)


def _places(people: Any) -> Iterator[tuple[int, int]]:
    """Where each of these people works: a learner at the workplace of a track that runs, everybody else who may log in
    their own organisation. Its closing days count."""
    learning = Track.objects.running().filter(learner__in=people)
    yield from learning.order_by("learner", "pk").values_list("learner", "workplace__organisation")
    others = Membership.objects.active().filter(person__in=people).exclude(person__in=learning.values("learner"))
    yield from others.order_by("person", "pk").values_list("person", "organisation")


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    if row.person.log_rhythm != RHYTHM[row.kind]:
        return Because.UNWANTED
    if not may_log(row.person):
        return Because.NO_ACCESS
    since = at(local_day(row.due_at), dt.time(0)) - (WEEK if row.kind == WEEKLY else dt.timedelta(0))
    if Experience.objects.written_by(row.person).filter(created_at__gte=since).exists():
        return Because.DONE
    return Because.UNANSWERED if _unanswered(row.person) >= UNANSWERED_LOGS else None


def _unanswered(person: User) -> int:
    """Reminders told since the last experience, or since they stopped by themselves the last time."""
    rows = Reminder.objects.filter(person=person, kind__in=LOG_KINDS)
    newest = Experience.objects.written_by(person).order_by("-created_at").first()
    stopped = rows.filter(lapsed_because=Because.UNANSWERED).order_by("-lapsed_at").first()
    marks = [mark for mark in (newest and newest.created_at, stopped and stopped.lapsed_at) if mark]
    told = rows.told()
    return (told.filter(told_at__gt=max(marks)) if marks else told).count()


def _lapsed(row: Reminder, because: Because) -> None:
    """Three without an answer: it stops by itself."""
    if because == Because.UNANSWERED:
        User.objects.filter(pk=row.person_id).update(log_rhythm=LogRhythm.NONE)
        events.record(LOG_STOPPED, by=None, about=row.person, trail=f"person:{row.person.public_id}")


for _code in LOG_KINDS:
    register(ReminderKind(_code, User, LOG_ASKED, due=partial(_due, _code), why_not=_why_not, lapsed=_lapsed))
