"""What every action on a piece is made of: hold the rows, compare what was seen, say something, tell the others."""

from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import Stale
from learningtracks.models.delegations import voices_on
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period
from learningtracks.models.versions import PieceVersion, Remark, Vote, stored
from learningtracks.values.pieces import Content, VoteAnswer
from partnerships import events
from partnerships.events import Kind


def opened(period: Period) -> Puzzle:
    """The puzzle of a period, held until the transaction ends; it begins to exist here."""
    made, _created = Puzzle.objects.get_or_create(period=period)
    return held(made)


def held(puzzle: Puzzle) -> Puzzle:
    """The row of the puzzle, which every action in it waits for. One puzzle is three people: they can take turns."""
    locked = Puzzle.objects.select_for_update(of=("self",))
    return locked.select_related("period__track__learner", "period__track__partnership").get(pk=puzzle.pk)


def taken(piece: Piece) -> Piece:
    """The piece with everything that was said by now, held until the transaction ends."""
    held(piece.puzzle)
    locked(Piece.objects.all(), piece.pk)
    return fresh(piece)


def seen(piece: Piece, version: int | None) -> PieceVersion:
    """The version that the doer saw. Raises Stale when another one is voted on by now: nobody votes on what they did
    not see (domain.md §4.2)."""
    current = piece.current
    if current is None or current.number != version:
        raise Stale(piece, current.number if current else 0)
    return current


def say(
    piece: Piece, content: Content, *, party: str, by: User, agreed: bool = True, drops: bool = False
) -> PieceVersion:
    """A new version, within the caller's transaction. The party that makes it is akkoord with it (domain.md §4.2)."""
    version = PieceVersion.objects.create(
        piece=piece, number=piece.next_number(), party=party, author=by, drops=drops, **stored(content)
    )
    version.questions.set(content.questions)
    if agreed:
        Vote.objects.create(version=version, party=party, person=by, answer=VoteAnswer.AGREED)
    return version


def vote(version: PieceVersion, answer: str, *, party: str, by: User) -> Vote:
    """The vote of a party; an earlier "not yet" of the same party is followed by it."""
    Vote.objects.filter(version=version, party=party).follow(timezone.now())
    return Vote.objects.create(version=version, party=party, person=by, answer=answer)


def write(version: PieceVersion, kind: str, text: str, *, party: str, by: User) -> Remark:
    return Remark.objects.create(version=version, kind=kind, text=text.strip(), party=party, person=by)


def tell(kind: Kind, piece: Piece, *, by: User) -> None:
    """One event on the history of the piece, and a notice for everybody else who votes today."""
    people = [person for voices in voices_on(piece.track).values() for person in voices]
    events.record(kind, by=by, about=piece, tell=people, learner=piece.track.learner)
