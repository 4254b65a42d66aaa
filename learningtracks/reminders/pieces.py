"""A party that lets a puzzle piece wait is reminded after three and seven days, once each per version (domain.md
§4.2)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from learningtracks.events.pieces import PIECE_WAITS
from learningtracks.models.pieces import TRACK, Piece, fresh
from learningtracks.models.versions import PieceVersion
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import REMIND_AFTER, TO_ANSWER
from partnerships.models.reminders import Reminder
from partnerships.models.todos import ToDo
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import AMSTERDAM, Party

DAY = dt.timedelta(days=1)
STIRRED = 30 * DAY  # older silence was reminded of long ago, also when nothing was sent for two weeks
CODES = dict(zip(REMIND_AFTER, ("piece_waits", "piece_still_waits"), strict=True))


def _due(days: int, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """Everybody whose party let a piece wait for so many days by now, as the table of to-dos says. A turn that began
    anew counts anew."""
    since = (now - STIRRED, now - days * DAY)
    waiting = ToDo.objects.open().filter(kind=TO_ANSWER, since__range=since)
    turns = list(waiting.values_list("person", "about_id", "since").order_by("pk"))
    newest = {
        piece: found
        for piece, *found in PieceVersion.objects.live()
        .filter(piece__in={piece for _person, piece, _since in turns})
        .order_by("number")
        .values_list("piece", "pk", "number", f"piece__{TRACK}__workplace__organisation")
    }
    for person, piece, began in turns:
        if found := newest.get(piece):
            version, number, place = found
            yield Due(person, version, str(number), began + days * DAY, place)


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
