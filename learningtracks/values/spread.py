"""How answers are spread, and when a spread may be shown at all (access.md R16 and R17)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from learningtracks.values.instruments import Scale

LEAST_ANSWERS = 5  # fewer, and somebody could be recognised (access.md R17)


UNKNOWN = _("Weet ik niet")


def may_show(answers: int, members: int) -> bool:
    """May totals of `answers` people out of `members` be shown? From five answers on, and not when a few are left over:
    one to four people outside the total could be reckoned out. Everybody together leaves nobody over."""
    left = members - answers
    return answers >= LEAST_ANSWERS and (left <= 0 or left >= LEAST_ANSWERS)


@dataclass(frozen=True)
class Spread:
    """How many gave each answer: Nee, Een beetje, Grotendeels, Ja, and Weet ik niet."""

    counts: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def agree(self) -> int:
        """How many said Grotendeels or Ja."""
        return self.counts[Scale.MOSTLY] + self.counts[Scale.YES]

    @property
    def most(self) -> int:
        return max(self.counts)

    def rows(self) -> list[tuple[str, int, int]]:
        """Answer, how many, and how wide its bar is out of a hundred."""
        labels = [*Scale.labels, UNKNOWN]
        return [
            (str(label), count, round(100 * count / max(self.most, 1)))
            for label, count in zip(labels, self.counts, strict=True)
        ]


def spread(scores: Iterable[int | None], members: int) -> Spread | None:
    """The spread of these answers of a group of `members`, or None when it may not be shown."""
    given = list(scores)
    if not may_show(len(given), members):
        return None
    counted = [sum(score == value for score in given) for value in Scale.values]
    return Spread((counted[0], counted[1], counted[2], counted[3], sum(score is None for score in given)))
