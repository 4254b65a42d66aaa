"""A day on which somebody wanted to look back at an answer: told to them alone, once."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accounts.values import today
from instruments.events.review_dates import REVIEW_DUE
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import morning_of

HEADS = ("ask__team", "ask__track__workplace", "ask__period__track__workplace")


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for one in things.due(today()).select_related(*HEADS):
        yield Due(one.person_id, one.pk, one.on.isoformat(), morning_of(one.on), _place(one.ask))


def _place(ask: Ask) -> int | None:
    """Whose closing days count: those of the team, the workplace of the track, or the organisation."""
    track = ask.period.track if ask.period else ask.track
    if track:
        return track.workplace.organisation_id
    return ask.team.organisation_id if ask.team else ask.organisation_id


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    known = Ask.objects.readable_by(row.person).filter(pk=row.thing.ask_id).exists()
    return None if known else Because.NO_ACCESS


def _the_ask(row: Reminder, now: dt.datetime) -> Ask:
    return row.thing.ask  # type: ignore[no-any-return]


def _words(row: Reminder, about: Ask, now: dt.datetime) -> Words:
    return {"look_back_on": row.cycle}


register(ReminderKind("review_date", ReviewDate, REVIEW_DUE, due=_due, why_not=_why_not, words=_words, about=_the_ask))
