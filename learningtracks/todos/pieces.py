"""Puzzle pieces on which it is the turn of the party that somebody votes for (domain.md §4.2)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models import Piece, Puzzle, Track, TrackPerson, VoteDelegation, readers_today, voices_on
from partnerships.models import Membership, Partnership
from partnerships.todos import Owed, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    pieces = list(things.in_negotiation().with_versions())
    tracks = {piece.track.pk: piece.track for piece in pieces}
    held = VoteDelegation.objects.in_force().filter(to=OuterRef("pk"))
    named: dict[int, list[TrackPerson]] = defaultdict(list)
    people = readers_today().filter(track__in=tracks).select_related("person").annotate(holds=Exists(held))
    for one in people:
        named[one.track_id].append(one)
    voices = {pk: voices_on(track, named[pk]) for pk, track in tracks.items()}
    for piece in pieces:
        for party in piece.waits_for:
            for person in voices[piece.track.pk][party]:
                yield Owed(person.pk, piece.pk, piece.waiting_since(party))


def _sees(person: User) -> QuerySet[Piece]:
    return Piece.objects.visible_to(person).filter(puzzle__period__track__in=Track.objects.not_over())


def _says(things: Any, person: User) -> dict[int, tuple[str, str]]:
    return {piece.pk: _line(piece, person) for piece in things.with_newest().with_the_latest(person)}


def _line(piece: Any, person: User) -> tuple[str, str]:
    """What happened last, in one sentence. Only who votes for the track reads the title."""
    name = piece.asker or piece.maker or _("Iemand")
    if piece.asked_at:
        said = _("%(name)s vraagt iets over: %(title)s")
    elif piece.latest_drops:
        said = _("%(name)s wil laten vervallen: %(title)s")
    elif piece.latest_number > 1:
        said = _("%(name)s maakte een nieuwe versie: %(title)s")
    else:
        said = _("%(name)s stelt voor: %(title)s")
    track = piece.track
    who = track.title if track.learner_id == person.pk else str(track.learner)
    return said % {"name": name, "title": piece.latest_title}, f"{who}, {piece.get_slot_display()}"


PIECE_TO_ANSWER = register(
    ToDoKind(
        "piece",
        Piece,
        owed=_owed,
        sees=_sees,
        says=_says,
        around={
            Puzzle: lambda puzzle: Piece.objects.on_track(puzzle.period.track),
            Track: Piece.objects.on_track,
            Membership: lambda one: Piece.objects.filter(puzzle__period__track__people__membership=one),
            Partnership: lambda one: Piece.objects.filter(puzzle__period__track__partnership=one),
        },
    )
)
