"""The personal value check of a quarter, for who learns on a track without a team (domain.md §5.4)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from learningtracks.models.instruments import Instrument
from learningtracks.models.tracks import Track
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from reflections import calendar
from reflections.calendar import Quarter, at, local_day
from reflections.events.value_checks import CLOSING_ROUND, PERSONAL_INVITED, PERSONAL_REMINDED
from reflections.models.value_checks import ValueCheck, tracks_alone
from reflections.values import QuestionSet

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
    done = ValueCheck.objects.filter(track=track, cycle=row.cycle, closed_at__isnull=False)
    return Because.DONE if done.exists() else None


def _check(row: Reminder, now: dt.datetime) -> ValueCheck:
    """The learner's own value check of this quarter; it begins to exist here, or when the learner starts it."""
    last = Quarter.of(local_day(now)).last_day
    closing = row.kind == CLOSES
    wanted = {
        "due_on": min(last, row.thing.last_day) if closing else last,
        "questions": partial(Instrument.objects.current, QuestionSet.AFTER if closing else QuestionSet.INSIGHT),
    }
    check, _created = ValueCheck.objects.get_or_create(track=row.thing, cycle=row.cycle, defaults=wanted)
    return check


def _words(row: Reminder, check: ValueCheck, now: dt.datetime) -> Words:
    return {"until_on": check.due_on.isoformat()}


for _code, _says in zip(AFTER, (PERSONAL_INVITED, PERSONAL_REMINDED, CLOSING_ROUND), strict=True):
    register(ReminderKind(_code, Track, _says, due=partial(_due, _code), why_not=_why_not, words=_words, about=_check))
