"""What a page of the room carries so that "is there anything new?" costs one row (stack.md §6).

The full rules are asked at least every five seconds: a token is good for that long and no longer, so that a screen
whose reader may no longer look closes in time (access.md R30).
"""

import datetime as dt

from django.core import signing

from reflections.models import Room

SALT = "reflections.room.look"
GOOD_FOR = dt.timedelta(seconds=5)


def make(room: Room) -> str:
    """That its holder was allowed to look into this room just now."""
    return signing.TimestampSigner(salt=SALT).sign(str(room.pk))


def read(token: str) -> int | None:
    """The row of the room, or nothing when the token is old or not ours."""
    try:
        return int(signing.TimestampSigner(salt=SALT).unsign(token, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return None


def tag_of(room_pk: int) -> str | None:
    """One indexed row: the version of the room now."""
    found = Room.objects.filter(pk=room_pk).values_list("version", "presence").first()
    return f"{found[0]}-{found[1]}" if found else None
