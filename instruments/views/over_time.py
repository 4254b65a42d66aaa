"""What pages show of figures over time: per question a line for the eye, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from instruments.policy.readings import figures_for, together_in
from instruments.values.asks import Choice
from instruments.values.rounds import TOGETHER
from instruments.values.scales import Scale
from instruments.values.spread import Spread
from instruments.views.lines import Line, line, voice_name

MOST = 6  # that a line goes over; with one a quarter that is a year and a half


@dataclass(frozen=True)
class OverTime:
    """What is over from left to right. A line shows how large a part said Grotendeels or Ja; where no figures may be
    shown (access.md R17) there is no dot. With one dot there is nothing to draw."""

    drawn: list[tuple[str, Line]]
    heads: list[str]
    rows: list[list[str]]


def over_time(person: User, asks: Sequence[Ask], lists: Sequence[Instrument] = ()) -> OverTime | None:
    """Nothing when there are not two to lay beside each other. Oldest first; the questions are those of the last. Of
    one it looks up as much as of many."""
    if not asks:
        return None
    items = [item for one in lists or asks[-1].sources() for item in one.tree]
    figures = [figures_for(person, ask) for ask in asks]
    together = together_in(person, asks)
    if len(asks) < 2:
        return None
    heads = [_("Wat helpt"), *(date_format(timezone.localdate(ask.closed_at), "j F Y") for ask in asks)]
    rows = [
        [
            _name(item),
            *(
                _in_short(of.get(item.slug), together[ask.pk].get(item.slug, ""))
                for ask, of in zip(asks, figures, strict=True)
            ),
        ]
        for item in items
    ]
    shares = {_name(item): [_share(of.get(item.slug)) for of in figures] for item in items}
    lines = [(name, line(TOGETHER, voice_name(TOGETHER), values)) for name, values in shares.items()]
    return OverTime([one for one in lines if len(one[1].points) > 1], heads, rows)


def _name(item: Item) -> str:
    return item.name or item.text


def _share(spread: Spread | None) -> float | None:
    """On the height of the drawing: 0 is nobody, 3 is everybody."""
    return Scale.YES * spread.agree / spread.total if spread else None


def _in_short(spread: Spread | None, together: str) -> str:
    """How many said Grotendeels or Ja, or what the team answered together."""
    if spread:
        return _("%(count)s van de %(total)s") % {"count": spread.agree, "total": spread.total}
    return _("Samen: %(answer)s") % {"answer": Choice(together).label} if together else "–"
