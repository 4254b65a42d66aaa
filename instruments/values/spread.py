"""How answers are spread (access.md R16 and R17)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from instruments.values.scales import Scale

UNKNOWN = _("Weet ik niet")


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
