"""The board of a live session: the fold of its moves (domain.md §5, reliability.md §1.2).

Pure: it knows no table, no clock and no person, only numbers of seats. `fold(moves)` gives the same board on every
machine, and applying one move more to it gives the fold of them all, so the server keeps the last board beside the
moves. A move that makes no sense on this board (a teller who is gone, a note that was removed) changes nothing: that
happens when an earlier move was taken back.
"""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from reflections.live import groups
from reflections.live.scopes import scopes, touches
from reflections.values import PHASES, MoveKind, Phase, SessionRole, phases_of

Payload = dict[str, Any]


@dataclass(frozen=True)
class Move:
    """One accepted move. `seat` is the number of who made it; 0 is the server itself."""

    number: int
    kind: str
    seat: int
    id: str
    payload: Payload = field(default_factory=dict)
    at: str = ""


@dataclass
class Story:
    seat: int
    number: int  # the order of telling
    title: str = ""
    continues: str = ""  # public id of an older story of the same teller


@dataclass
class Note:
    id: str
    story: int  # the seat whose story it belongs to
    level: str
    text: str
    item: str
    by: int
    number: int
    confirmed: bool = False
    edited: bool = False


@dataclass
class Board:
    """What everybody who is present sees. Nothing in here is private: pads and scores never come near it."""

    version: int = 0
    form: str = ""  # of the value check, when its parts are others than usual; who sits down brings it
    phase: str = Phase.LOBBY
    since: str = ""  # when this phase, or this turn in the story round, began
    extra: int = 0  # minutes that were added to it
    seats: list[int] = field(default_factory=list)
    facilitator: int = 0
    original: int = 0  # who led before somebody took over, and may take it back
    scribe: int = 0
    said: list[int] = field(default_factory=list)  # who had their sentence at the check-in
    ready: list[int] = field(default_factory=list)  # who needs no more time in the silent part
    order: list[int] = field(default_factory=list)  # who still tells
    teller: int = 0
    told: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    hands: list[int] = field(default_factory=list)
    card: str = ""  # the question on the table
    stories: list[Story] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)  # by number of seat, as JSON has it
    actions: int = 0
    next_on: str = ""
    flow: list[int] = field(default_factory=list)  # numbers of the moves that may be taken back, last one first to go
    touched: dict[str, int] = field(default_factory=dict)  # what a stale move could clash with, and since which move
    apart: list[int] = field(default_factory=list)  # who sits in the other group, once there are two (groups.py)
    leads_apart: int = 0  # who is to lead that group when the stories begin
    other: Payload = field(default_factory=dict)  # its half of the story round; empty when there is one group
    is_second: bool = False  # this is the half of the second group
    is_done: bool = False  # this group told its stories, and waits for the other

    @classmethod
    def load(cls, data: Payload) -> "Board":
        """A board from what `dump` made of it."""
        known = {name: copy.copy(data[name]) for name in data if name in cls.__dataclass_fields__}
        board = cls(**known | groups.copied(data))
        board.stories = [Story(**story) for story in data.get("stories", [])]
        board.notes = [Note(**note) for note in data.get("notes", [])]
        return board

    def dump(self) -> Payload:
        """Words, numbers, lists and dictionaries, as JSON has them. (`asdict` looks at every value: a long board needs
        ten milliseconds.)"""
        facts = {name: copy.copy(value) for name, value in vars(self).items()}
        facts["stories"] = [dict(vars(story)) for story in self.stories]
        facts["notes"] = [dict(vars(note)) for note in self.notes]
        return facts | groups.copied(facts)

    def of(self, seat: int) -> "Board":
        """What the group of this seat sees: in the story round of two groups its own half, else all there is."""
        return groups.half_of(self, seat) if self.other else self

    @property
    def table(self) -> list[int]:
        """Who sits in this group."""
        return [seat for seat in self.seats if seat not in self.apart] if self.other else self.seats

    def story_of(self, seat: int) -> Story | None:
        return next((story for story in self.stories if story.seat == seat), None)

    def note(self, note_id: str) -> Note | None:
        return next((note for note in self.notes if note.id == note_id), None)

    def notes_of(self, seat: int) -> list[Note]:
        return [note for note in self.notes if note.story == seat]

    def holder(self, role: str) -> int:
        return self.facilitator if role == SessionRole.FACILITATOR else self.scribe

    @property
    def next_teller(self) -> int:
        return self.order[0] if self.order else 0

    @property
    def is_closed(self) -> bool:
        return self.phase == Phase.CLOSED

    def neighbour(self, step: int) -> str:
        """The phase before (-1) or after (1) this one; nothing at the ends."""
        phases = phases_of(self.form)
        at = phases.index(Phase(self.phase)) + step
        return phases[at] if 0 <= at < len(phases) else ""


