"""A training that ended a week ago: is it used? One question, within two weeks (domain.md §2.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from instruments.events.trainings import TRAINING_DUE
from instruments.models.trainings import NUDGE_AFTER, Training
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, register
from partnerships.values import morning_of


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for one in things.to_ask():
        yield Due(one.person_id, one.pk, one.ends_on.isoformat(), morning_of(one.ends_on + NUDGE_AFTER))


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    return Because.DONE if row.thing.answered_at else None


def _asked(row: Reminder, now: dt.datetime) -> Training:
    """From now on it is something to do (todos/trainings.py)."""
    row.thing.asked_at = now
    row.thing.save(update_fields=["asked_at"])
    return row.thing  # type: ignore[no-any-return]


register(ReminderKind("training_used", Training, TRAINING_DUE, due=_due, why_not=_why_not, about=_asked))
