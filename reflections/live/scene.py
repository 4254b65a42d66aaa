"""What one screen shows of a live session: the board, with the names and the buttons for who looks.

A scene without a seat is the screen on the wall: it shows what everybody already sees and has no buttons (R21).
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from instruments.values.own_lists import OWN
from reflections.live.board import Board, Note, Story
from reflections.live.grouping import Groups
from reflections.live.holding import Holding
from reflections.models.rhythms import next_day_after
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_take_over
from reflections.values import (
    HOUSE_RULES,
    LEVELS,
    LevelText,
    Phase,
    Question,
    SessionRole,
    minutes_of,
    phases_of,
)

LOOKS = ("pad", "board")  # where somebody may look while the group is elsewhere


@dataclass(frozen=True)
class Sitter:
    """Somebody in the room, as the others see them."""

    seat: Seat
    is_me: bool
    is_here: bool
    leads: bool
    writes: bool
    tells: bool
    told: bool
    passed: bool
    asks: bool
    said: bool
    ready: bool

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        return self.seat.number

    @property
    def name(self) -> str:
        return self.seat.name


@dataclass(frozen=True)
class NoteLine:
    """One note with whose story it is on, and what this viewer may do with it."""

    note: Note
    teller: str
    title: str
    mine: bool
    changeable: bool

    @property
    def number(self) -> int:
        """Of the seat that wrote it."""
        return self.note.by


@dataclass(frozen=True)
class LevelRow:
    level: LevelText
    lines: list[NoteLine] = field(default_factory=list)


@dataclass
class Scene:
    """Everything the templates of the room read. `plain` pages carry the hidden fields that a page without a script
    needs; a fragment leaves them out, so that equal parts are equal bytes. `for_all` is a fragment for every listener,
    and `drawn` what was drawn of this room before (`shared.py`)."""

    check: ValueCheck
    room: Room
    board: Board
    seats: Sequence[Seat]
    me: Seat | None
    plain: bool = True
    for_all: bool = False
    csrf: str = ""
    look: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    drawn: Any = None

    @property
    def key(self) -> str:
        """A fresh id for the next move of a form."""
        return str(uuid.uuid4())

    # --- Where the group is

    @property
    def phase(self) -> Phase:
        return Phase(self.board.phase)

    @property
    def shown(self) -> str:
        """The part of the page: the phase of the group, or where this person looks meanwhile."""
        return self.look or self.phase.value

    @cached_property
    def steps(self) -> list[tuple[Phase, str]]:
        """The phases with where each stands: past, now or to come. The report is no step of the room."""
        phases = phases_of(self.board.form)
        now = phases.index(self.phase)
        return [
            (phase, "past" if at < now else "now" if at == now else "next")
            for at, phase in enumerate(phases)
            if phase != Phase.CLOSED
        ]

    @property
    def step(self) -> int:
        return phases_of(self.board.form).index(self.phase) + 1

    @property
    def last_flow(self) -> int:
        """The move that "Terugdraaien" takes back; 0 for none."""
        return self.board.flow[-1] if self.board.flow else 0

    @property
    def before(self) -> Phase | None:
        name = "" if self.board.other else self.board.neighbour(-1)
        return Phase(name) if name else None

    @property
    def after(self) -> Phase | None:
        name = self.board.neighbour(1)
        return Phase(name) if name and name != Phase.CLOSED else None

    @cached_property
    def ends_at(self) -> dt.datetime | None:
        """When the time of this part is over; nothing happens then (domain.md §5.1)."""
        minutes = minutes_of(self.board.form).get(self.phase)
        if not minutes or not self.board.since or (self.phase == Phase.STORIES and not self.board.teller):
            return None
        return dt.datetime.fromisoformat(self.board.since) + dt.timedelta(minutes=minutes + self.board.extra)

    # --- Who is here

    @cached_property
    def people(self) -> list[Sitter]:
        board = self.board
        return [
            Sitter(
                seat=seat,
                is_me=self.me is not None and seat.pk == self.me.pk,
                is_here=seat.number in self.room.here,
                leads=seat.number == board.facilitator,
                writes=seat.number == board.scribe,
                tells=seat.number == board.teller,
                told=seat.number in board.told,
                passed=seat.number in board.passed,
                asks=seat.number in board.hands,
                said=seat.number in board.said,
                ready=seat.number in board.ready,
            )
            for seat in self.seats
            if not board.other or self.me is None or seat.number in board.seats
        ]

    def _sitter(self, number: int) -> Sitter | None:
        return next((sitter for sitter in self.people if sitter.number == number), None)

    @property
    def leader(self) -> Sitter | None:
        return self._sitter(self.board.facilitator)

    @property
    def writer(self) -> Sitter | None:
        return self._sitter(self.board.scribe)

    @property
    def teller(self) -> Sitter | None:
        return self._sitter(self.board.teller)

    @property
    def next_up(self) -> Sitter | None:
        return self._sitter(self.board.next_teller)

    @cached_property
    def row(self) -> list[Sitter]:
        """Who still tells, in order."""
        return [sitter for number in self.board.order if (sitter := self._sitter(number))]

    @cached_property
    def asking(self) -> list[Sitter]:
        return [sitter for number in self.board.hands if (sitter := self._sitter(number))]

    @cached_property
    def door(self) -> list[GuestPass]:
        """Who waits for a yes: for who leads, or for all of the team while nobody does. Asked only when somebody is."""
        waits = self.room.door and self.holding.decides
        return list(GuestPass.objects.filter(value_check=self.check).at_the_door()) if waits else []

    @cached_property
    def holding(self) -> Holding:
        """The script, the steps of a story, who is missed."""
        return Holding(self.check, self.board, self.me, self.people)

    @cached_property
    def groups(self) -> Groups:
        """Whether there are two groups, and how far the other is."""
        return Groups(self.check, self.board, self.seats, self.people)

    @property
    def leader_gone(self) -> bool:
        return self.leader is not None and not self.leader.is_here

    # --- What this person may do

    @property
    def number(self) -> int:
        return self.me.number if self.me else 0

    @property
    def leads(self) -> bool:
        return bool(self.number) and self.number == self.board.facilitator

    @property
    def writes(self) -> bool:
        """Holds the pen and may use it: not at the own story (domain.md §5.1)."""
        return bool(self.number) and self.number == self.board.scribe and self.number != self.board.teller

    @property
    def tells(self) -> bool:
        return bool(self.number) and self.number == self.board.teller

    @property
    def asks(self) -> bool:
        return self.number in self.board.hands

    def _may_take(self, role: SessionRole) -> bool:
        holder = self.board.holder(role)
        last_seen = next((seat.seen_at for seat in self.seats if seat.number == holder), None)
        mine = self.number == holder
        return self.me is not None and not mine and bool(may_take_over(self.me, self.board, role, last_seen))

    @cached_property
    def may_lead(self) -> bool:
        return self._may_take(SessionRole.FACILITATOR)

    @cached_property
    def may_write(self) -> bool:
        return self._may_take(SessionRole.SCRIBE)

    @property
    def takes_back(self) -> bool:
        """The first facilitator, after somebody took over."""
        return bool(self.number) and self.number == self.board.original

    # --- Stories and notes

    @property
    def story(self) -> Story | None:
        return self.board.story_of(self.board.teller)

    @property
    def own_story(self) -> Sitter | None:
        """Who looks, when they told a story here."""
        return self._sitter(self.number) if self.number and self.board.story_of(self.number) else None

    @property
    def story_has_notes(self) -> bool:
        return bool(self.board.notes_of(self.board.teller))

    @cached_property
    def told_stories(self) -> list[tuple[Story, Sitter | None]]:
        return [(story, self._sitter(story.seat)) for story in self.board.stories]

    def _line(self, note: Note) -> NoteLine:
        mine = note.story == self.number
        mends = mine or (note.by == self.number and not note.confirmed)
        story, teller = self.board.story_of(note.story), self._sitter(note.story)
        who, title = teller.name if teller else "", story.title if story else ""
        return NoteLine(note, who, title, mine, changeable=bool(self.number) and mends and not self.for_all)

    def _by_level(self, notes: Sequence[Note]) -> list[LevelRow]:
        return [LevelRow(level, [self._line(note) for note in notes if note.level == level.level]) for level in LEVELS]

    @cached_property
    def story_levels(self) -> list[LevelRow]:
        """The board of the story that is being told."""
        return self._by_level(self.board.notes_of(self.board.teller))

    @cached_property
    def all_levels(self) -> list[LevelRow]:
        """The whole harvest, by level."""
        return self._by_level(self.board.notes)

    @cached_property
    def to_confirm(self) -> list[NoteLine]:
        """Own notes that wait for a yes."""
        mine = self.board.notes_of(self.number) if self.number else []
        return [self._line(note) for note in mine if not note.confirmed]

    @property
    def reached(self) -> int:
        return sum(1 for row in self.all_levels if row.lines)

    @property
    def cards(self) -> list[Question]:
        return self.check.cards

    @cached_property
    def card(self) -> Question | None:
        return next((card for card in self.cards if card.item == self.board.card), None)

    @property
    def prompts(self) -> list[Question]:
        """Questions without a level: they ask what to do about it (z6, n7, n8). An own list has none of those."""
        return [card for card in self.cards if card.level is None and not card.item.startswith(OWN)]

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        known = self.board.words
        return [(sitter.name, known[str(sitter.number)]) for sitter in self.people if str(sitter.number) in known]

    @property
    def my_word(self) -> str:
        return self.board.words.get(str(self.number), "")

    @property
    def next_on(self) -> dt.date | None:
        return dt.date.fromisoformat(self.board.next_on) if self.board.next_on else None

    @cached_property
    def next_offered(self) -> dt.date | None:
        """What who leads may offer the group, as long as it chose no day. Asked at the check-out only."""
        return next_day_after(self.check) if self.leads and not self.board.next_on else None

    @property
    def join_address(self) -> str:
        """Where to join, as somebody types it from the wall: with the host, without https."""
        return str(urlsplit(settings.SITE_URL).netloc) + reverse("reflections:join")

    levels = LEVELS
    house_rules = HOUSE_RULES

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What a script compares to say in one sentence what changed (for screen readers)."""
        return {
            "phase": str(self.phase.label),
            "teller": self.teller.name if self.teller else "",
            "people": len(self.people),
            "notes": {row.level.name: len(row.lines) for row in self.all_levels},
        }
