"""What pages show of condition scans over time: per condition a line for the eye, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learningtracks.editions import Entry
from learningtracks.models.condition_scans import ConditionScan
from learningtracks.values.instruments import Scale
from learningtracks.values.rounds import TOGETHER
from learningtracks.views.hill import Line, line, voice_name

MOST = 6  # scans that a line goes over; with one a quarter that is a year and a half


@dataclass(frozen=True)
class OverTime:
    """Closed scans from left to right. A line shows how large a part said Grotendeels or Ja; a scan of which no spread
    may be shown (access.md R17) has no dot. With one dot there is nothing to draw."""

    drawn: list[tuple[str, Line]]
    heads: list[str]
    rows: list[list[str]]


def over_time(scans: Sequence[ConditionScan], entries: Sequence[Entry]) -> OverTime | None:
    """Nothing when there are not two scans to lay beside each other. Oldest first; each with its talks loaded."""
    if len(scans) < 2:
        return None
    heads = [_("Voorwaarde"), *(date_format(one.day, "j F Y") for one in scans)]
    rows = [[str(entry.name), *(_in_short(scan, entry.key) for scan in scans)] for entry in entries]
    shares = {str(entry.name): [_share(scan, entry.key) for scan in scans] for entry in entries}
    lines = [(name, line(TOGETHER, voice_name(TOGETHER), values)) for name, values in shares.items()]
    return OverTime([one for one in lines if len(one[1].points) > 1], heads, rows)


def _share(scan: ConditionScan, key: str) -> float | None:
    """On the height of the drawing: 0 is nobody, 3 is everybody."""
    spread = scan.spread_of(key)
    return Scale.YES * spread.agree / spread.total if spread else None


def _in_short(scan: ConditionScan, key: str) -> str:
    """How many said Grotendeels or Ja, or what the team answered together."""
    if spread := scan.spread_of(key):
        return _("%(count)s van de %(total)s") % {"count": spread.agree, "total": spread.total}
    scores = [one.score for one in scan.talks.all() if one.condition == key and one.score is not None]
    return _("Samen: %(answer)s") % {"answer": Scale(scores[0]).label} if scores else "–"
