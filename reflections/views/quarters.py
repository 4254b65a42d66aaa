"""The quarter of a team in one picture: what its stories are about, and what became of its action points and of what
tellers expected (domain.md §5.7). Figures of the team, from the same numbers on as in the trend (access.md R17)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import ActionStatus
from partnerships.models.teams import Team
from reflections.calendar import Quarter, at, local_day
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


def picture_of(team: Team, quarter: Quarter) -> Picture:
    """Only what there is enough of: a group that is about too few is not there."""
    told, points = reached_in(team, quarter), _points_of(team, quarter)
    found = [_stories(told), _actions(points), _endings(endings_in(team, quarter))]
    said = [about_reached([told])] if told.is_shown else []
    said += [about_points(len(points), points.count(ActionStatus.DONE))] if points else []
    return Picture(quarter, [group for group in found if group.whole], " ".join(said))


def picture_of_check(check: ValueCheck) -> Picture:
    """Of the quarter in which it was closed."""
    return picture_of(check.team, Quarter.of(local_day(check.closed_at or check.created_at)))


def _stories(told: Reached) -> Group:
    lines = [(text.name, told.by_level.get(text.level, 0)) for text in LEVELS]
    return Group(_("Waar de verhalen over gaan"), lines, told.stories)


def _points_of(team: Team, quarter: Quarter) -> list[ActionStatus]:
    """Where the action points stand that the team made in this quarter. All of the team may read each of them."""
    made = ActionPoint.objects.of(team).filter(made_at__gte=_from(quarter), made_at__lt=_from(quarter.next))
    return [point.status for point in made.only("started_at", "finished_at", "stopped_at").order_by()]


def _from(quarter: Quarter) -> dt.datetime:
    return at(quarter.first_day, dt.time(0))


def _actions(points: list[ActionStatus]) -> Group:
    counts = Counter(points)
    lines = [(str(status.label), counts[status]) for status in reversed(ActionStatus)]
    return Group(_("Actiepunten"), lines, len(points))


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
