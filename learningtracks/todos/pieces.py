"""Puzzle pieces on which it is the turn of the party that somebody votes for (domain.md §4.2)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.belonging import tracks_of
from learningtracks.models.delegations import voices_on_each
from learningtracks.models.pieces import TRACK, Piece, with_what_counts
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.todos.places import ON_TRACK
from learningtracks.values.pieces import TO_ANSWER
from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership
from partnerships.todos import Group, Owed, Said, ToDoKind, register
from partnerships.values import Party, day_end


def _owed(things: Any) -> Iterator[Owed]:
    running = things.in_negotiation().filter(**{f"{TRACK}__in": Track.objects.not_over()})
    pieces: list[Any] = with_what_counts(list(running.select_related(f"{TRACK}__learner")))
    tracks = {piece.track.pk: piece.track for piece in pieces}
    voices = voices_on_each(tracks.values())
    for piece in pieces:
        for party in piece.waits_for:
            for person in voices[piece.track.pk][party]:
                since, until = piece.waiting_since(party), day_end(piece.track.ends_on)
                yield Owed(person.pk, piece.pk, since, ON_TRACK, piece.track.pk, closes_at=until)


def _says(things: Any, person: User) -> list[Said]:
    mine = tracks_of(person)
    told = with_what_counts(things)
    return [(piece, *_line(piece, mine.party_on(piece.track.pk))) for piece in told if piece.current]


def _line(piece: Any, party: Party | None) -> tuple[str, str]:
    """What happened last, in one sentence. Only who votes for the track reads the title."""
    version = piece.current
    asked = version.calls_on(party) if party else []
    name = (asked[-1].person if asked else version.author) or _("Iemand")
    if asked:
        said = _("%(name)s vraagt iets over: %(title)s")
    elif version.drops:
        said = _("%(name)s wil laten vervallen: %(title)s")
    elif version.number > 1:
        said = _("%(name)s heeft een nieuwe versie gemaakt: %(title)s")
    else:
        said = _("%(name)s stelt voor: %(title)s")
    return said % {"name": name, "title": version.title}, str(piece.get_slot_display())


PIECE_TO_ANSWER = register(
    ToDoKind(
        TO_ANSWER,
        Piece,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Voorstel voor een puzzel"),
        group=Group.PROPOSALS,
        shown=lambda things: things.select_related(TRACK),
        subject=gettext_lazy("Een voorstel voor een puzzel"),
        around={
            Puzzle: lambda puzzle: Piece.objects.on_track(puzzle.period.track),
            Track: Piece.objects.on_track,
            Membership: lambda one: Piece.objects.filter(puzzle__period__track__people__membership=one),
            Partnership: lambda one: Piece.objects.filter(puzzle__period__track__partnership=one),
        },
    )
)
