"""Histories: what happened in a partnership and in a team, newest first, by whom and when; never what people wrote."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from partnerships import events
from partnerships.access import for_partner, for_team
from partnerships.models.events import Event
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team

ON_A_PAGE = 30


def history_of(trail: str, request: HttpRequest) -> dict[str, Any]:
    """What `partnerships/_history.html` shows of one trail: the page that was asked for, and its moments."""
    page: Page[Event] = Paginator(Event.objects.on_trail(trail), ON_A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "moments": events.moments(page.object_list)}


@for_partner
@require_safe
def partnership_history(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    context = {"thing": partnership, "history": history_of(partnership.trail, request)}
    return render(request, "partnerships/history.html", context)


@for_team
@require_safe
def team_history(request: PersonRequest, team: Team) -> HttpResponse:
    context = {"thing": team, "history": history_of(team.trail, request)}
    return render(request, "partnerships/history.html", context)
