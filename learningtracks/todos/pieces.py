"""Puzzle pieces on which it is the turn of the party that somebody votes for (domain.md §4.2)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.alongside import gather
from accounts.directions import apart
from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.belonging import tracks_of
from learningtracks.models.delegations import voices_on_each
from learningtracks.models.pieces import TRACK, Piece, with_what_counts
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.models.versions import SAYS_WHOSE_TURN, PieceVersion, Remark
from learningtracks.todos.places import ON_TRACK
from learningtracks.values.pieces import TO_ANSWER, Slot
from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership
from partnerships.todos import Group, Owed, Said, ToDoKind, register
from partnerships.values import day_end


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


@Prepared
def _newest_of(pieces: list[int]) -> QuerySet[Any]:
    """What a line says of each of these: the version that is voted on, in plain columns."""
    live = PieceVersion.objects.live()
    newest = live.filter(~Exists(live.filter(piece=OuterRef("piece"), number__gt=OuterRef("number"))), piece__in=pieces)
    columns = ("piece", "pk", "number", "title", "drops", "party", "author__name", "author__email")
    return newest.order_by().values_list(*columns)


@Prepared
def _words_about(versions: list[int]) -> QuerySet[Any]:
    said = Remark.objects.filter(version__in=versions).select_related("person")
    return said.only("version", "kind", "party", "at", "person__name", "person__email")


def _says(things: Any, person: User) -> list[Said]:
    mine = tracks_of(person)
    newest = {piece: version for piece, *version in _newest_of([piece.pk for piece in things])}
    spoken = _spoken({pk: party for pk, _number, _title, _drops, party, *_author in newest.values()})
    found: list[Said] = []
    for piece in things:
        if version := newest.get(piece.pk):
            party, one = mine.party_on(piece.of_track), spoken.get(version[0])
            asked = one.calls_on(party) if one and party else []
            found.append((piece, _line(version, asked), str(Slot(piece.slot).label)))
    return found


def _spoken(party_of: dict[int, str]) -> dict[int, PieceVersion]:
    """Of these versions, each of a party, those about which something was said, with that and the votes."""
    words = defaultdict(list)
    for one in _words_about(list(party_of)):
        words[one.version_id].append(one)
    spoken = {pk: PieceVersion(pk=pk, party=party_of[pk]) for pk in words}
    gather(list(spoken.values()), "remarks", lambda keys: [one for key in keys for one in words[key]])
    gather(list(spoken.values()), "votes", SAYS_WHOSE_TURN["votes"])
    return spoken


def _line(version: list[Any], asked: list[Remark]) -> str:
    """What happened last, in one sentence. Only who votes for the track reads the title."""
    _pk, number, title, drops, _party, name, email = version
    if asked:
        said, who = _("%(name)s vraagt iets over: %(title)s"), str(asked[-1].person or "")
    else:
        who = "" if email is None else apart(name or email) or str(User())
        if drops:
            said = _("%(name)s wil laten vervallen: %(title)s")
        elif number > 1:
            said = _("%(name)s heeft een nieuwe versie gemaakt: %(title)s")
        else:
            said = _("%(name)s stelt voor: %(title)s")
    return said % {"name": who or _("Iemand"), "title": apart(title)}


PIECE_TO_ANSWER = register(
    ToDoKind(
        TO_ANSWER,
        Piece,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Voorstel voor een puzzel"),
        group=Group.PROPOSALS,
        shown=lambda things: things.annotate(of_track=F(TRACK)).only("public_id", "slot"),
        subject=gettext_lazy("Een voorstel voor een puzzel"),
        around={
            Puzzle: lambda puzzle: Piece.objects.on_track(puzzle.period.track),
            Track: Piece.objects.on_track,
            Membership: lambda one: Piece.objects.filter(puzzle__period__track__people__membership=one),
            Partnership: lambda one: Piece.objects.filter(puzzle__period__track__partnership=one),
        },
    )
)
