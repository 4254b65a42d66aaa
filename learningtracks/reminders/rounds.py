"""A day on which somebody wanted to look back along the way (item 4 of the checklist before)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accounts.values import today
from learningtracks.events.rounds import LOOK_BACK_DUE
from learningtracks.models.rounds import LookBack, Round
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import morning_of


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    found = things.due(today()).select_related("round__team", "round__period__track__workplace")
    for one in found:
        team, track = one.round.team, one.round.track
        place = team.organisation_id if team else track.workplace.organisation_id if track else None
        yield Due(one.person_id, one.pk, one.on.isoformat(), morning_of(one.on), place)


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    if row.thing.on.isoformat() != row.cycle:
        return Because.REPLANNED
    known = Round.objects.visible_to(row.person).filter(pk=row.thing.round_id).exists()
    return None if known else Because.NO_ACCESS


def _the_round(row: Reminder, now: dt.datetime) -> Round:
    return row.thing.round  # type: ignore[no-any-return]


def _words(row: Reminder, about: Round, now: dt.datetime) -> Words:
    return {"look_back_on": row.cycle}


register(ReminderKind("look_back", LookBack, LOOK_BACK_DUE, due=_due, why_not=_why_not, words=_words, about=_the_round))
