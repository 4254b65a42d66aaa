"""Reminders: promise them, keep them, or let them lapse (reliability.md §1.1).

`plan` inserts rows, `tell_due` turns due rows into an event with a notice. Both ask the database what is due and never
count from their last run, so running them twice, late or by two workers at once does no harm.
"""

import datetime as dt
import time

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.values import LogRhythm
from partnerships import events
from partnerships.actions import clocks
from partnerships.values import next_working_moment
from reflections.actions import ladders, rungs
from reflections.calendar import HORIZON
from reflections.events.reminders import LOG_MUTED, LOG_STOPPED
from reflections.models.reminders import Reminder
from reflections.models.value_checks import ValueCheck
from reflections.values import Because, Step

WITHIN = 180.0  # seconds of telling; a task must end well before its time limit
WITH = ("person", "value_check__team__organisation", "value_check__team__rhythm", "track__workplace__organisation")
log = structlog.get_logger(__name__)


def plan(now: dt.datetime) -> int:
    """Insert the rows that should be there, at most one period ahead. Returns how many were offered.

    A row that exists already, in whatever state, stays as it is: one person, subject, step and cycle is one row.
    """
    if not _clocks_agree(now):
        return 0
    rows = [*ladders.of_teams(), *ladders.of_tracks(now), *ladders.of_logs(now), *ladders.of_pieces(now)]
    rows += ladders.of_action_points(now)
    for check in ladders.standing_checks():
        rows += ladders.of_check(check)
    for check in ladders.recently_closed(now):
        rows += ladders.of_aftercare(check)
    return _insert(rows, now)


def lay(check: ValueCheck) -> None:
    """Promise the steps of one session at once, when it is planned, moved or closed."""
    _insert(list(ladders.of_check(check)), timezone.now())


def _clocks_agree(now: dt.datetime) -> bool:
    """A clock that runs ahead would tell people of things that are not due yet: then nothing is planned or told."""
    if clocks.agree(now):
        return True
    log.error("clocks_differ")
    return False


def _insert(rows: list[Reminder], now: dt.datetime) -> int:
    near = [row for row in rows if row.due_at <= now + HORIZON]
    Reminder.objects.bulk_create(near, ignore_conflicts=True, batch_size=500)
    return len(near)


def told_of(check: ValueCheck) -> set[User]:
    """Who was told of this session before."""
    told = Reminder.objects.of_check(check).filter(told_at__isnull=False)
    return set(User.objects.filter(pk__in=told.values("person")))


def tell_due(now: dt.datetime) -> int:
    """Tell what is due, for as long as a task may take; the next round goes on. Returns how many were told.

    One row that fails waits and leaves the others alone.
    """
    if not _clocks_agree(now):
        return 0
    told, end = 0, time.monotonic() + WITHIN
    for pk in Reminder.objects.due(now).values_list("pk", flat=True):
        if time.monotonic() > end:
            break
        try:
            told += _keep(pk, now)
        except Exception:
            log.exception("reminder_failed", reminder=pk)
    return told


@transaction.atomic
def _keep(pk: int, now: dt.datetime) -> bool:
    """Tell one row, let it lapse, or move it out of the quiet hours. True when it was told."""
    free = Reminder.objects.waiting().select_for_update(of=("self",), skip_locked=True)
    row = free.select_related(*WITH).filter(pk=pk).first()
    if row is None:
        return False
    moment = next_working_moment(now, rungs.organisation_of(row).holiday_dates())
    if moment > now:
        Reminder.objects.filter(pk=pk).update(due_at=moment)
        return False
    rung = rungs.RUNGS[row.step]
    because = Because.NEWER_STEP if rungs.newer_was_told(row) else rung.why_not(row, now)
    if because:
        _lapse(row, because)
        return False
    about = rung.about(row, now)
    Reminder.objects.filter(pk=pk).update(told_at=now)
    words = rung.words(row, about, now)
    events.record(rung.kind, by=None, about=about, tell=[row.person], trail=trail_of(row.person), **words)
    return True


def _lapse(row: Reminder, because: Because) -> None:
    Reminder.objects.filter(pk=row.pk).lapse(because)
    if because == Because.UNANSWERED:
        User.objects.filter(pk=row.person_id).update(log_rhythm=LogRhythm.NONE)
        events.record(LOG_STOPPED, by=None, about=row.person, trail=trail_of(row.person))


def trail_of(person: User) -> str:
    """Where it is written that somebody was reminded: with the person, not with the team."""
    return f"person:{person.public_id}"


@transaction.atomic
def mute_log(*, by: User) -> None:
    """One tap: no more reminders to log an experience."""
    User.objects.filter(pk=by.pk).update(log_rhythm=LogRhythm.NONE)
    Reminder.objects.filter(person=by, step=Step.LOG).lapse(Because.UNWANTED)
    events.record(LOG_MUTED, by=by, about=by, trail=trail_of(by))
