"""Reminders: promise them, keep them, or let them lapse (reliability.md §1.1).

`plan` inserts rows, `tell_due` turns due rows into an event with a notice. Both ask the database what is due and never
count from their last run, so running them twice, late or by two workers at once does no harm.
"""

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Iterator

import structlog
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from partnerships import belonging, events
from partnerships.actions import clocks
from partnerships.models.organisations import Holiday
from partnerships.models.reminders import Reminder
from partnerships.reminders import KINDS, Because, Closed, ReminderKind
from partnerships.values import next_working_moment

HORIZON = dt.timedelta(weeks=13)  # one period: nothing is planned further ahead
WITHIN = 180.0  # seconds of telling; a task must end well before its time limit
A_BATCH = 100  # rows told in one transaction
log = structlog.get_logger(__name__)


def _clocks_agree(now: dt.datetime) -> bool:
    """A clock that runs ahead would tell people of things that are not due yet: then nothing is planned or told."""
    if clocks.agree(now):
        return True
    log.error("clocks_differ")
    return False


def _closed() -> Closed:
    """On which days each organisation is closed."""
    found: dict[int | None, frozenset[dt.date]] = defaultdict(frozenset)
    for organisation, day in Holiday.objects.values_list("organisation", "day"):
        found[organisation] |= {day}
    return found


# --- Promised ---------------------------------------------------------------------------------------------------


def plan(now: dt.datetime) -> int:
    """Insert the rows that should be there, at most one period ahead. Returns how many were offered.

    A row that exists already, in whatever state, stays as it is: one person, thing, kind and cycle is one row.
    """
    if not _clocks_agree(now):
        return 0
    closed = _closed()
    with belonging.remembered():
        rows = [row for kind in KINDS.values() for row in _rows(kind, kind.model._default_manager.all(), now, closed)]
    return _insert(rows)


def lay(thing: models.Model) -> None:
    """Promise what is due about one thing at once, when it is planned, moved or closed."""
    now, closed = timezone.now(), _closed()
    for kind in KINDS.values():
        if isinstance(thing, kind.model):
            _insert(list(_rows(kind, kind.model._default_manager.filter(pk=thing.pk), now, closed)))


def _rows(
    kind: ReminderKind, things: "models.QuerySet[models.Model]", now: dt.datetime, closed: Closed
) -> Iterator[Reminder]:
    about = ContentType.objects.get_for_model(kind.model)
    for one in kind.due(things, now, closed):
        due_at = next_working_moment(one.at, closed[one.place])
        if due_at <= now + HORIZON:
            yield Reminder(
                person_id=one.person,
                kind=kind.code,
                about_type=about,
                about_id=one.about,
                cycle=one.cycle,
                place_id=one.place,
                due_at=due_at,
            )


def _insert(rows: list[Reminder]) -> int:
    Reminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


# --- Told -------------------------------------------------------------------------------------------------------


def tell_due(now: dt.datetime) -> int:
    """Tell what is due, for as long as a task may take; the next round goes on. Returns how many were told.

    A batch that fails is told row by row; a row that fails waits and leaves the others alone.
    """
    if not _clocks_agree(now):
        return 0
    told, end, closed = 0, time.monotonic() + WITHIN, _closed()
    waiting = list(Reminder.objects.due(now).values_list("pk", flat=True))
    while waiting and time.monotonic() <= end:
        batch, waiting = waiting[:A_BATCH], waiting[A_BATCH:]
        try:
            told_now, again = _keep(batch, now, closed)
            told, waiting = told + told_now, again + waiting
        except Exception:
            told += sum(_keep_alone(pk, now, closed) for pk in batch)
    return told


def _keep_alone(pk: int, now: dt.datetime, closed: Closed) -> int:
    try:
        return _keep([pk], now, closed)[0]
    except Exception:
        log.exception("reminder_failed", reminder=pk)
        return 0


@transaction.atomic
def _keep(pks: list[int], now: dt.datetime, closed: Closed) -> tuple[int, list[int]]:
    """Tell these rows, let them lapse, or move them out of the quiet hours. How many were told, and what is to be
    looked at again: an older step waits for what becomes of the newer one about the same thing."""
    free = Reminder.objects.waiting().select_for_update(of=("self",), skip_locked=True).filter(pk__in=pks)
    rows = list(free.order_by("-due_at", "-pk").select_related("person").prefetch_related("about"))
    newest, again, verdicts = set(), [], []
    with belonging.remembered():
        belonging.read_at_once({row.person for row in rows})
        for row in rows:
            key = (row.person_id, row.about_type_id, row.about_id)
            if key in newest:
                again.append(row.pk)
                continue
            newest.add(key)
            moment = next_working_moment(now, closed[row.place_id])
            verdicts.append((row, moment, None if moment > now else _why_not(row, now)))
    told, moved = 0, defaultdict(list)
    for row, moment, because in verdicts:
        if moment > now:
            moved[moment].append(row.pk)
        elif because:
            Reminder.objects.filter(pk=row.pk).lapse(because)  # we hold the row: it still waits
            KINDS[row.kind].lapsed(row, because)
        else:
            told += _tell(row, now)
    for moment, keys in moved.items():
        Reminder.objects.filter(pk__in=keys).update(due_at=moment)
    return told, again


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    if row.about is None:
        return Because.GONE
    return Because.NEWER_STEP if _newer_was_told(row) else KINDS[row.kind].why_not(row, now)


def _newer_was_told(row: Reminder) -> bool:
    """A later step about the same thing went out already: this one has nothing to add."""
    later = Q(due_at__gt=row.due_at) | Q(due_at=row.due_at, pk__gt=row.pk)
    there = Reminder.objects.told().filter(person=row.person_id, about_type=row.about_type_id, about_id=row.about_id)
    return there.filter(later).exists()


def _tell(row: Reminder, now: dt.datetime) -> bool:
    if not Reminder.objects.waiting().filter(pk=row.pk).update(told_at=now):
        return False
    kind = KINDS[row.kind]
    about = kind.about(row, now)
    words = kind.words(row, about, now)
    events.record(kind.says, by=None, about=about, tell=[row.person], trail=trail_of(row.person), **words)
    return True


def told_of(thing: models.Model) -> set[User]:
    """Who was told of this thing before."""
    return set(User.objects.filter(pk__in=Reminder.objects.about(thing).told().values("person")))


def trail_of(person: User) -> str:
    """Where it is written that somebody was reminded: with the person, not with the team."""
    return f"person:{person.public_id}"
