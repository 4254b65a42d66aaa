"""Who is admitted to each room: who may look right now, asked once for all of its screens.

Twenty-five screens ask every other second. Instead of looking up each time who that is, each process asks every second
and a half, for a room whose screens ask: which sitters still may (`questions.admitted`), and which of their browsers
are still signed in. So a screen whose reader may no longer look is closed within five seconds (access.md R30): at most
three until it asks again (static/js/room.js), and this.
"""

import hmac
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from django.utils import timezone

from reflections.live import questions
from reflections.live.tokens import Look, bond_of
from reflections.models.rooms import Room

KEPT_FOR = 1.5  # seconds
BROWSER_FOR = 10.0  # seconds after its last question that a browser is looked up with the others
NOTED_EVERY = 4.0  # seconds between two notes of who gave a sign of life
MOST_ROOMS = 200


@dataclass
class Admission:
    """What this process knows about one room, and since when."""

    check: int
    team: int
    since: float = float("-inf")
    admits: dict[int, str] = field(default_factory=dict)  # number of the seat: password
    browsers: dict[str, float] = field(default_factory=dict)  # keys of sessions, and when they asked
    signed_in: set[str] = field(default_factory=set)
    signs: set[int] = field(default_factory=set)  # seats that were here since the last note
    noted: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)  # one asks the database, the others of the room wait


_admissions: OrderedDict[int, Admission] = OrderedDict()  # by row of the room, the last used one last
_lock = threading.Lock()  # of the dictionary, never held while the database is asked


def lets_in(look: Look, browser: str) -> bool:
    """May the holder of this token look now, in the browser with this session?"""
    admission = _admission_to(look.room)
    if admission is None:
        return False
    with admission.lock:
        _keep_fresh(admission, browser)
        password = admission.admits.get(look.seat)
        if browser not in admission.signed_in or password is None:
            return False
        return hmac.compare_digest(look.bond, bond_of(browser, password))


def give_sign(look: Look) -> set[int]:
    """This seat is here, for who was let in. Returns all who said so since the last note, once every few seconds."""
    admission = _admission_to(look.room)
    if admission is None:
        return set()
    with admission.lock:
        admission.signs.add(look.seat)
        if time.monotonic() - admission.noted < NOTED_EVERY:
            return set()
        signs, admission.signs, admission.noted = admission.signs, set(), time.monotonic()
        return signs


def forget() -> None:
    """Know no room: the rows are others from now on (tests)."""
    _admissions.clear()


def _admission_to(room_pk: int) -> Admission | None:
    admission = _admissions.get(room_pk)
    if admission is None:
        row = Room.objects.filter(pk=room_pk).values_list("value_check", "value_check__team").first()
        if row is None:
            return None
        admission = Admission(*row)
    with _lock:
        admission = _admissions.setdefault(room_pk, admission)
        _admissions.move_to_end(room_pk)
        while len(_admissions) > MOST_ROOMS:
            _admissions.popitem(last=False)
    return admission


def _keep_fresh(admission: Admission, browser: str) -> None:
    now = time.monotonic()
    is_new = browser not in admission.browsers
    admission.browsers[browser] = now
    if now - admission.since >= KEPT_FOR:
        admission.browsers = {key: asked for key, asked in admission.browsers.items() if now - asked < BROWSER_FOR}
        admission.admits = questions.admitted(admission.check, admission.team)
        admission.signed_in = _signed_in(*admission.browsers)
        admission.since = now
    elif is_new:
        admission.signed_in |= _signed_in(browser)


def _signed_in(*browsers: str) -> set[str]:
    sessions = Session.objects.filter(session_key__in=browsers, expire_date__gt=timezone.now())
    return set(sessions.values_list("session_key", flat=True))
