"""What the stories of a team say over the quarters, and those of the teams of a partnership together (domain.md §5.5).

Totals only, for the team and for who coordinates it; never of a person, never one team beside another.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import FilteredRelation, Q, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from partnerships import belonging
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from reflections.access import for_partnership_trend, for_team_in_rhythm
from reflections.calendar import Quarter, at, local_day
from reflections.drawings import draw_reached, draw_stream
from reflections.models.experiences import Experience
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.sentences import about_forms, about_reached, about_stream
from reflections.trends import (
    Actions,
    CheckOut,
    Endings,
    Expected,
    Point,
    Reached,
    Stream,
    Told,
    forms_of,
    of_teams,
    reached,
    stream,
)
from reflections.values import LEVELS

QUARTERS = 8  # stories are kept for two years


def last_quarters() -> list[Quarter]:
    """The eight up to today's, oldest first."""
    row = [Quarter.of(today())]
    while len(row) < QUARTERS:
        row.append(row[-1].previous)
    return row[::-1]


def told_in(teams: Any, since: dt.date) -> list[Told]:
    """The stories that count, as the pure functions want them."""
    stories = ValueStory.objects.standing().in_teams(teams).since(since).with_teller().defer("text")
    return [_told(story) for story in stories]


def _told(story: ValueStory) -> Told:
    seat = story.seat
    return Told(
        key=story.pk,
        day=local_day(story.value_check.closed_at),  # type: ignore[arg-type]
        teller=f"person {seat.person_id}" if seat.person_id else f"guest {seat.pk}",
        team=story.value_check.team_id or 0,
        levels=tuple(note.level for note in story.confirmed),  # type: ignore[attr-defined]
        continues=story.continues_id,
    )


def reached_in(team: Team, quarter: Quarter) -> Reached:
    """In how many stories of this quarter each kind of value is; nothing from fewer than three by three (access.md
    R17)."""
    counted = FilteredRelation("notes", condition=Q(notes__confirmed_at__isnull=False, notes__removed_at__isnull=True))
    told = ValueStory.objects.standing().in_teams([team]).since(quarter.first_day).annotate(counted=counted)
    here = told.filter(value_check__closed_at__lt=at(quarter.next.first_day, dt.time(0))).order_by("pk")
    tellers: dict[int, str] = {}
    levels: dict[int, list[str]] = defaultdict(list)
    for key, seat, person, level in here.values_list("pk", "seat", "seat__person", "counted__level"):
        tellers[key] = f"person {person}" if person else f"guest {seat}"
        levels[key] += [level] if level else []
    stories = [Told(key, quarter.first_day, teller, team.pk, tuple(levels[key])) for key, teller in tellers.items()]
    return reached(stories, [quarter])[0]


def _drawn(told: list[Told], quarters: list[Quarter]) -> dict[str, Any]:
    rows, flow = reached(told, quarters), stream(told)
    shown = [one for one in rows if one.is_shown]
    return {
        "quarters": rows,
        "bars": draw_reached(rows) if shown else [],
        "about": about_reached(shown) if shown else "",
        "reached_heads": [_("Waarde"), *(one.quarter.months for one in shown)],
        "reached_rows": _shares(shown),
        "flow": flow,
        "drawing": draw_stream(flow) if flow.is_shown else None,
        "sentence": about_stream(flow) if flow.is_shown else "",
        "edge_heads": [_("Van"), _("Naar"), _("Hoe vaak")],
        "edge_rows": _edges(flow),
    }


def _shares(shown: list[Reached]) -> list[list[str]]:
    """A line for every level, and how many stories there were."""
    lines = [[text.name, *(f"{one.share(text.level)}%" for one in shown)] for text in LEVELS]
    return [*lines, [_("Aantal verhalen"), *(str(one.stories) for one in shown)]]


def _edges(flow: Stream) -> list[list[str]]:
    names = {text.level.value: text.name for text in LEVELS}
    return [[names[source], names[target], str(count)] for (source, target), count in flow.edges.items()]


@for_team_in_rhythm
@require_safe
def team_trend(request: PersonRequest, team: Team) -> HttpResponse:
    """Reached levels, the story stream, actions and check-out of one team (access.md row 26)."""
    quarters = last_quarters()
    since = quarters[0].first_day
    checks = team.value_checks.held_since(since)
    prefetch_related_objects(checks, "score_counts")
    context = {
        "team": team,
        "takes_part": team.pk in belonging.teams_of(request.user),
        "held": len(checks),
        "actions": Actions.of(_points(ActionPoint.objects.of(team), since)),
        "check_out": CheckOut.over(_scores(checks)),
        "endings": Endings.of(
            Expected(f"person {person}", ending)
            for person, ending in Promise.objects.told_in(team, since).values_list("story__seat__person", "ending")
        ),
        "forms": about_forms(forms_of(Experience.objects.learning_forms_in(team, since))),
        **_drawn(told_in([team], since), quarters),
    }
    return render(request, "reflections/trends/team.html", context)


def _points(points: Iterable[ActionPoint], since: dt.date) -> list[Point]:
    known = [
        Point(
            local_day(point.made_at),
            point.finished_at and local_day(point.finished_at),
            point.stopped_at and local_day(point.stopped_at),
        )
        for point in points
    ]
    return [point for point in known if point.made_on >= since]


def _scores(checks: Iterable[ValueCheck]) -> list[list[tuple[int, int]]]:
    return [[(row.score, row.count) for row in check.score_counts.all()] for check in checks]


@for_partnership_trend
@require_safe
def partnership_trend(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """The teams of all partners together, from three teams with enough to show."""
    quarters = last_quarters()
    partners = partnership.parties.present().values("organisation")
    told = of_teams(told_in(Team.objects.filter(organisation__in=partners), quarters[0].first_day))
    mine = belonging.of(request.user)
    knows = partnership.pk in mine.joined
    context = {"partnership": partnership, "knows": knows, **_drawn(told, quarters)}
    return render(request, "reflections/trends/partnership.html", context)
