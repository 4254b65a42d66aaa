"""Who lets a puzzle piece wait, and since when: reminders after three and seven days, and after two weeks a line on the
list of the coordinator (domain.md §4.2).

Nothing is written here. The floor above makes rows of what is due and keeps them (reflections/actions/ladders.py), for
it keeps all reminders; what is asked of a piece is said here, where pieces live.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import User
from learningtracks.models.delegations import voices_on
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import REMIND_AFTER, STALLED_AFTER
from partnerships.values import Party

DAY = dt.timedelta(days=1)
STIRRED = 30 * DAY  # older silence was reminded of long ago, also when nothing was sent for two weeks


@dataclass(frozen=True)
class Nudge:
    """This person lets this version wait for so many days."""

    person: User
    piece: Piece
    version: PieceVersion
    days: int
    due_at: dt.datetime


def due(now: dt.datetime) -> Iterator[Nudge]:
    """Everybody whose party let a piece wait for three or seven days by now. A turn that began anew counts anew."""
    waiting = Piece.objects.untouched_since(now - min(REMIND_AFTER) * DAY).stirred_since(now - STIRRED)
    places = "puzzle__period__track__workplace__organisation"
    voices: dict[int, dict[Party, list[User]]] = {}
    for piece in waiting.with_versions().select_related(places).prefetch_related(f"{places}__holidays"):
        track, version = piece.track, piece.current
        if version is None:
            continue
        if track.pk not in voices:
            voices[track.pk] = voices_on(track)
        for party in piece.waits_for:
            began = piece.waiting_since(party)
            for days in REMIND_AFTER:
                if began + days * DAY <= now:
                    yield from (Nudge(one, piece, version, days, began + days * DAY) for one in voices[track.pk][party])


def has_voice(person: User, track: Track) -> bool:
    """Does this person vote on this track today? Asked again when the reminder goes (access.md R32)."""
    return voice_of(person, track).party is not None


def since(piece: Piece, person: User) -> dt.datetime:
    """Since when the piece waits for the party of this person."""
    piece = fresh(piece)
    return piece.waiting_since(voice_of(person, piece.track).party or Party.LEARNER)


def waits(version: PieceVersion, person: User, days: int, now: dt.datetime) -> bool:
    """Does this version still wait for this person, for so many days?"""
    if not Piece.objects.about(version).exists():
        return False
    piece = fresh(version.piece)
    party = voice_of(person, piece.track).party
    return party in piece.waits_for and piece.waiting_since(str(party)) + days * DAY <= now


# --- Stilgevallen -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stalled:
    """A track on which a party lets pieces wait for two weeks: which, since when, and no word of content (R22)."""

    track: Track
    parties: tuple[Party, ...]
    since: dt.datetime


def stalled_for(person: User, now: dt.datetime) -> list[Stalled]:
    """What a coordinator sees: the tracks they manage that stand still, the longest first. In six queries."""
    managed = Track.objects.managed_by(person)
    old = Piece.objects.untouched_since(now - STALLED_AFTER * DAY).filter(puzzle__period__track__in=managed)
    found: dict[int, tuple[Track, dict[Party, dt.datetime]]] = {}
    for piece in old.with_versions():
        track, waiting = found.setdefault(piece.track.pk, (piece.track, {}))
        for party in piece.waits_for:
            began = piece.waiting_since(party)
            if began <= now - STALLED_AFTER * DAY:
                waiting[party] = min(began, waiting.get(party, began))
    stalled = [
        Stalled(track, tuple(party for party in Party if party in waiting), min(waiting.values()))
        for track, waiting in found.values()
        if waiting
    ]
    return sorted(stalled, key=lambda one: one.since)
