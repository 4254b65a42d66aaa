"""A training that ended a week ago: is it used? One question, within two weeks (domain.md §2.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from instruments.kinds.trainings import USE, use_of
from instruments.models.asks import Ask
from instruments.models.trainings import NUDGE_AFTER, Training
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, register
from partnerships.values import morning_of


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for one in things.to_ask(USE.code):
        yield Due(one.person_id, one.pk, one.ends_on.isoformat(), morning_of(one.ends_on + NUDGE_AFTER))


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    return Because.DONE if Ask.objects.of(row.thing, USE.code).exists() else None


def _asked(row: Reminder, now: dt.datetime) -> Ask:
    """It begins to exist here, or when who took part was ahead."""
    ask, _made = use_of(row.thing)
    return ask


register(ReminderKind("training_used", Training, USE.begun, due=_due, why_not=_why_not, about=_asked))
