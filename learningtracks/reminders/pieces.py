"""A party that lets a puzzle piece wait is reminded after three and seven days, once each per version (domain.md
§4.2)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from accounts.models import User
from learningtracks.events.pieces import PIECE_WAITS
from learningtracks.models.delegations import voices_on
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.versions import PieceVersion
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import REMIND_AFTER
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import AMSTERDAM, Party

DAY = dt.timedelta(days=1)
STIRRED = 30 * DAY  # older silence was reminded of long ago, also when nothing was sent for two weeks
CODES = dict(zip(REMIND_AFTER, ("piece_waits", "piece_still_waits"), strict=True))


def _due(days: int, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """Everybody whose party let a piece wait for so many days by now. A turn that began anew counts anew."""
    waiting = Piece.objects.untouched_since(now - days * DAY).stirred_since(now - STIRRED)
    voices: dict[int, dict[Party, list[User]]] = {}
    for piece in waiting.with_versions().select_related("puzzle__period__track__workplace"):
        track, version = piece.track, piece.current
        if version is None:
            continue
        if track.pk not in voices:
            voices[track.pk] = voices_on(track)
        for party in piece.waits_for:
            began = piece.waiting_since(party)
            if began + days * DAY <= now:
                place, number = track.workplace.organisation_id, str(version.number)
                yield from (
                    Due(one.pk, version.pk, number, began + days * DAY, place) for one in voices[track.pk][party]
                )


def _why_not(days: int, row: Reminder, now: dt.datetime) -> Because | None:
    """Does this version still wait for this person, for so many days? And do they still vote (access.md R32)?"""
    piece = fresh(row.thing.piece)
    party = voice_of(row.person, piece.track).party
    if party is None:
        return Because.NO_ACCESS
    waits = Piece.objects.about(row.thing).exists() and party in piece.waits_for
    return None if waits and piece.waiting_since(party) + days * DAY <= now else Because.DONE


def _the_piece(row: Reminder, now: dt.datetime) -> Piece:
    return fresh(row.thing.piece)


def _words(row: Reminder, piece: Piece, now: dt.datetime) -> Words:
    since = piece.waiting_since(voice_of(row.person, piece.track).party or Party.LEARNER)
    return {"learner": piece.track.learner, "since_on": since.astimezone(AMSTERDAM).date().isoformat()}


for _days, _code in CODES.items():
    register(
        ReminderKind(
            _code,
            PieceVersion,
            PIECE_WAITS,
            due=partial(_due, _days),
            why_not=partial(_why_not, _days),
            words=_words,
            about=_the_piece,
        )
    )
