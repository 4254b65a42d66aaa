"""What moves clash over: somebody changed the same thing since the move was thought of (reliability.md §1.2)."""

from typing import TYPE_CHECKING, Any

from reflections.values import MoveKind

if TYPE_CHECKING:
    from reflections.live.board import Move


def scopes(kind: str, seat: int, payload: dict[str, Any]) -> list[str]:
    """What a move of this kind clashes over: somebody changed one of these since the move was thought of."""
    if kind in (MoveKind.PHASE, MoveKind.UNDO):
        return ["flow"]
    if kind == MoveKind.TURN:
        return ["flow", "order"]
    if kind in (MoveKind.CLAIM, MoveKind.HAND_OVER):
        return [f"role:{payload.get('role')}"]
    if kind in (MoveKind.EDIT_NOTE, MoveKind.REMOVE_NOTE, MoveKind.CONFIRM):
        return [f"note:{note}" for note in payload.get("notes", [])]
    if kind == MoveKind.TITLE:
        return [f"story:{seat}"]
    if kind == MoveKind.GROUPS:
        return ["groups"]
    return ["next"] if kind == MoveKind.NEXT_DATE else []


def touches(move: "Move") -> list[str]:
    """What later moves of others may clash with because of this one."""
    if move.kind in (MoveKind.LATER, MoveKind.PASS):
        return ["order"]
    if move.kind == MoveKind.TURN:
        return ["flow"]
    if move.kind == MoveKind.GROUPS:
        return ["groups", "flow"]
    return scopes(move.kind, move.seat, move.payload)