def fold(moves: Iterable[Move]) -> Board:
    """The board after these moves, in their order. What was taken back did not happen."""
    known = list(moves)
    undone = {move.payload.get("number") for move in known if move.kind == MoveKind.UNDO}
    board = Board()
    for move in known:
        if move.number not in undone:
            apply(board, move)
        board.version = move.number
    return board


def apply(board: Board, move: Move) -> None:
    """Change the board by one move. Not for UNDO, whose board is the fold of the others. In the story round of two
    groups a move changes the half of who made it."""
    with groups.turned_to(board, move):
        DOES.get(move.kind, _nothing)(board, move)
        for scope in touches(move):
            board.touched[scope] = move.number
        if move.kind in UNDOABLE:
            board.flow.append(move.number)
    if groups.are_done(board):
        groups.join(board)
        _phase(board, move)
        board.flow = [move.number]
    elif board.phase == Phase.STORIES and board.apart and not board.other:
        groups.split(board)
    board.version = move.number


def clashes(board: Board, kind: str, seat: int, payload: Payload, based_on: int) -> bool:
    """Was the move thought of on a board that has changed in what it is about?"""
    return any(board.touched.get(scope, 0) > based_on for scope in scopes(kind, seat, payload))


# --- What each kind does -----------------------------------------------------------------------------------------


def _nothing(board: Board, move: Move) -> None:
    return None


def _join(board: Board, move: Move) -> None:
    """A late comer tells after the others; in a round that began nobody is skipped. Everybody brings the form of the
    session, so that it stays known when one of them is forgotten."""
    board.form = move.payload.get("form", board.form)
    if move.seat not in board.seats:
        board.seats.append(move.seat)
        if move.seat not in board.told + board.passed + [board.teller]:
            board.order.append(move.seat)


def _claim(board: Board, move: Move) -> None:
    if move.payload.get("role") == SessionRole.SCRIBE:
        board.scribe = move.seat
        return
    if move.seat == board.original or not board.facilitator:
        board.original = 0
    elif not board.original:
        board.original = board.facilitator
    board.facilitator = move.seat


def _hand_over(board: Board, move: Move) -> None:
    """Given away, so there is nothing to take back."""
    to = int(move.payload.get("to") or 0)
    if to and to not in board.table:
        return
    if move.payload.get("role") == SessionRole.SCRIBE:
        board.scribe = to
    else:
        board.facilitator, board.original = to, 0


def _phase(board: Board, move: Move) -> None:
    """Forward or back. Leaving the story round puts the story that is told under the told ones. A group of two that
    leaves it is done, and waits there for the other."""
    to = move.payload.get("to", "")
    if to not in PHASES:
        return
    if board.other and to != Phase.CLOSED:
        _end_turn(board)
        board.is_done, board.hands, board.card = True, [], ""
        return
    if board.phase == Phase.STORIES and to != Phase.STORIES:
        _end_turn(board)
    board.phase, board.since, board.extra, board.hands, board.card = to, move.at, 0, [], ""
    board.ready = []


def _end_turn(board: Board) -> None:
    if board.teller:
        board.told.append(board.teller)
        board.teller = 0


def _turn(board: Board, move: Move) -> None:
    """Give the floor to somebody; nobody after the last one. Who told or passed may still get it again."""
    to = int(move.payload.get("to") or 0)
    if to and to not in board.table:
        return
    _end_turn(board)
    for row in (board.order, board.told, board.passed):
        if to in row:
            row.remove(to)
    board.teller, board.since, board.extra, board.hands, board.card = to, move.at, 0, [], ""
    board.is_done = board.is_done and not to
    if to and board.story_of(to) is None:
        board.stories.append(Story(seat=to, number=max([0, *(story.number for story in board.stories)]) + 1))


def _whose(move: Move) -> int:
    """Whose turn it is about: the own one, or that of somebody the facilitator speaks for."""
    return int(move.payload.get("seat") or move.seat)


