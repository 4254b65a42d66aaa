"""The rhythm of a team: all its value checks, quarter by quarter, and how often they come."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require, today
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.access import for_team_in_rhythm
from reflections.actions import rhythms as actions
from reflections.actions import value_checks
from reflections.calendar import Quarter, quarters_around
from reflections.forms.rhythms import RhythmForm
from reflections.forms.value_checks import SkipForm
from reflections.models.rhythms import Rhythm, Turn, turn_of
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import leads, may_set_rhythm, may_skip_turn
from reflections.values import Standing

MOST_SHOWN = 12  # sessions of the past


@dataclass(frozen=True)
class Stretch:
    """One quarter of the strip: its session, or the gap that shows."""

    quarter: Quarter
    check: ValueCheck | None
    label: str
    kind: str
    is_now: bool


def strip_of(team: Team, checks: list[ValueCheck], turn: Turn) -> list[Stretch]:
    """The quarters around today since the team began, each with its value check or a visible gap."""
    now = Quarter.of(today())
    found = []
    for quarter in quarters_around(today()):
        if quarter < Quarter.of(team.started_on):
            continue
        here = [check for check in checks if Quarter.of(check.day) == quarter]
        best = max(here, key=lambda check: (check.closed_at is not None, check.is_open, check.day), default=None)
        label, kind = _how_it_stands(best, quarter, now, turn)
        found.append(Stretch(quarter, best, label, kind, quarter == now))
    return found


def _how_it_stands(check: ValueCheck | None, quarter: Quarter, now: Quarter, turn: Turn) -> tuple[str, str]:
    if check and check.standing == Standing.CLOSED:
        return _("Gehouden"), "done"
    if check and check.standing != Standing.DUE:
        return str(check.standing.label), "busy" if check.is_open else "open"
    if quarter < now:
        return _("Geen waardecheck"), "open"
    if turn.due_on and Quarter.of(turn.due_on) <= quarter and quarter == max(now, Quarter.of(turn.due_on)):
        return _("Nog te plannen"), "open"
    return _("Nog niets"), ""


@for_team_in_rhythm
@require_safe
def value_checks_page(request: PersonRequest, team: Team) -> HttpResponse:
    """All of a team's value checks. Who only coordinates sees how many there were (access.md row 18)."""
    checks = list(team.value_checks.select_related("facilitator").order_by("due_on", "pk"))
    turn = turn_of(team, checks)
    takes_part = team.pk in belonging.teams_of(request.user)
    context: dict[str, Any] = {
        "team": team,
        "takes_part": takes_part,
        "leads": leads(request.user, team),
        "may_set_rhythm": may_set_rhythm(request.user, team),
        "turn": turn,
        "rhythm": getattr(team, "rhythm", None) or Rhythm(team=team),
        "held_count": sum(check.closed_at is not None for check in checks),
        "planned_count": sum(check.is_open and check.starts_at is not None for check in checks),
    }
    if takes_part:
        strip = strip_of(team, checks, turn)
        shown = [stretch.check for stretch in strip]
        past = [check for check in reversed(checks) if not check.is_open and check not in shown]
        context |= {"strip": strip, "past": past[:MOST_SHOWN], "now": timezone.now()}
    return render(request, "reflections/value_checks/list.html", context)


@for_team_in_rhythm
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: PersonRequest, team: Team) -> HttpResponse:
    """How often, and when the team rests; for the lead and the coordinator."""
    require(may_set_rhythm(request.user, team))
    standing = getattr(team, "rhythm", None) or Rhythm(team=team)
    facts = {name: getattr(standing, name) for name in ("weeks", "paused_from", "paused_until", "version")}
    form = RhythmForm(request.POST or None, initial=facts)

    def keep() -> str:
        actions.set_rhythm(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het ritme is bewaard."))
        return _address_of(team)

    return form_page(request, form, keep, "reflections/value_checks/rhythm.html", {"team": team})


@for_team_in_rhythm
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_skip_turn(request: PersonRequest, team: Team) -> HttpResponse:
    """Leave out a turn that was not planned, with a reason."""
    require(may_skip_turn(request.user, team))
    form = SkipForm(request.POST or None)

    def skip() -> str:
        value_checks.skip_turn(team, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Overgeslagen. De plek in het kwartaal blijft zichtbaar."))
        return _address_of(team)

    template = "reflections/value_checks/skip.html"
    return form_page(request, form, skip, template, {"team": team, "back_url": _address_of(team)})


def _address_of(team: Team) -> str:
    return reverse("reflections:value_checks", args=[team.public_id])
