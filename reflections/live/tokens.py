"""What a screen of the room carries so that "is there anything new?" costs one row (stack.md §6).

The full rules are asked at least every three seconds: a token is good for that long and no longer, so that a screen
whose reader may no longer look is closed within five, its last question included (access.md R30).
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.utils import translation

from reflections.models import Room, Seat

SALT = "reflections.room.look"
GOOD_FOR = dt.timedelta(seconds=3)


@dataclass(frozen=True)
class Look:
    """Who looks: the row of the room, the number of the seat (0 for the screen on the wall), the language."""

    room: int
    seat: int
    language: str


def make(room: Room, seat: Seat | None = None) -> str:
    """That its holder was allowed to look into this room just now."""
    number = seat.number if seat else 0
    return signing.TimestampSigner(salt=SALT).sign(f"{room.pk}.{number}.{translation.get_language()}")


def read(token: str) -> Look | None:
    """Who looks, or nothing when the token is old or not ours."""
    try:
        room, seat, language = signing.TimestampSigner(salt=SALT).unsign(token, max_age=GOOD_FOR).split(".")
        return Look(int(room), int(seat), language)
    except (signing.BadSignature, ValueError):  # also the shape of a version before this one
        return None


def tag_of(room_pk: int) -> str | None:
    """One indexed row: the version of the room now."""
    found = Room.objects.filter(pk=room_pk).values_list("version", "presence").first()
    return f"{found[0]}-{found[1]}" if found else None
