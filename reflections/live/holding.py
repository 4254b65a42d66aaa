"""What holds whoever leads: the script of each part, the steps of a story, who is missed (domain.md §5.1).

While nobody leads, everybody sees it and moves the group on.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reflections.live import questions
from reflections.live.board import Board
from reflections.models.rooms import Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import decides, steers
from reflections.values import PHASE_SCRIPTS, SHORT_STORY_SECONDS, STORY_SECONDS, CheckForm, Phase

if TYPE_CHECKING:
    from reflections.live.scene import Sitter


@dataclass
class Holding:
    """For one screen: `me` is nobody on the wall."""

    check: ValueCheck
    board: Board
    me: Seat | None
    people: "Sequence[Sitter]"

    def _holder(self, number: int) -> "Sitter | None":
        return next((sitter for sitter in self.people if sitter.number == number), None)

    @property
    def steers(self) -> bool:
        """Has the buttons that move the group: who leads, or while nobody does everybody."""
        return self.me is not None and steers(self.me, self.board)

    @property
    def decides(self) -> bool:
        """Ends it, and lets in who stands at the door: the same, but no guest."""
        return self.me is not None and decides(self.me, self.board)

    @property
    def script(self) -> tuple[str, ...]:
        """What whoever leads this part says and does."""
        return tuple(str(line) for line in PHASE_SCRIPTS.get(Phase(self.board.phase), ()))

    @property
    def asks_first(self) -> bool:
        """Going on asks: the stories are next, and who writes is not chosen yet."""
        return self.board.neighbour(1) == Phase.STORIES and not self.board.scribe

    @property
    def is_unused(self) -> bool:
        """As far as the board tells: nobody did anything but come in."""
        return self.board.phase == Phase.LOBBY and not self.board.flow

    # --- Coming in

    @cached_property
    def expected(self) -> list[str]:
        """Who is invited and did not come in yet."""
        here = {sitter.seat.person_id for sitter in self.people}
        invited = questions.invited(self.check.pk, self.check.team_id)
        return [str(person) for person in invited if person.pk not in here]

    @cached_property
    def team_leads(self) -> "list[Sitter]":
        """Who leads the team, also when somebody else leads the conversation."""
        leading = set(questions.leading(self.check.team_id))
        return [sitter for sitter in self.people if sitter.seat.person_id in leading]

    # --- The silent part

    @property
    def is_ready(self) -> bool:
        return self.me is not None and self.me.number in self.board.ready

    # --- Stories

    @property
    def began_at(self) -> dt.datetime | None:
        """When this part began, or in the story round this turn."""
        return dt.datetime.fromisoformat(self.board.since) if self.board.since else None

    @property
    def story_steps(self) -> list[tuple[int, str, str]]:
        """What a story goes through: after how many seconds, for how long in words, and what happens then. More time is
        time for the questions."""
        is_short = self.board.form == CheckForm.SHORT
        asking, reading = SHORT_STORY_SECONDS if is_short else STORY_SECONDS
        teller, writer = self._holder(self.board.teller), self._holder(self.board.scribe)
        tells = _("Nu vertelt %(name)s. Luister alleen.") % {"name": teller.name if teller else ""}
        reads = _("Wie meeschrijft, leest voor wat er is opgeschreven.")
        if writer and not writer.tells:
            reads = _("%(name)s leest voor wat er is opgeschreven.") % {"name": writer.name}
        return [
            (0, _("3 minuten") if is_short else _("4 minuten"), tells),
            (asking, _("2 minuten") if is_short else _("3 minuten"), _("Nu zijn er vragen. Geef geen tips.")),
            (reading + 60 * self.board.extra, _("1 minuut"), reads),
        ]

    @property
    def writer_is_missed(self) -> bool:
        """The stories are told, and nobody can write down what they brought."""
        writer = self._holder(self.board.scribe)
        return self.board.phase == Phase.STORIES and (writer is None or writer.tells or not writer.is_here)
