"""Who led a session: whoever had it in hand while the group was in it, one after the other (domain.md §5.1)."""

from collections.abc import Iterable

from reflections.live.board import Board, Move, apply
from reflections.values import MoveKind, Phase

OF_LEADING = [MoveKind.JOIN, MoveKind.CLAIM, MoveKind.HAND_OVER, MoveKind.PHASE, MoveKind.GROUPS]  # all
AROUND = (Phase.LOBBY, Phase.CLOSED)


def who_led(moves: Iterable[Move]) -> list[int]:
    """The numbers of the seats, in the order in which they began. Who had it in the lobby only, and gave it away before
    the conversation began, did not lead. A seat that is forgotten has no number any more.
    Of two groups the first counts: there whoever leads the whole sits."""
    board, found = Board(), [0]
    for move in moves:
        apply(board, move)
        if board.phase not in AROUND and board.facilitator not in found:
            found.append(board.facilitator)
    return found[1:]
