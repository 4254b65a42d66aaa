"""Improvement tracks of a team: all of them, a new one, one page that tells the whole, and the screen on the wall
(domain.md §8.1)."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import confirm, form_page
from accounts.views.replays import answers_again
from instruments.models.asks import Ask
from partnerships.models.teams import Team
from reflections.access import for_improvement, for_participant
from reflections.actions import improvements as actions
from reflections.calendar import Quarter
from reflections.forms.improvements import ChangeImprovementForm, ImprovementForm
from reflections.models.improvements import ImprovementTrack, with_changes
from reflections.models.value_checks import ValueCheck
from reflections.policy.improvements import may_begin_improvement, may_manage_improvement, may_work_on
from reflections.values import CardState

WALL = "reflections/improvements/wall"
ON_WALL = 3  # situations of a state that fit on the wall, the newest ones


def list_url(team: Team) -> str:
    return reverse("reflections:improvements", args=[team.public_id])


@for_participant
@require_safe
def improvements(request: PersonRequest, team: Team) -> HttpResponse:
    """What the team works on, and what it worked on."""
    context = {
        "team": team,
        "improvements": team.improvements.newest_first().annotate(situations=Count("cards")),
        "may_begin": may_begin_improvement(request.user, team),
    }
    return render(request, "reflections/improvements/list.html", context)


@for_participant
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def improvement_new(request: PersonRequest, team: Team) -> HttpResponse:
    """Begin to work on one process of the team."""
    require(may_begin_improvement(request.user, team))
    form = ImprovementForm(request.POST or None, team=team, initial={"lead": request.user.public_id})

    def begin() -> str:
        made = actions.begin(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("Begonnen. Je team krijgt bericht."))
        return made.get_absolute_url()

    words = {
        "title": _("Verbetertraject beginnen"),
        "label": _("Beginnen"),
        "lead": _("Jullie kijken samen naar situaties uit het werk, en spreken af wat anders kan."),
        "back": list_url(team),
        "back_label": team.name,
    }
    return form_page(request, form, begin, context=words)


@for_improvement
@require_safe
def improvement(request: PersonRequest, improvement: ImprovementTrack) -> HttpResponse:
    """The whole: process, situations, changes with their effect, indicators, and what the team did meanwhile."""
    cards = with_changes(improvement.cards.select_related("author"))
    for card in cards:
        card.improvement = improvement
    context = {
        "improvement": improvement,
        "team": improvement.team,
        "columns": [{"state": state, "cards": [one for one in cards if one.state == state]} for state in CardState],
        "cards": cards,
        "may_work": may_work_on(request.user, improvement),
        "may_manage": may_manage_improvement(request.user, improvement),
        **_meanwhile(request, improvement),
    }
    return render(request, "reflections/improvements/page.html", context)


def _meanwhile(request: PersonRequest, improvement: ImprovementTrack) -> dict[str, Any]:
    """What the team measured, and the value checks and meetings that it held between the first day and the last."""
    days = (improvement.starts_on, improvement.last_day)
    first, last = (Quarter.of(day) for day in days)
    indicators: Any = improvement.indicators.prefetch_related("measurements")
    looked = []
    for one in indicators:
        seen = [row for row in one.measurements.all() if str(first) <= row.quarter <= str(last)]
        for row in seen:
            row.indicator = one
        looked.append({"indicator": one, "seen": sorted(seen, key=lambda row: row.quarter)})
    checks = ValueCheck.objects.visible_to(request.user).filter(team=improvement.team, closed_at__date__range=days)
    held = Ask.objects.filter(team=improvement.team, kind="team_meeting", until_on__range=days)
    return {
        "looked": looked,
        "checks": checks.order_by("closed_at"),
        "meetings": held.filter(withdrawn_at__isnull=True).order_by("until_on", "pk"),
        "matrix_url": f"{reverse('reflections:value_matrix', args=[improvement.team.public_id])}?quarter={last}",
    }


@for_improvement
@require_safe
def improvement_wall(request: PersonRequest, improvement: ImprovementTrack) -> HttpResponse:
    """For the screen on the wall: no buttons, and no name that its owner did not allow there (access.md R21). A script
    asks for the part alone, and gets it when something changed."""
    cards = with_changes(improvement.cards.select_related("author").order_by("-pk"))
    columns = []
    for state in CardState:
        found = [one for one in cards if one.state == state]
        columns.append({"state": state, "cards": found[:ON_WALL], "more": len(found[ON_WALL:])})
    context = {"improvement": improvement, "columns": columns}
    part = render_to_string(f"{WALL}/_board.html", context, request)
    tag = sha256(part.encode()).hexdigest()[:20]
    if request.headers.get("X-Requested-With") != "fetch":
        return render(request, f"{WALL}/page.html", context | {"tag": tag})
    is_known = request.headers.get("If-None-Match", "").strip('"') == tag
    response = HttpResponse(status=304) if is_known else HttpResponse(part)
    response["ETag"] = f'"{tag}"'
    return response


@for_improvement
@require_http_methods(["GET", "HEAD", "POST"])
def improvement_change(request: PersonRequest, improvement: ImprovementTrack) -> HttpResponse:
    """Say it otherwise, take longer, or let somebody else lead it."""
    require(may_manage_improvement(request.user, improvement))
    form = ChangeImprovementForm(request.POST or None, improvement=improvement)

    def change() -> str:
        actions.change(improvement, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het verbetertraject is aangepast."))
        return improvement.get_absolute_url()

    words = {
        "title": _("Verbetertraject aanpassen"),
        "label": _("Bewaren"),
        "back": improvement.get_absolute_url(),
        "back_label": improvement.team.name,
        "remove": reverse("reflections:improvement_end", args=[improvement.public_id]),
        "remove_label": _("Verbetertraject afsluiten"),
    }
    return form_page(request, form, change, context=words)


@for_improvement
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def improvement_end(request: PersonRequest, improvement: ImprovementTrack) -> HttpResponse:
    """Ask, then close it."""
    require(may_manage_improvement(request.user, improvement))

    def end() -> str:
        actions.end(improvement, by=request.user)
        messages.success(request, _("Afgesloten. Jullie kunnen alles blijven lezen."))
        return improvement.get_absolute_url()

    words = {
        "title": _("Verbetertraject afsluiten?"),
        "page_title": _("Verbetertraject afsluiten"),
        "text": _("Je team krijgt bericht. Iedereen kan alles blijven lezen. Er kan niets meer bij."),
        "label": _("Afsluiten"),
        "back": improvement.get_absolute_url(),
    }
    return confirm(request, end, words)
