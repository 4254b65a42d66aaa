"""A suggestion for a principle of the HILL-check becomes a piece or an action point, in one tap (domain.md §3.1)."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from accounts.values import require, today
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.outcome_kinds import origin_of
from instruments.policy.outcomes import may_act, may_lay
from instruments.values.rounds import SLOT_OF
from learningtracks.actions import action_points, pieces, puzzles
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece

LONGEST_TITLE = 60  # domain.md §4.1
A_MONTH = dt.timedelta(weeks=4)  # it is due then; its owner can change that


@transaction.atomic
def propose(ask: Ask, *, tip: Item, by: User) -> Piece:
    """A proposal in the puzzle of that period, brought in by who presses."""
    require(may_lay(by, ask))
    assert ask.period  # noqa: S101 - the policy said so; for the type checker
    puzzle = puzzles.open(ask.period, by=by)
    slot, words = SLOT_OF[tip.slug.split(".")[1]], tip.text
    title = words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"
    return pieces.propose(puzzle, slot=slot, by=by, title=title, what=words, origin=origin_of(ask, tip))


@transaction.atomic
def act(ask: Ask, *, tip: Item, by: User) -> ActionPoint:
    """An action point of the team or the track, for who presses, due in a month."""
    require(may_act(by, ask))
    assert ask.place  # noqa: S101 - the policy said so; for the type checker
    due_on = today() + A_MONTH
    return action_points.make(ask.place, by=by, text=tip.text, owner=by, due_on=due_on, origin=origin_of(ask, tip))
