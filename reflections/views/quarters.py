"""The quarter of a team in one picture: what its stories are about, and what became of its action points and of what
tellers expected (domain.md §5.7). Figures of the team, from the same numbers on as in the trend (access.md R17)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import ActionStatus
from partnerships.models.teams import Team
from reflections.calendar import Quarter, local_day
from reflections.drawings import QuarterDrawing, draw_quarter
from reflections.models.promises import Promise
from reflections.models.value_checks import ValueCheck
from reflections.sentences import about_points, about_reached
from reflections.trends import Endings, Expected, Group, Reached, is_enough
from reflections.values import LEVELS
from reflections.views.trends import last_quarters, reached_in


@dataclass(frozen=True)
class Picture:
    """What is drawn, said in a sentence and laid in a table."""

    quarter: Quarter
    groups: list[Group]
    said: str

    @property
    def drawing(self) -> QuarterDrawing:
        return draw_quarter(self.groups)

    @property
    def heads(self) -> list[str]:
        return [_("Wat"), _("Waarvan"), _("Hoe vaak")]

    @property
    def rows(self) -> list[list[str]]:
        return [[label, group.title, str(count)] for group in self.groups for label, count in group.lines]


def picture_of(check: ValueCheck, points: Iterable[ActionPoint]) -> Picture:
    """Of the quarter in which it was closed, with the action points that were made there: all of the team may read each
    of them. A group that is about too few is not there."""
    quarter = Quarter.of(local_day(check.closed_at or check.created_at))
    told, stand = reached_in(check.team, quarter), [point.status for point in points]
    found = [_stories(told), _actions(stand), _endings(endings_in(check.team, quarter))]
    said = [about_reached([told])] if told.is_shown else []
    said += [about_points(len(stand), stand.count(ActionStatus.DONE))] if stand else []
    return Picture(quarter, [group for group in found if group.whole], " ".join(said))


def _stories(told: Reached) -> Group:
    lines = [(text.name, told.by_level.get(text.level, 0)) for text in LEVELS]
    return Group(_("Waar de verhalen over gaan"), lines, told.stories)


def _actions(stand: list[ActionStatus]) -> Group:
    counts = Counter(stand)
    lines = [(str(status.label), counts[status]) for status in reversed(ActionStatus)]
    return Group(_("Actiepunten"), lines, len(stand))


def endings_in(team: Team, quarter: Quarter) -> Endings:
    """How stories of this quarter ended, of tellers who share that. The trend shows the whole of two years: what is
    left of that without this quarter is nothing, or enough."""
    shared = Promise.objects.told_in(team, last_quarters()[0].first_day).order_by()
    here: list[Expected] = []
    rest: list[Expected] = []
    for person, ending, closed_at in shared.values_list(
        "story__seat__person", "ending", "story__value_check__closed_at"
    ):
        is_here = closed_at and Quarter.of(local_day(closed_at)) == quarter
        (here if is_here else rest).append(Expected(f"person {person}", ending))
    return Endings.of(here) if not rest or is_enough(rest) else Endings()


def _endings(endings: Endings) -> Group:
    return Group(_("Wat vertellers verwachtten"), endings.rows if endings.known else [], endings.known)