def _later(board: Board, move: Move) -> None:
    _leave_row(board, _whose(move), board.order)


def _pass(board: Board, move: Move) -> None:
    _leave_row(board, _whose(move), board.passed)


def _leave_row(board: Board, seat: int, to: list[int]) -> None:
    if seat not in board.table or seat in board.told:
        return
    if board.teller == seat:
        board.teller = 0
        if not board.notes_of(seat):
            board.stories = [story for story in board.stories if story.seat != seat]
    for row in (board.order, board.passed):
        if seat in row:
            row.remove(seat)
    to.append(seat)


def _said(board: Board, move: Move) -> None:
    seat = _whose(move)
    row = board.ready if board.phase == Phase.PREPARE else board.said
    if seat in board.seats and seat not in row:
        row.append(seat)


def _title(board: Board, move: Move) -> None:
    if story := board.story_of(move.seat):
        story.title, story.continues = move.payload.get("title", ""), move.payload.get("continues", "")


def _ask(board: Board, move: Move) -> None:
    if move.seat in board.seats and move.seat not in board.hands:
        board.hands.append(move.seat)


def _asked(board: Board, move: Move) -> None:
    seat = _whose(move)
    if seat in board.hands:
        board.hands.remove(seat)


def _card(board: Board, move: Move) -> None:
    board.card = move.payload.get("item", "")


def _time(board: Board, move: Move) -> None:
    board.extra += int(move.payload.get("minutes") or 0)


def _note(board: Board, move: Move) -> None:
    """What the teller writes counts at once; what anybody else writes waits for the teller."""
    story = int(move.payload.get("story") or 0)
    if board.story_of(story) and board.note(move.id) is None:
        board.notes.append(
            Note(
                id=move.id,
                story=story,
                level=move.payload.get("level", ""),
                text=move.payload.get("text", ""),
                item=move.payload.get("item", ""),
                by=move.seat,
                number=move.number,
                confirmed=story == move.seat,
            )
        )


def _notes(board: Board, move: Move) -> list[Note]:
    return [note for each in move.payload.get("notes", []) if (note := board.note(each))]


def _edit_note(board: Board, move: Move) -> None:
    """What a teller changes is theirs and confirmed; what its writer corrects still waits for the teller."""
    for note in _notes(board, move):
        note.text, note.level = move.payload.get("text", ""), move.payload.get("level") or note.level
        note.edited, note.confirmed = True, note.story == move.seat


def _remove_note(board: Board, move: Move) -> None:
    gone = _notes(board, move)
    board.notes = [note for note in board.notes if note not in gone]


def _confirm(board: Board, move: Move) -> None:
    for note in _notes(board, move):
        note.confirmed = True


def _action(board: Board, move: Move) -> None:
    board.actions += 1


def _word(board: Board, move: Move) -> None:
    if move.seat in board.seats:
        board.words[str(move.seat)] = move.payload.get("text", "")


def _next_date(board: Board, move: Move) -> None:
    board.next_on = move.payload.get("on", "")


def _groups(board: Board, move: Move) -> None:
    groups.arrange(board, move.payload)


DOES: dict[str, Callable[[Board, Move], None]] = {
    MoveKind.JOIN: _join,
    MoveKind.CLAIM: _claim,
    MoveKind.HAND_OVER: _hand_over,
    MoveKind.PHASE: _phase,
    MoveKind.SAID: _said,
    MoveKind.TURN: _turn,
    MoveKind.LATER: _later,
    MoveKind.PASS: _pass,
    MoveKind.TITLE: _title,
    MoveKind.ASK: _ask,
    MoveKind.ASKED: _asked,
    MoveKind.CARD: _card,
    MoveKind.TIME: _time,
    MoveKind.NOTE: _note,
    MoveKind.EDIT_NOTE: _edit_note,
    MoveKind.REMOVE_NOTE: _remove_note,
    MoveKind.CONFIRM: _confirm,
    MoveKind.ACTION: _action,
    MoveKind.WORD: _word,
    MoveKind.NEXT_DATE: _next_date,
    MoveKind.GROUPS: _groups,
}


UNDOABLE = [MoveKind.PHASE, MoveKind.TURN, MoveKind.LATER, MoveKind.PASS]  # never what a teller took away
