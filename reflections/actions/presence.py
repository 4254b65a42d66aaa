"""Who is here: every screen says so each few seconds, and the others read it (domain.md §5.3).

Kept apart from the moves: that a connection hesitates is no part of what happened.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reflections.live import pings
from reflections.live.board import Board
from reflections.models.rooms import AWAY_AFTER, GONE_AFTER, Room, Seat
from reflections.values import SessionRole


def here(room: Room, *, by: Seat) -> str:
    """One sign of life. Returns the tag of the room after it."""
    note(room.pk, {by.number})
    room.refresh_from_db(fields=["presence"])
    return room.tag


def note(room_pk: int, numbers: set[int]) -> None:
    """Write down that these seats gave a sign of life just now, and look who else did."""
    room = Room.objects.select_related("value_check").filter(pk=room_pk).first() if numbers else None
    if room is None:
        return
    now = timezone.now()
    seats = Seat.objects.filter(value_check=room.value_check_id)
    seats.filter(number__in=numbers).update(seen_at=now)
    seen = dict(seats.values_list("number", "seen_at"))
    present = sorted(number for number, at in seen.items() if now - at < GONE_AFTER)
    board = Board.load(room.board)
    holders = {half.holder(role) for half in (board, board.of(next(iter(board.apart), 0))) for role in SessionRole}
    leading = [number for number in holders if number in seen]
    away = sorted({number for number in leading if now - seen[number] >= AWAY_AFTER})
    if (sorted(room.here), sorted(room.away)) != (present, away):
        _tell(room, present, away)


@transaction.atomic
def _tell(room: Room, present: list[int], away: list[int]) -> None:
    """Write it down once, whoever of the others sees it too, and let the screens look."""
    same = Room.objects.filter(pk=room.pk, presence=room.presence)
    if same.update(here=present, away=away, presence=F("presence") + 1):
        room.presence += 1
        check_id, tag = room.value_check.public_id, room.tag
        transaction.on_commit(lambda: pings.tell(check_id, tag))
