"""The personal value check of a quarter, for who learns on a track without a team (domain.md §5.4)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from instruments.models.asks import Ask
from learningtracks.models.tracks import Track
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from reflections import calendar
from reflections.calendar import Quarter, at, local_day
from reflections.kinds.personal_checks import (
    CLOSING_ROUND,
    PERSONAL_CHECK,
    PERSONAL_INVITED,
    PERSONAL_REMINDED,
    check_of,
)
from reflections.models.value_checks import tracks_alone

CLOSES = "closing_round"
AFTER = {"personal_invite": dt.timedelta(0), "personal_reminder": calendar.PERSONAL_AGAIN, CLOSES: dt.timedelta(0)}


def _belongs(code: str, track: Track, quarter: Quarter) -> bool:
    """An invitation and one reminder; the closing round for a track that ends; nothing for who came just now."""
    if calendar.personal_waits(track.starts_on, quarter):
        return False
    return calendar.personal_closes(track.last_day, quarter) == (code == CLOSES)


def _due(code: str, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    quarter = Quarter.of(local_day(now))
    moment = at(quarter.last_month + AFTER[code])
    for track in things.filter(pk__in=tracks_alone().values("pk")).select_related("workplace"):
        if _belongs(code, track, quarter):
            yield Due(track.learner_id, track.pk, str(quarter), moment, track.workplace.organisation_id)


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    track, quarter = row.thing, Quarter.of(local_day(now))
    if not tracks_alone(row.person).filter(pk=track.pk).exists():
        return Because.IN_TEAM if track.team_id else Because.NO_ACCESS
    if row.cycle != str(quarter) or not _belongs(row.kind, track, quarter):
        return Because.OTHER_TURN
    check = Ask.objects.of(track, PERSONAL_CHECK.code).filter(cycle=row.cycle).first()
    return Because.DONE if check and check.closed_at else None


def _check(row: Reminder, now: dt.datetime) -> Ask:
    """The learner's own value check of this quarter; it begins to exist here, or when the learner starts it."""
    check, _made = check_of(row.thing, Quarter.of(local_day(now)))
    return check


def _words(row: Reminder, check: Ask, now: dt.datetime) -> Words:
    return {"until_on": check.day.isoformat()}


for _code, _says in zip(AFTER, (PERSONAL_INVITED, PERSONAL_REMINDED, CLOSING_ROUND), strict=True):
    register(ReminderKind(_code, Track, _says, due=partial(_due, _code), why_not=_why_not, words=_words, about=_check))
