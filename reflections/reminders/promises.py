"""The day on which a teller is asked how a story ended; a second voice is asked with them (domain.md §5.2)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, register
from reflections.calendar import at
from reflections.events.promises import PROMISE_ASKED
from reflections.models.promises import Promise
from reflections.policy.promises import may_answer_promise
from reflections.reminders.second_voices import ask_second_voice, end_second_voice


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for one in things.to_ask().select_related("story__seat", "story__value_check__team"):
        place = one.story.value_check.team.organisation_id
        yield Due(one.story.seat.person_id, one.pk, one.ask_on.isoformat(), at(one.ask_on), place)


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    promise = row.thing
    if not promise.is_open or promise.story.withdrawn_at:
        return Because.DONE
    if row.cycle != promise.ask_on.isoformat():
        return Because.REPLANNED
    return None if may_answer_promise(row.person, promise) else Because.NO_ACCESS


def _asked(row: Reminder, now: dt.datetime) -> Promise:
    """Both are asked on that day, so neither follows the other."""
    promise: Promise = row.thing
    ask_second_voice(promise)
    return promise


def _lapsed(row: Reminder, because: Because) -> None:
    """Who lost the team is not asked; nor is who they named, whose address is forgotten."""
    if because == Because.NO_ACCESS:
        end_second_voice(row.thing)


register(ReminderKind("promise", Promise, PROMISE_ASKED, due=_due, why_not=_why_not, about=_asked, lapsed=_lapsed))
