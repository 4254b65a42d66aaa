"""What a screen of the room carries so that "is there anything new?" costs one row.

The view gives it to who may look. It is good for five minutes, only in the browser that got it, and only as long as the
`admission.py` lets its holder in.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.utils import translation
from django.utils.crypto import salted_hmac

from reflections.models.rooms import Room, Seat

SALT = "reflections.room.look"
GOOD_FOR = dt.timedelta(minutes=5)
ROOM, WALL = "room", "wall"  # the own screen, and the one for everybody


@dataclass(frozen=True)
class Look:
    """Who looks: the row of the room, the number of the seat, at which screen, in which language and browser."""

    room: int
    seat: int
    screen: str
    language: str
    bond: str


def look_of(request: HttpRequest, room: Room, seat: Seat, screen: str = ROOM) -> Look:
    """The look of who was allowed in just now, with this request."""
    password = "" if seat.is_guest else request.user.password  # type: ignore[union-attr]
    bond = bond_of(request.session.session_key or "", password)
    return Look(room.pk, seat.number, screen, translation.get_language(), bond)


def sign(look: Look) -> str:
    """The token for a screen. Only a view gives it, after all its rules."""
    words = f"{look.room}.{look.seat}.{look.screen}.{look.language}.{look.bond}"
    return signing.TimestampSigner(salt=SALT).sign(words)


def bond_of(browser: str, password: str) -> str:
    """What ties a token to one session of a browser: it ends when that does, and when the password changes."""
    return salted_hmac(SALT, f"{browser}.{password}").hexdigest()[:24]


def read(token: str) -> Look | None:
    """Who looks, or nothing when the token is old or not ours."""
    try:
        room, seat, *rest = signing.TimestampSigner(salt=SALT).unsign(token, max_age=GOOD_FOR).split(".")
        return Look(int(room), int(seat), *rest)
    except (signing.BadSignature, ValueError, TypeError):  # also the shape of a version before this one
        return None
