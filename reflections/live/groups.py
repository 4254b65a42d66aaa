"""Two groups in the story round, one harvest (domain.md §5.1).

Who sits in which group is a fact of the log. A group has its own half of the round (`OWN`): who leads, who writes, who
tells, the time. The board is that of the first group, in which whoever leads the whole sits; `other` holds the half of
the second. A move is made on the half of who makes it, so that no rule needs to know that there are two.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reflections.values import MoveKind

if TYPE_CHECKING:
    from reflections.live.board import Board, Move

OWN = (
    "facilitator",
    "original",
    "scribe",
    "order",
    "teller",
    "told",
    "passed",
    "hands",
    "card",
    "since",
    "extra",
    "flow",
    "touched",
    "is_done",
)
LEAST = 2  # people in a group: one who listens


def copied(data: dict[str, Any]) -> dict[str, Any]:
    """The half of the other group, for a board that shares no list with this one."""
    return {"other": {name: copy.copy(value) for name, value in data.get("other", {}).items()}}


def half_of(board: "Board", seat: int) -> "Board":
    """The board as one of the two groups sees it: no word of the other is on it. Only to look at."""
    half = copy.copy(board)
    if seat in board.apart:
        _swap(half)
    half.seats = half.table
    half.stories = [story for story in board.stories if story.seat in half.seats]
    half.notes = [note for note in board.notes if note.story in half.seats]
    return half


@contextmanager
def turned_to(board: "Board", move: "Move") -> Iterator[None]:
    """The board with the half in front of who makes this move. Who comes late sits down in the smaller group."""
    if move.kind == MoveKind.JOIN and move.seat not in board.seats and _second_is_smaller(board):
        board.apart.append(move.seat)
    turns = bool(board.other) and move.seat in board.apart and move.kind != MoveKind.GROUPS
    if turns:
        _swap(board)
    yield
    if turns:
        _swap(board)


def _second_is_smaller(board: "Board") -> bool:
    return 0 < len(board.apart) < len(board.seats) - len(board.apart)


def _swap(board: "Board") -> None:
    mine = {name: getattr(board, name) for name in OWN}
    for name, value in board.other.items():
        setattr(board, name, value)
    board.other, board.is_second = mine, not board.is_second
    board.apart = [seat for seat in board.seats if seat not in board.apart]


def arrange(board: "Board", payload: dict[str, Any]) -> None:
    """Who sits in the second group, and who leads it; nobody: one group again, also when the stories began."""
    second = payload.get("second", [])
    if board.other:
        join(board)
        return
    board.apart = [seat for seat in board.seats if seat in second]
    leader = payload.get("leader", 0)
    board.leads_apart = leader if leader in board.apart else 0


def split(board: "Board") -> None:
    """The stories begin. Who leads the whole leads the first group, whatever was arranged before somebody took over."""
    if board.facilitator in board.apart:
        board.apart = [seat for seat in board.seats if seat not in board.apart]
    away = set(board.apart)
    leader = board.leads_apart if board.leads_apart in away else 0
    half: dict[str, Any] = {"facilitator": leader, "original": 0, "scribe": 0, "teller": 0, "hands": [], "card": ""}
    half |= {"since": board.since, "extra": 0, "flow": [], "touched": dict(board.touched), "is_done": False}
    for role in ("scribe", "teller"):
        if getattr(board, role) in away:
            half[role] = getattr(board, role)
            setattr(board, role, 0)
    for row in ("order", "told", "passed"):
        half[row] = [seat for seat in getattr(board, row) if seat in away]
        setattr(board, row, [seat for seat in getattr(board, row) if seat not in away])
    board.flow, board.other = [], half


def are_done(board: "Board") -> bool:
    return bool(board.other) and board.is_done and bool(board.other["is_done"])


def join(board: "Board") -> None:
    """One group again: who told, told; a story that is being told in the second group is told."""
    half = board.other
    for row in ("order", "told", "passed"):
        setattr(board, row, getattr(board, row) + half[row])
    if half["teller"]:
        board.told.append(half["teller"])
    for scope, number in half["touched"].items():
        board.touched[scope] = max(number, board.touched.get(scope, 0))
    board.scribe = board.scribe or half["scribe"]
    board.apart, board.leads_apart, board.other, board.flow, board.is_done = [], 0, {}, [], False
