"""The parts of a room after a change: for listeners made once, and for each only the own lines kept.

Most people in a room listen: their screens differ in nothing but "(jij)" and the buttons at their own name. Who leads,
writes or has something to confirm gets parts of their own, made from the same rows. Everything private is the view's:
the pad, the score, action points (access.md R16).
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.template.loader import get_template
from django.utils import translation

from reflections.live.board import Board
from reflections.live.scene import Scene
from reflections.live.tokens import Look
from reflections.models.rooms import Room, Seat
from reflections.values import Phase

PART = "reflections/rooms/_room.html"
FOR_ALL = {Phase.LOBBY, Phase.CHECK_IN, Phase.STORIES, Phase.HARVEST}  # in the others there is something private
KEPT_FOR = 5.0  # seconds; a name may change without a move
MOST_ROOMS = 200
OWN = re.compile(r"<!--own:(\d+)-->(.*?)<!--/own-->", re.DOTALL)
ALL = 0  # no seat has this number
Pieces = list[tuple[int, str]]  # the number of a seat, and HTML that its sitter sees


class Drawn:
    """Notes, buttons and lists of a room as HTML: the same for a script until somebody changes them. What the version
    before this one had and this one has not is forgotten, so that the words of a note that was taken away are
    (access.md R16)."""

    def __init__(self, before: "Drawn | None" = None) -> None:
        self._before = before._now if before else {}
        self._now: dict[tuple[object, ...], str] = {}

    def get(self, key: tuple[object, ...], draw: Callable[[], str]) -> str:
        if key not in self._now:
            self._now[key] = self._before.get(key) or draw()
        return self._now[key]


@dataclass
class Showing:
    """One room at one version, in the memory of this process."""

    tag: str
    room: Room
    board: Board
    seats: list[Seat]
    since: float  # when the seats were read
    drawn: Drawn
    parts: dict[tuple[object, ...], Pieces] = field(default_factory=dict)  # by what a listener may do
    lock: threading.Lock = field(default_factory=threading.Lock)  # one makes the parts, the others wait for them
    halves: dict[bool, Board] = field(default_factory=dict)  # of two groups in the story round

    def board_of(self, number: int) -> Board:
        """What the group of this seat sees."""
        if not self.board.other:
            return self.board
        is_second = number in self.board.apart
        if is_second not in self.halves:
            self.halves[is_second] = self.board.of(number)
        return self.halves[is_second]


_showing: OrderedDict[int, Showing] = OrderedDict()  # by row of the room, the last used one last
_lock = threading.Lock()  # of the dictionary
_reading = [threading.Lock() for _each in range(64)]  # by row of the room: one reads it, the others wait for that


def part_for(look: Look, tag: str, room: Room | None = None) -> str | None:
    """What this sitter sees of the room at `tag`; nothing when the view must answer. `room` saves reading it."""
    showing = show(room) if room else _showing_at(look.room, tag)
    me = next((seat for seat in showing.seats if seat.number == look.seat), None) if showing else None
    if showing is None or me is None:
        return None
    room, seats, drawn, board = showing.room, showing.seats, showing.drawn, showing.board_of(look.seat)
    scene = Scene(room.value_check, room, board, seats, me, plain=False, drawn=drawn)
    if scene.phase not in FOR_ALL or scene.tells:
        return None
    with translation.override(look.language):
        return for_seat(_for_all(showing, scene), look.seat) if listens(scene) else _render(scene)


def listens(scene: Scene) -> bool:
    """Has this person nothing on the screen that others don't have, but for their own lines?"""
    if scene.leads or scene.number == scene.board.scribe or scene.takes_back or scene.tells or scene.asks:
        return False
    return scene.phase != Phase.HARVEST or scene.own_story is None


def _for_all(showing: Showing, scene: Scene) -> Pieces:
    is_second = scene.number in showing.board.apart
    may = (translation.get_language(), scene.may_lead, scene.may_write, is_second)
    with showing.lock:
        if may not in showing.parts:
            showing.parts[may] = pieces(_render(replace(scene, for_all=True)))
        return showing.parts[may]


def _render(scene: Scene) -> str:
    return get_template(PART).render({"s": scene})


def mark(number: int, html: str) -> str:
    """Text that only the sitter with this number will see."""
    return f"<!--own:{number}-->{html}<!--/own-->"


def pieces(html: str) -> Pieces:
    """Cut at the marks: each piece with the number of who sees it."""
    found = iter(OWN.split(html))  # for all, a number, what is marked for it, for all, a number, …
    made = [(ALL, next(found))]
    for number, marked, rest in zip(found, found, found, strict=True):
        made += [(int(number), marked), (ALL, rest)]
    return made


def for_seat(made: Pieces, number: int) -> str:
    """Keep what is for all and what is marked for this number, and nothing of the others."""
    return "".join(html for whose, html in made if whose in (ALL, number))


def forget() -> None:
    """Remember no room: the rows are others from now on (tests)."""
    _showing.clear()


def show(room: Room) -> Showing:
    """This room as it was just read."""
    return _known(room.pk, room.tag) or _show(room)


def _showing_at(pk: int, tag: str) -> Showing | None:
    """This room at `tag`; nothing when it moved on a moment ago."""
    if known := _known(pk, tag):
        return known
    with _reading[pk % len(_reading)]:
        if known := _known(pk, tag):
            return known  # somebody was quicker
        room = Room.objects.select_related("value_check__team").filter(pk=pk).first()
        return _show(room) if room and room.tag == tag else None


def _known(pk: int, tag: str) -> Showing | None:
    known = _showing.get(pk)
    return known if known and known.tag == tag and time.monotonic() - known.since < KEPT_FOR else None


def _show(room: Room) -> Showing:
    known, board = _showing.get(room.pk), Board.load(room.board)
    seats, since = _seats_before(known, room, board) or (list(Seat.objects.in_room(room)), time.monotonic())
    made = Showing(room.tag, room, board, seats, since, Drawn(known.drawn if known else None))
    with _lock:
        _showing[room.pk] = made
        _showing.move_to_end(room.pk)
        while len(_showing) > MOST_ROOMS:
            _showing.popitem(last=False)
    return made


def _seats_before(known: Showing | None, room: Room, board: Board) -> tuple[list[Seat], float] | None:
    """The seats as they were read for an earlier version, when nobody came, hesitated or went since. Not the oldest
    ones: this version would get old while its screens ask."""
    if known is None or time.monotonic() - known.since >= KEPT_FOR / 2:
        return None
    same = (known.room.presence, known.board.seats) == (room.presence, board.seats)
    return (known.seats, known.since) if same else None
