"""Lays pieces in a puzzle without the walk that leads there: for tests about what pages show."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion, Remark, Vote
from learningtracks.values.pieces import RemarkKind, Slot, VoteAnswer
from partnerships.values import Party

SIGNS = {"y": VoteAnswer.AGREED, "n": VoteAnswer.NOT_YET}


def puzzle_of(track: Track, number: int = 1) -> Puzzle:
    return Puzzle.objects.get_or_create(period=track.periods.get(number=number))[0]


def lay(
    puzzle: Puzzle, slot: str = Slot.WORK, title: str = "Intake doen", *, by: str = Party.WORKPLACE, votes: str = "oyo"
) -> Piece:
    """A piece with one version. `votes` are learner, workplace, education: y agreed, n not yet, ? asked, o open."""
    piece = Piece.objects.create(puzzle=puzzle, slot=slot, brought_by=by, author=_speaker(puzzle.track, by))
    add_version(piece, title, by=by, votes=votes)
    return piece


def add_version(piece: Piece, title: str, *, by: str, votes: str, **more: Any) -> PieceVersion:
    made = PieceVersion.objects.create(
        piece=piece,
        number=piece.versions.count() + 1,
        party=by,
        author=_speaker(piece.track, by),
        title=title,
        **more,
    )
    for party, sign in zip(Party, votes, strict=True):
        if sign in SIGNS:
            Vote.objects.create(version=made, answer=SIGNS[sign], party=party, person=_speaker(piece.track, party))
        if sign == "?":
            words = {"kind": RemarkKind.QUESTION, "text": "Hoe dan?"}
            Remark.objects.create(version=made, party=party, person=_speaker(piece.track, party), **words)
    return made


def all_kinds(puzzle: Puzzle) -> dict[str, Piece]:
    """One piece of every look, on eight of the nine places."""
    now = timezone.now()
    found = {
        "question": lay(
            puzzle, Slot.QUESTION, "Hoe blijf ik rustig als iemand boos is?", by=Party.LEARNER, votes="yyy"
        ),
        "active": lay(puzzle, Slot.WORK, "Intakegesprek met nieuwe bewoners doen", votes="yyy"),
        "proposed": lay(puzzle, Slot.SOURCES, "Lessen over de-escalatie", by=Party.EDUCATION, votes="ooy"),
        "done": lay(puzzle, Slot.TIME, "Elke dinsdag een half uur zonder taken", votes="yyy"),
        "below": lay(puzzle, Slot.GUIDANCE, "Bellen met Karima", by=Party.EDUCATION, votes="yyy"),
        "reopened": lay(puzzle, Slot.GUIDANCE, "Elke week een gesprek met Samira", votes="yyy"),
        "parked": lay(puzzle, Slot.PEOPLE, "Een dag mee met de wijk", by=Party.LEARNER, votes="yoo"),
        "agreed": lay(puzzle, Slot.FEEDBACK, "Na elke dienst één vraag aan een collega", votes="yyy"),
        "asked": lay(puzzle, Slot.EVIDENCE, "Verslag van drie gesprekken", by=Party.EDUCATION, votes="?oy"),
    }
    add_version(found["reopened"], "Elke twee weken een gesprek met Samira", by=Party.WORKPLACE, votes="oyo")
    Piece.objects.filter(pk__in=[found["active"].pk, found["done"].pk]).update(started_at=now)
    Piece.objects.filter(pk=found["done"].pk).update(finished_at=now, finished_number=1)
    Piece.objects.filter(pk=found["parked"].pk).update(parked_at=now)
    return {name: Piece.objects.with_versions().get(pk=piece.pk) for name, piece in found.items()}


def thirty(puzzle: Puzzle, count: int = 30) -> list[Piece]:
    """Many pieces over the nine places, in every state of voting."""
    slots, parties, votes = list(Slot), list(Party), ["yyy", "oyo", "yyo", "?yo", "yyy"]
    return [
        lay(puzzle, slots[number % 9], f"Stuk {number}", by=parties[number % 3], votes=votes[number % 5])
        for number in range(count)
    ]


def _speaker(track: Track, party: str) -> User:
    if party == Party.LEARNER:
        return track.learner
    named = [one for one in track.people.all() if one.party == party]
    return named[-1].person
