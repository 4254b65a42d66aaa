"""The voices side by side on each principle of the HILL-check, what differs most first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Sheet
from instruments.values.rounds import TOGETHER, HillCheck, View, biggest_first, mean
from instruments.values.scales import Scale
from instruments.values.spread import UNKNOWN
from instruments.views.lines import VOICES, voice_name


def said(value: float | None) -> str:
    """A value in the words of the scale; between two words it says so."""
    if value is None:
        return str(UNKNOWN)
    low = int(value)
    near = value - low
    if near < 0.25 or low == Scale.YES:
        return str(Scale(low).label)
    if near > 0.75:
        return str(Scale(low + 1).label)
    return _("tussen %(low)s en %(high)s") % {"low": Scale(low).label, "high": Scale(low + 1).label}


def scores_of(sheet: Sheet, principle: Item) -> list[int | None]:
    """Of its indicators that were answered; "Weet ik niet" is None."""
    below = {part.pk for part in principle.indicators}
    return [one.score for one in sheet.answers.all() if one.item_id in below]


def _views(principle: Item, sheets: Iterable[Sheet]) -> list[View]:
    """How each voice that answered sees a principle."""
    found = []
    for voice in VOICES:
        mine = [one for one in sheets if (one.party or TOGETHER) == voice and scores_of(one, principle)]
        if mine:
            scores = [score for one in mine for score in scores_of(one, principle)]
            names = [str(one.person) for one in mine if one.person]
            found.append(View(voice, names, mean(scores)))
    return found


@dataclass(frozen=True)
class Side:
    """One line in the view side by side."""

    voice: str
    label: str
    names: str
    value: float | None
    word: str

    @property
    def percent(self) -> int:
        return round((self.value or 0) / Scale.YES * 100)


@dataclass(frozen=True)
class Tips:
    """The suggestions for a principle: those for who reads, and those for others around."""

    mine: list[Item]
    others: list[Item]

    @classmethod
    def of(cls, principle: Item, voice: str) -> "Tips":
        mine = [tip for tip in principle.tips if tip.is_for(voice)]
        return cls(mine, [tip for tip in principle.tips if tip not in mine])


@dataclass(frozen=True)
class Compared:
    """One principle with its voices; `first` is what to talk about first."""

    principle: Item
    sides: list[Side]
    check: HillCheck
    evidence: list[Any]
    words: str  # what the principle says, in the voice of who reads
    tips: Tips

    @property
    def differs(self) -> bool:
        return self.check.difference > 0


def compare(
    hill: Instrument, sheets: list[Sheet], evidence: dict[str, list[Any]], words: tuple[str, str]
) -> list[Compared]:
    """The principles side by side, the biggest difference first; `words` as of `policy.subjects.words_for`."""
    by_slug = {one.key: one for one in hill.tree}
    checks = biggest_first(HillCheck(key, _views(one, sheets)) for key, one in by_slug.items())
    return [
        Compared(
            by_slug[check.principle],
            [
                Side(view.voice, voice_name(view.voice), ", ".join(view.names), view.value, said(view.value))
                for view in check.views
            ],
            check,
            evidence.get(check.principle, []),
            by_slug[check.principle].said_to(*words),
            Tips.of(by_slug[check.principle], words[0]),
        )
        for check in checks
        if check.views
    ]
