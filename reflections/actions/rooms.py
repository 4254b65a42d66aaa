"""The live session: open, sit down, move, close (domain.md §5, reliability.md §1.2).

Every action locks the room, so that moves have one order. The move is written, the board is its fold, and the rows of
stories and notes follow, in one transaction. Screens are told after it.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.values import Refused, SentOtherwise, require
from partnerships import belonging, events
from partnerships.values import AMSTERDAM
from reflections.actions import session_rows, value_checks
from reflections.calendar import at, local_day
from reflections.events.rooms import ROOM_CLOSED_UNUSED, ROOM_ENDED, ROOM_ENDED_ITSELF, ROOM_OPENED
from reflections.live import pings
from reflections.live.board import Board, Move, apply, clashes, fold
from reflections.live.led import who_led
from reflections.live.payloads import WORDS
from reflections.models.rooms import GuestPass, Pad, Room, ScoreCount, Seat, SessionMove
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import (
    is_unused,
    may_close_unused,
    may_end,
    may_move,
    may_open,
    may_score,
    may_sit,
    may_stay,
)
from reflections.policy.value_checks import may_plan, question_lists
from reflections.values import CheckForm, MoveKind, Phase, SessionRole

CODE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # nothing that looks like something else when read aloud
SALT = "reflections.room.action"
IDLE = dt.timedelta(hours=12)  # domain.md §5.3
FORGOTTEN = ("text", "")  # of a note that its teller took away; no screen sends a note without words


class Clash(Exception):
    """Somebody changed the same thing meanwhile. `board` is how it stands now; nothing was written."""

    def __init__(self, board: Board) -> None:
        super().__init__(_("Er is een nieuwe versie. Bekijk die eerst."))
        self.board = board


@dataclass(frozen=True)
class Accepted:
    """The answer to a move: its place in the order, and whether it was there already."""

    number: int
    tag: str
    again: bool = False


@transaction.atomic
def open(check: ValueCheck, *, by: User) -> Room:  # noqa: A001 - the action is called that
    """Open the room, once; who opens it sits down when invited. Opening an open room gives back the room."""
    check = ValueCheck.objects.select_for_update(of=("self",)).select_related("team__organisation").get(pk=check.pk)
    if check.opened_at is None or not check.is_open:
        require(may_open(by, check))
        check.opened_at = timezone.now()
        check.save(update_fields=["opened_at"])
        Room.objects.create(value_check=check, code=_new_code())
        session_rows.begin_scores(check)
        invited, trail = check.invited(), _trail_of(by)
        events.record(ROOM_OPENED, by=by, about=check, tell=invited, trail=trail, team=check.team)
    if may_sit(by, check):
        enter(check, by=by)
    return Room.objects.select_related("value_check").get(value_check=check)


def _trail_of(person: User | None) -> str:
    """Of opening, and of closing what was not used, the team keeps no trace (domain.md §5.1): it reads that a session
    was held."""
    return f"person:{person.public_id}" if person else ""


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(6))


@transaction.atomic
def enter(check: ValueCheck, *, by: User) -> Seat:
    """Sit down: from now on one is present. A second time gives back the same seat."""
    room = locked(check)
    require(may_sit(by, room.value_check))
    if seat := Seat.objects.filter(value_check=check, person=by).first():
        return seat
    return sit(room, person=by)


def sit(room: Room, **who: Any) -> Seat:
    """Part of an action: a new seat in a locked room, with its first move. The planned facilitator leads from the
    start, and so does the first to come when nobody was planned."""
    check = room.value_check
    seat = Seat.objects.create(value_check=check, number=_next_number(check), **who)
    board = Board.load(room.board)
    _append(room, board, MoveKind.JOIN, seat, {"form": check.form} if check.form != CheckForm.FULL else {})
    planned = check.facilitator_id
    if not board.facilitator and not seat.is_guest and planned in (None, seat.person_id):
        _append(room, board, MoveKind.CLAIM, seat, {"role": SessionRole.FACILITATOR})
    room.here = [*room.here, seat.number]
    _keep(room, board)
    return seat


@transaction.atomic
def move(
    check: ValueCheck, *, kind: str, payload: dict[str, Any], client_id: uuid.UUID, based_on: int, by: Seat
) -> Accepted:
    """Make one move with a cleaned payload. The same id again gives the same answer, also when it is late.

    Raises Clash when it was thought of on a board that changed in what it is about, Refused when it is not allowed,
    SentOtherwise when that id brought something else before.
    """
    room = locked(check)
    if again := _again(room, kind, payload, client_id, by):
        return again
    require(may_stay(by, room.value_check))
    board, before = Board.load(room.board), Board.load(room.board)
    group = before.of(by.number)
    if clashes(group, kind, by.number, payload, based_on):
        raise Clash(group)
    holder = group.holder(payload["role"]) if "role" in payload else 0
    require(may_move(by, group, kind, payload, _last_seen(check, holder)))
    number = _append(room, board, kind, by, payload, client_id, based_on)
    if kind == MoveKind.UNDO:
        board = _undone(room, before, payload, by)
    session_rows.follow(check, before, board, by)
    if kind == MoveKind.REMOVE_NOTE:
        _forget_notes(check, payload["notes"])
    _keep(room, board)
    return Accepted(number, room.tag)


def _again(room: Room, kind: str, payload: dict[str, Any], client_id: uuid.UUID, by: Seat) -> Accepted | None:
    """The answer to a move that came before. With other words in it those would be lost, and nobody would know. A move
    keeps its words until the session closes or the teller takes the note away, and its other facts forever."""
    earlier = SessionMove.objects.filter(value_check=room.value_check_id, client_id=client_id).first()
    if earlier is None:
        return None
    if earlier.seat_id != by.pk:
        raise Refused(_("Dit kan hier niet."))
    known = {name: value for name, value in earlier.payload.items() if (name, value) != FORGOTTEN}
    if earlier.kind != kind or payload | known != payload:
        raise SentOtherwise
    return Accepted(earlier.number, room.tag, again=True)


def locked(check: ValueCheck) -> Room:
    """The room, for one action at a time; refuses when there is none."""
    room = (
        Room.objects.select_for_update(of=("self",))
        .select_related("value_check__team__organisation")
        .filter(value_check=check)
        .first()
    )
    if room is None:
        raise Refused(_("De ruimte is nog niet open."))
    return room


def _next_number(check: ValueCheck) -> int:
    return (Seat.objects.filter(value_check=check).aggregate(last=Max("number"))["last"] or 0) + 1


def _append(
    room: Room,
    board: Board,
    kind: str,
    seat: Seat | None,
    payload: dict[str, Any],
    client_id: uuid.UUID | None = None,
    based_on: int | None = None,
) -> int:
    """Write the move behind the others and bring the board up to it."""
    made = SessionMove.objects.create(
        value_check=room.value_check,
        number=board.version + 1,
        kind=kind,
        seat=seat,
        client_id=client_id or uuid.uuid4(),
        based_on=board.version if based_on is None else based_on,
        payload=payload,
    )
    apply(board, as_move(made, seat))
    return made.number


def as_move(row: SessionMove, seat: Seat | None) -> Move:
    """A row as the fold wants it."""
    number = seat.number if seat else 0
    return Move(row.number, row.kind, number, str(row.client_id), row.payload, row.at.isoformat())


def _rows(check: ValueCheck) -> QuerySet[SessionMove]:
    return SessionMove.objects.filter(value_check=check).order_by("number")


def moves_of(check: ValueCheck) -> list[Move]:
    return [as_move(row, row.seat) for row in _rows(check).select_related("seat")]


def _undone(room: Room, before: Board, payload: dict[str, Any], by: Seat) -> Board:
    """The board without the move that is taken back, the last one of the group. No note and no title may get lost by it
    (domain.md §5.1)."""
    group = before.of(by.number)
    if [payload.get("number")] != group.flow[-1:]:
        raise Clash(group)
    board = fold(moves_of(room.value_check))
    if len(board.notes) < len(before.notes) or len(board.stories) < len([s for s in before.stories if s.title]):
        raise Refused(_("Bij dit verhaal staat al iets. Geef het woord aan iemand anders."))
    return board


def _last_seen(check: ValueCheck, number: int) -> dt.datetime | None:
    """When the screen of this seat last answered."""
    if not number:
        return None
    return Seat.objects.filter(value_check=check, number=number).values_list("seen_at", flat=True).first()


def _forget_notes(check: ValueCheck, notes: list[str]) -> None:
    """What the teller took away is nowhere any more, not in the log either."""
    about = Q(client_id__in=notes)
    edits = _rows(check).filter(kind=MoveKind.EDIT_NOTE)
    ids = [edit.pk for edit in edits if set(edit.payload.get("notes", [])) & set(notes)]
    for row in _rows(check).filter(about | Q(pk__in=ids)):
        row.payload = row.payload | dict([FORGOTTEN])
        row.save(update_fields=["payload"])


def _keep(room: Room, board: Board) -> None:
    """The board beside its moves, and a word to the screens once it is certain."""
    room.board, room.version, room.touched_at = board.dump(), board.version, timezone.now()
    room.save(update_fields=["board", "version", "here", "touched_at"])
    check_id, tag = room.value_check.public_id, room.tag
    transaction.on_commit(lambda: pings.tell(check_id, tag))


def agree(
    check: ValueCheck, kind: MoveKind, words: str, client_id: uuid.UUID, by: Seat, does: Callable[[Board], None]
) -> Accepted:
    """Part of an action: a move about an action point, whose `words` stay with the team and not in the room."""
    room = locked(check)
    sent = {"sent": salted_hmac(SALT, words).hexdigest()}
    if again := _again(room, kind, sent, client_id, by):
        return again
    require(may_stay(by, room.value_check))
    board = Board.load(room.board)
    require(may_move(by, board, kind, {}, None))
    does(board)
    number = _append(room, board, kind, by, sent, client_id)
    _keep(room, board)
    return Accepted(number, room.tag)


@transaction.atomic
def score(check: ValueCheck, *, value: int, by: Seat) -> None:
    """Count a score and forget whose it was (access.md R16). No move, no moment, no word to the screens."""
    room = locked(check)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=by.pk)
    require(may_stay(seat, room.value_check))
    require(may_score(seat, Board.load(room.board)))
    session_rows.count_score(seat, value)


@transaction.atomic
def end(check: ValueCheck, *, by: Seat) -> None:
    """Close the session: all see the harvest, pads and passes go, the moves lose their words. A second time is fine."""
    room = locked(check)
    if room.value_check.closed_at:
        return
    require(may_stay(by, room.value_check))
    require(may_end(by, Board.load(room.board)))
    _close(room, by)
    held_on = local_day(room.touched_at).isoformat()
    events.record(ROOM_ENDED, by=by.person, about=room.value_check, held_on=held_on)
    if by.person and room.next_on:
        _plan_next(room, room.next_on, by.person)


def _plan_next(room: Room, day: dt.date, by: User) -> None:
    """The date that the group chose becomes the next session, when who closes may plan; else it waits for the lead,
    whose page of planning shows it (`Room.next_on`)."""
    check, team = room.value_check, room.value_check.team
    if check.starts_at is None or not may_plan(by, team):
        return
    details = value_checks.Details(
        minutes=check.minutes,
        place=check.place,
        video_link=check.video_link,
        questions=question_lists(team)[0],
        facilitator=None,
        people=list(belonging.people_in(team.pk)),
        form=check.form,
    )
    starts_at = at(day, check.starts_at.astimezone(AMSTERDAM).time())
    value_checks.plan(team, starts_at=starts_at, details=details, by=by)


def _close(room: Room, by: Seat | None) -> None:
    """What closing does, whoever closes."""
    check, board = room.value_check, Board.load(room.board)
    _append(room, board, MoveKind.PHASE, by, {"to": Phase.CLOSED})
    room.next_on = dt.date.fromisoformat(board.next_on) if board.next_on else None
    room.code, room.here, room.away, room.door = None, [], [], 0
    room.save(update_fields=["code", "next_on", "away", "door"])
    _keep(room, Board(version=board.version, phase=Phase.CLOSED))
    Pad.objects.filter(seat__value_check=check).delete()
    GuestPass.objects.filter(value_check=check, seat=None).delete()
    GuestPass.objects.filter(value_check=check, ended_at__isnull=True).update(ended_at=room.touched_at)
    check.facilitator = _facilitator_of(check)
    for row in _rows(check):
        row.payload = {name: value for name, value in row.payload.items() if name not in WORDS}
        row.save(update_fields=["payload"])
    value_checks.settle(check, closed_at=room.touched_at)


def _facilitator_of(check: ValueCheck) -> User | None:
    """Who leads stands in the plan; afterwards who did: whoever was planned when they led, else who began."""
    led = who_led(moves_of(check))
    seats = Seat.objects.filter(value_check=check, number__in=led, person__isnull=False).select_related("person")
    people = [seat.person for seat in sorted(seats, key=lambda seat: led.index(seat.number))]
    return check.facilitator if check.facilitator in people else next(iter(people), None)


@transaction.atomic
def close_unused(check: ValueCheck, *, by: User) -> ValueCheck:
    """Close a room in which nothing was said, as if it had never been open: the plan stands as it did (domain.md
    §5.1)."""
    room = locked(check)
    require(may_close_unused(by, room))
    return _unopen(room, by)


def _unopen(room: Room, by: User | None) -> ValueCheck:
    """Who sat down was not present anywhere, so has no rights by it (access.md R15). The link of a guest is good for
    the next time."""
    check, check_id, tag = room.value_check, room.value_check.public_id, f"{room.version}-closed"
    GuestPass.objects.filter(value_check=check).unseat()
    SessionMove.objects.filter(value_check=check).delete()
    Seat.objects.filter(value_check=check).delete()
    ScoreCount.objects.filter(value_check=check).delete()
    room.delete()
    check.opened_at = None
    check.save(update_fields=["opened_at"])
    events.take_back_all(ROOM_OPENED, about=check)
    events.record(ROOM_CLOSED_UNUSED, by=by, about=check, trail=_trail_of(by) or f"value_check:{check_id}")
    transaction.on_commit(lambda: pings.tell(check_id, tag))
    return check


def end_forgotten(now: dt.datetime) -> int:
    """Close what stood open for twelve hours without a move, with a draft harvest and one mail to who led it. Where
    nothing was said nothing was held."""
    forgotten = Room.objects.filter(
        touched_at__lt=now - IDLE, value_check__closed_at=None, value_check__skipped_at=None
    )
    return sum(_end_forgotten(room, now) for room in forgotten.select_related("value_check"))


@transaction.atomic
def _end_forgotten(room: Room, now: dt.datetime) -> int:
    last_move = room.touched_at
    room = locked(room.value_check)
    check = room.value_check
    if check.closed_at or room.touched_at > last_move:
        return 0
    if is_unused(check):
        _unopen(room, None)
        return 1
    led = Board.load(room.board).facilitator
    leader = User.objects.filter(seats__value_check=check, seats__number=led).first() or check.facilitator
    _close(room, None)
    room.ended_itself_at = now
    room.save(update_fields=["ended_itself_at"])
    words: dict[str, Any] = {"team": check.team, "held_on": local_day(last_move).isoformat()}
    events.record(ROOM_ENDED_ITSELF, by=None, about=check, tell=[leader] if leader else [], **words)
    return 1
