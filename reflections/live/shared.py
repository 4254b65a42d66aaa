"""The parts of a room as every listener sees them: made once, and for each only the own lines kept.

Most people in a room listen: their screens differ in nothing but "(jij)" and the buttons at their own name. Who leads,
writes, tells or has something to confirm gets parts of their own from the view, and so does everything private: the
pad, the score, action points (access.md R16).
"""

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from django.template.loader import get_template
from django.utils import translation

from reflections.live.scene import Scene
from reflections.live.tokens import Look
from reflections.models import Room, Seat
from reflections.values import Phase

PART = "reflections/rooms/_room.html"
FOR_ALL = {Phase.LOBBY, Phase.CHECK_IN, Phase.STORIES, Phase.HARVEST}  # in the others there is something private
KEPT_FOR = 5.0  # seconds; a name may change without a move
MOST_ROOMS = 200
OWN = re.compile(r"<!--own:(\d+)-->(.*?)<!--/own-->", re.DOTALL)


@dataclass
class Showing:
    """One room at one version, in the memory of this process."""

    tag: str
    room: Room
    seats: list[Seat]
    since: float
    parts: dict[tuple[object, ...], str] = field(default_factory=dict)  # by what a listener may do, marked
    lock: threading.Lock = field(default_factory=threading.Lock)  # one makes the parts, the others wait for them


_showing: OrderedDict[int, Showing] = OrderedDict()  # by row of the room, the last used one last
_lock = threading.Lock()  # of the dictionary


def part_for(look: Look, tag: str, room: Room | None = None) -> str | None:
    """What this listener sees of the room at `tag`; nothing when the view must answer. `room` saves reading it."""
    showing = _now(look.room, tag, room)
    me = next((seat for seat in showing.seats if seat.number == look.seat), None) if showing else None
    if showing is None or me is None:
        return None
    scene = Scene(showing.room.value_check, showing.room, showing.seats, me, plain=False, for_all=True)
    if not listens(scene):
        return None
    may = (look.language, scene.may_lead, scene.may_write)
    with showing.lock:
        if may not in showing.parts:
            with translation.override(look.language):
                showing.parts[may] = get_template(PART).render({"s": scene})
    return for_seat(showing.parts[may], look.seat)


def listens(scene: Scene) -> bool:
    """Has this person nothing on the screen that others don't have, but for their own lines?"""
    if scene.phase not in FOR_ALL or scene.leads or scene.number == scene.board.scribe or scene.takes_back:
        return False
    if scene.tells or scene.asks:
        return False
    return scene.phase != Phase.HARVEST or not scene.board.notes_of(scene.number)


def mark(number: int, html: str) -> str:
    """Text that only the sitter with this number will see."""
    return f"<!--own:{number}-->{html}<!--/own-->"


def for_seat(html: str, number: int) -> str:
    """Keep what is marked for this number, and nothing of the others."""
    return OWN.sub(lambda found: found[2] if int(found[1]) == number else "", html)


def forget() -> None:
    """Remember no room: the rows are others from now on (tests)."""
    _showing.clear()


def _now(pk: int, tag: str, room: Room | None) -> Showing | None:
    known = _showing.get(pk)
    if known and known.tag == tag and time.monotonic() - known.since < KEPT_FOR:
        return known
    room = room or Room.objects.select_related("value_check__team").filter(pk=pk).first()
    if room is None or room.tag != tag:
        return None  # it moved on a moment ago
    made = Showing(tag, room, list(Seat.objects.in_room(room)), time.monotonic())
    with _lock:
        if (other := _showing.get(pk)) and other is not known and other.tag == tag:
            return other  # somebody was quicker
        _showing[pk] = made
        _showing.move_to_end(pk)
        while len(_showing) > MOST_ROOMS:
            _showing.popitem(last=False)
    return made
