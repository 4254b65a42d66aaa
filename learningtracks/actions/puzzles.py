"""Actions on whole puzzles: opening one, and laying it anew for a new period (domain.md §4.3).

First the leervraag is confirmed or renewed. Then the learner says of each other piece whether it goes along, is done or
stays behind. From that moment the old puzzle is closed: what was said in it can be read and not be changed.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.values import require
from learningtracks.actions.pieces import conclude
from learningtracks.actions.versions import opened, say, tell
from learningtracks.events.pieces import PIECE_PROPOSED, PUZZLE_OPENED, PUZZLE_RELAID, QUESTION_CONFIRMED
from learningtracks.models.delegations import voices_on
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period
from learningtracks.policy.pieces import may_say
from learningtracks.policy.puzzles import (
    carried,
    earlier_puzzle,
    may_choose_carry,
    may_confirm_question,
    may_lay_anew,
    may_open,
    may_relay,
    may_renew_question,
)
from learningtracks.values.pieces import Carry, Content, Slot
from partnerships import events
from partnerships.events import Kind
from partnerships.values import Party


@transaction.atomic
def open(period: Period, *, by: User) -> Puzzle:
    """Begin the puzzle of a period. Opening one that is open already changes nothing."""
    require(may_open(by, period))
    if made := Puzzle.objects.filter(period=period).first():
        return made
    puzzle = opened(period)
    _tell(PUZZLE_OPENED, puzzle, by=by)
    return puzzle


def _tell(kind: Kind, puzzle: Puzzle, *, by: User) -> None:
    people = [person for voices in voices_on(puzzle.track).values() for person in voices] if kind.notice else []
    events.record(kind, by=by, about=puzzle, tell=people, number=puzzle.period.number)


def _both(period: Period) -> tuple[Puzzle, Puzzle]:
    """The puzzle that is laid anew and the new one, held in this order until the transaction ends. Asked again of the
    policy afterwards: somebody may have been first."""
    earlier = earlier_puzzle(period)
    assert earlier  # noqa: S101 - policy lets nobody lay anew what is not there
    opened(earlier.period)
    return earlier_puzzle(period) or earlier, opened(period)


@transaction.atomic
def confirm_question(period: Period, *, by: User) -> Puzzle:
    """Take the leervraag along as it is. The learner is akkoord with it; the others are asked again."""
    require(may_lay_anew(by, period))
    earlier, puzzle = _both(period)
    require(may_confirm_question(by, period))
    for piece in carried(earlier, Slot.QUESTION):
        _copy(piece, puzzle, party=Party.LEARNER, by=by, agreed=True)
    _tell(QUESTION_CONFIRMED, puzzle, by=by)
    return puzzle


@transaction.atomic
def renew_question(period: Period, *, by: User, **fields: Any) -> Piece:
    """Write a new leervraag for the new period, in the line of the old one."""
    require(may_lay_anew(by, period))
    earlier, puzzle = _both(period)
    require(may_renew_question(by, period))
    content = Content.of(**fields)
    require(may_say(content, slot=Slot.QUESTION, puzzle=puzzle))
    old = carried(earlier, Slot.QUESTION)
    piece = Piece.objects.create(
        puzzle=puzzle, slot=Slot.QUESTION, brought_by=Party.LEARNER, author=by, carried_from=old[0] if old else None
    )
    say(piece, content, party=Party.LEARNER, by=by)
    tell(PIECE_PROPOSED, piece, by=by)
    return fresh(piece)


def _copy(piece: Piece, puzzle: Puzzle, *, party: str, by: User, agreed: bool) -> None:
    """Lay a piece of the old puzzle in the new one as a proposal: what was in force, or what lay there last."""
    said = piece.in_force or piece.current
    assert said  # noqa: S101 - concepts are no part of what lies there
    content = said.content
    following = Piece.objects.filter(puzzle=puzzle, carried_from__in=[question.pk for question in content.questions])
    made = Piece.objects.create(
        puzzle=puzzle, slot=piece.slot, brought_by=piece.brought_by, author=by, carried_from=piece
    )
    facts = {name: getattr(content, name) for name in content.__dataclass_fields__}
    say(made, Content.of(**facts | {"questions": tuple(following)}), party=party, by=by, agreed=agreed)


@transaction.atomic
def relay(period: Period, *, choices: Mapping[Piece, str], by: User) -> Puzzle:
    """Lay the puzzle anew: per old piece Meenemen (a proposal with all votes open), Klaar or Laten liggen. The old
    puzzle is closed. Nothing carries over silently: a piece without a choice stops it all."""
    require(may_lay_anew(by, period))
    earlier, puzzle = _both(period)
    require(may_relay(by, period))
    require(may_choose_carry(choices, earlier))
    chosen = {piece.pk: choice for piece, choice in choices.items()}
    for piece in earlier.laid_pieces:
        if chosen.get(piece.pk) == Carry.ALONG:
            _copy(piece, puzzle, party=piece.brought_by, by=by, agreed=False)
        elif chosen.get(piece.pk) == Carry.DONE and not piece.is_finished:
            conclude(piece)
    Puzzle.objects.filter(pk=earlier.pk).update(frozen_at=timezone.now())
    _tell(PUZZLE_RELAID, puzzle, by=by)
    return puzzle
