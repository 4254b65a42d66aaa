"""What a team agrees in the room, and how it goes with what it agreed before (domain.md §5.1)."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.db import transaction

from accounts.models import User
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from reflections.actions import rooms
from reflections.live.board import Board
from reflections.models.rooms import Seat, origin_of
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import who_mends
from reflections.values import MoveKind


@transaction.atomic
def make(
    check: ValueCheck, *, text: str, owner: User, due_on: dt.date, how_noticed: str, client_id: uuid.UUID, by: Seat
) -> rooms.Accepted:
    """Agree on an action point of the team: somebody does it, by a day. The same id makes one."""

    def does(board: Board) -> None:
        maker, origin = cast(User, by.person), origin_of(check)
        action_points.make(
            check.team, by=maker, text=text, owner=owner, due_on=due_on, origin=origin, how_noticed=how_noticed
        )

    words = f"{text}\0{owner.pk}\0{due_on}\0{how_noticed}"
    return rooms.agree(check, MoveKind.ACTION, words, client_id, by, does)


def look_back(check: ValueCheck, point: ActionPoint, *, client_id: uuid.UUID, by: Seat, **facts: Any) -> rooms.Accepted:
    """Where it stands, who does it from now on and by when. Raises Stale when somebody was ahead."""
    return _mend(check, point, action_points.look_back, client_id, by, facts)


def edit(check: ValueCheck, point: ActionPoint, *, client_id: uuid.UUID, by: Seat, **facts: Any) -> rooms.Accepted:
    """Other words, another owner or another day for what was agreed a moment ago."""
    return _mend(check, point, action_points.edit, client_id, by, facts)


@transaction.atomic
def _mend(
    check: ValueCheck,
    point: ActionPoint,
    action: Callable[..., Any],
    client_id: uuid.UUID,
    by: Seat,
    facts: dict[str, Any],
) -> rooms.Accepted:
    words = "\0".join(str(one) for one in (point.pk, *sorted((name, str(value)) for name, value in facts.items())))

    def mend(board: Board) -> None:
        action(point, by=cast(User, by.person), may=who_mends(by, board), **facts)

    return rooms.agree(check, MoveKind.MEND, words, client_id, by, mend)
