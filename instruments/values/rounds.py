"""Rounds: the moments, and what a HILL-check shows side by side (domain.md §2.5, §3.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningtracks.values.pieces import Slot


class Moment(models.TextChoices):
    """When in the course of learning a round is filled in, and with which list."""

    BEFORE = "before", _("Vooraf")
    DURING = "during", _("Tijdens")
    AFTER = "after", _("Na afloop")
    INSIGHT = "insight", _("Een moment waarop je iets leerde")


HILL = "hill"
TOGETHER = "together"  # the answer that a team gives as one

# Where in the puzzle a suggestion for a principle belongs (domain.md §4.1, "Serves HILL").
SLOT_OF = {
    "urgency": Slot.QUESTION,
    "ownership": Slot.TIME,
    "action_sharing": Slot.WORK,
    "teamwork_coaching": Slot.GUIDANCE,
    "blended": Slot.SOURCES,
    "informal": Slot.WORK,
    "feedback_assessment": Slot.FEEDBACK,
}


def mean(scores: Iterable[int | None]) -> float | None:
    """The middle of the answers; "Weet ik niet" does not count, and nothing has no middle (domain.md §3)."""
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None


@dataclass(frozen=True)
class View:
    """How one voice sees one principle: from 0 (Nee) to 3 (Ja), or unknown."""

    voice: str
    names: Sequence[str]
    value: float | None


@dataclass(frozen=True)
class HillCheck:
    """One principle in one round, seen by every voice that answered. There is no grade and no total."""

    principle: str
    views: Sequence[View]

    @property
    def values(self) -> list[float]:
        return [view.value for view in self.views if view.value is not None]

    @property
    def difference(self) -> float:
        """How far the two that differ most are apart; 0 when fewer than two know."""
        return max(self.values) - min(self.values) if len(self.values) > 1 else 0.0


def biggest_first(checks: Iterable[HillCheck]) -> list[HillCheck]:
    """What is seen most differently stands on top: there is the most to talk about. Otherwise the order stays."""
    return sorted(checks, key=lambda check: -check.difference)
