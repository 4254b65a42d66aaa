"""What a screen shows of two groups: who sits in which, before the stories begin; and then how far the other group is,
without a word of what is told there (domain.md §5.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reflections.live.board import Board
from reflections.live.groups import LEAST
from reflections.models.rooms import Seat
from reflections.models.value_checks import ValueCheck
from reflections.values import PHASES, Phase, length_of

if TYPE_CHECKING:
    from reflections.live.scene import Sitter


@dataclass(frozen=True)
class Member:
    """Somebody in one of the groups, as they are arranged; `second` is what the second group would be with them in the
    other one, and may stay empty: then they cannot change."""

    sitter: "Sitter"
    second: str
    leads: bool

    @property
    def number(self) -> int:
        return self.sitter.number


@dataclass(frozen=True)
class Half:
    """One group in the story round, as the other and the wall see it: no title, no note."""

    number: int
    names: list[str]
    teller: str
    next_up: str
    told: int
    is_done: bool

    @property
    def total(self) -> int:
        return len(self.names)


@dataclass
class Groups:
    """For one screen. `board` is what its group sees; on the wall that of the first."""

    check: ValueCheck
    board: Board
    seats: Sequence[Seat]
    people: "Sequence[Sitter]"

    @property
    def are_telling(self) -> bool:
        return bool(self.board.other) and self.board.phase == Phase.STORIES

    @property
    def are_arranged(self) -> bool:
        """There are two, and the stories did not begin."""
        return bool(self.board.apart) and not self.board.other

    @property
    def can_be_made(self) -> bool:
        before = PHASES.index(Phase(self.board.phase)) < PHASES.index(Phase.STORIES)
        return before and not self.board.apart and len(self.people) >= 2 * LEAST

    @property
    def tellers(self) -> int:
        """How many stories fit in the time that was planned."""
        fixed, each = length_of(self.board.form)
        return max(0, (self.check.minutes - fixed) // each)

    @property
    def is_crowd(self) -> bool:
        return len(self.people) > self.tellers

    # --- Before the stories

    @cached_property
    def proposal(self) -> list["Sitter"]:
        """The second group as we propose it: every other one, of the guests too. Whoever leads stays in the first."""
        row = sorted(self.people, key=lambda one: (one.number != self.board.facilitator, one.seat.is_guest))
        return sorted(row[1::2], key=lambda one: one.number)

    @property
    def proposed(self) -> str:
        return _numbers(one.number for one in self.proposal)

    @property
    def proposed_leader(self) -> int:
        """The first of them who is no guest, rather not who writes; nobody when all are guests."""
        may = sorted((one for one in self.proposal if not one.seat.is_guest), key=lambda one: one.writes)
        return may[0].number if may else 0

    def _members(self, apart: bool) -> list[Member]:
        second = set(self.board.apart)
        found = [one for one in self.people if (one.number in second) == apart]
        leader = self.board.leads_apart if apart else self.board.facilitator
        stay = {self.board.facilitator} if len(found) > LEAST else {one.number for one in found}
        return [
            Member(one, "" if one.number in stay else _numbers(sorted(second ^ {one.number})), one.number == leader)
            for one in found
        ]

    @cached_property
    def first(self) -> list[Member]:
        return self._members(apart=False)

    @cached_property
    def second(self) -> list[Member]:
        return self._members(apart=True)

    @property
    def arranged(self) -> str:
        return _numbers(self.board.apart)

    # --- In the story round

    @property
    def mine(self) -> int:
        """1 or 2."""
        return 2 if self.board.is_second else 1

    @cached_property
    def other(self) -> Half:
        return self._half(3 - self.mine, self.board.other, self.board.apart)

    @cached_property
    def both(self) -> list[Half]:
        """On the wall."""
        return [self._half(1, vars(self.board), self.board.table), self.other]

    def _half(self, number: int, half: dict[str, Any], numbers: Sequence[int]) -> Half:
        names = {seat.number: seat.name for seat in self.seats if seat.number in numbers}
        row = half["order"]
        return Half(
            number,
            list(names.values()),
            names.get(half["teller"], ""),
            names.get(row[0], "") if row else "",
            len([seat for seat in half["told"] if seat in names]),
            half["is_done"],
        )


def _numbers(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)
