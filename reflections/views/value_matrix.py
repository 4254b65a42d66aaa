"""What a quarter brought a team, kind of value by kind of value: its stories, and what the team looks at (domain.md
§5.5). Counts of the team; what a cell opens is what this reader may read anyway."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from accounts.values import today
from partnerships.models.teams import Team
from reflections.access import for_team_in_rhythm
from reflections.calendar import Quarter, local_day
from reflections.models.indicators import Indicator, Measurement
from reflections.models.rooms import Seat
from reflections.models.stories import ValueStory
from reflections.policy.indicators import may_choose_indicator, may_read_indicators
from reflections.values import LEVELS, LevelText
from reflections.views.reports import name_of
from reflections.views.trends import last_quarters, reached_in


@dataclass(frozen=True)
class Looked:
    """One indicator in one quarter, with what the team saw, when somebody wrote that down."""

    indicator: Indicator
    seen: Measurement | None


@dataclass(frozen=True)
class Line:
    """One kind of value in one quarter. No number of stories while there are too few."""

    text: LevelText
    stories: int | None
    looked: list[Looked]
    url: str


def quarters_of(team: Team) -> list[Quarter]:
    """Those that are kept, since the team began."""
    kept = last_quarters()
    return [quarter for quarter in kept if quarter >= Quarter.of(team.started_on)] or kept[-1:]


def _quarter_in(team: Team, name: str) -> Quarter:
    found = Quarter.named(name)
    if found is None or found not in quarters_of(team):
        raise Http404
    return found


def _indicators(team: Team, quarter: Quarter) -> list[Looked]:
    """What the team looked at in this quarter, and what it saw."""
    seen = Measurement.objects.filter(quarter=str(quarter))
    found: Any = team.indicators.select_related("team").prefetch_related(Prefetch("measurements", seen, to_attr="seen"))
    return [Looked(one, _with_indicator(one)) for one in found if one.is_of(quarter) or one.seen]


def _with_indicator(indicator: Any) -> Measurement | None:
    for one in indicator.seen:
        one.indicator = indicator
    return next(iter(indicator.seen), None)


@for_team_in_rhythm
@require_safe
def value_matrix(request: PersonRequest, team: Team) -> HttpResponse:
    """Kinds of value by stories and indicators, a quarter at a time; the newest first."""
    quarters = quarters_of(team)
    quarter = _quarter_in(team, request.GET["quarter"]) if "quarter" in request.GET else quarters[-1]
    told, takes_part = reached_in(team, quarter), may_read_indicators(request.user, team)
    looked = _indicators(team, quarter) if takes_part else []
    lines = [
        Line(
            text,
            told.by_level[text.level] if told.is_shown else None,
            [one for one in looked if one.indicator.level == text.level],
            reverse("reflections:value_matrix_cell", args=[team.public_id, str(quarter), text.level.value]),
        )
        for text in LEVELS
    ]
    context = {
        "team": team,
        "quarter": quarter,
        "told": told,
        "lines": lines,
        "takes_part": takes_part,
        "is_now": quarter == Quarter.of(today()),
        "tabs": [
            {"label": one.months, "url": f"?quarter={one}", "current": one == quarter} for one in reversed(quarters)
        ],
    }
    return render(request, "reflections/value_matrix/page.html", context)


@for_team_in_rhythm
@require_safe
def value_matrix_cell(request: PersonRequest, team: Team, quarter: str, level: str) -> HttpResponse:
    """One kind of value in one quarter: the stories that this reader may read, and what the team saw."""
    when, text = _quarter_in(team, quarter), _level_of(level)
    told, takes_part = reached_in(team, when), may_read_indicators(request.user, team)
    stories = _readable(request, team, when, text)
    sat = Seat.objects.filter(value_check__in={story.value_check_id for story in stories}, person=request.user)
    there = set(sat.values_list("value_check", flat=True))
    looked = _indicators(team, when) if takes_part else []
    context = {
        "team": team,
        "quarter": when,
        "text": text,
        "count": told.by_level[text.level] if told.is_shown else None,
        "stories": [(story, name_of(story, story.value_check_id in there)) for story in stories],
        "looked": [one for one in looked if one.indicator.level == text.level],
        "takes_part": takes_part,
        "may_choose": may_choose_indicator(request.user, team, text.level),
        "back_url": f"{reverse('reflections:value_matrix', args=[team.public_id])}?quarter={when}",
    }
    return render(request, "reflections/value_matrix/cell.html", context)


def _level_of(name: str) -> LevelText:
    found = next((text for text in LEVELS if text.level == name), None)
    if found is None:
        raise Http404
    return found


def _readable(request: PersonRequest, team: Team, quarter: Quarter, text: LevelText) -> list[Any]:
    """Stories of this quarter with a note of this kind, with those notes: of all, what this person may read."""
    found = ValueStory.objects.standing().in_teams([team]).since(quarter.first_day)
    kept = []
    told: Any = found.visible_to(request.user).with_notes().select_related("value_check")
    for story in told.order_by("value_check", "number", "pk"):
        notes = [note for note in story.confirmed if note.level == text.level]
        closed_at = story.value_check.closed_at or timezone.now()
        if notes and Quarter.of(local_day(closed_at)) == quarter:
            story.lines = notes
            kept.append(story)
    return kept
