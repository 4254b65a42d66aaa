"""Action points: the own ones, one of them, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.forms.versions import VersionedForm
from accounts.values import Stale, require
from accounts.views.forms import form_page
from learningtracks.access import for_action_point
from learningtracks.actions import action_points as actions
from learningtracks.editions import newest
from learningtracks.extensions import came_from
from learningtracks.forms.action_points import EditForm, FinishForm, StillForm, StopForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import (
    may_edit_action_point,
    may_say_whether_it_holds,
    may_steer_action_point,
    name_owners,
)
from partnerships.events import moments
from partnerships.models.events import Event

A_PAGE = 20
SETTLED = "settled"


def listed(request: PersonRequest, points: Any) -> dict[str, Any]:
    """A page of action points: still to do, soonest first, or settled, last one first."""
    settled = request.GET.get("show") == SETTLED
    found = points.settled().newest_first() if settled else points.standing().soonest_first()
    page = Paginator(found.with_heads(), A_PAGE).get_page(request.GET.get("page"))
    page.object_list = name_owners(request.user, list(page.object_list))
    tabs = [
        {"label": _("Te doen"), "url": "?", "current": not settled},
        {"label": _("Afgesloten"), "url": f"?show={SETTLED}", "current": settled},
    ]
    return {"page": page, "settled": settled, "tabs": tabs, "query": f"show={SETTLED}" if settled else ""}


@for_me
@require_safe
def action_points(request: PersonRequest) -> HttpResponse:
    """Mijn acties: everything that is mine to do, wherever it belongs."""
    mine = ActionPoint.objects.readable_by(request.user).owned_by(request.user)
    return render(request, "learningtracks/action_points/mine.html", listed(request, mine))


@for_action_point
@require_safe
def action_point(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    """One action point with everything about it."""
    return _page(request, point)


def _page(request: PersonRequest, point: ActionPoint, *, newer: bool = False) -> HttpResponse:
    name_owners(request.user, [point])
    history: QuerySet[Event] = Event.objects.on_trail(point.trail)
    context = {
        "point": point,
        "newer": newer,
        "may_steer": may_steer_action_point(request.user, point),
        "asks_again": may_say_whether_it_holds(request.user, point),
        "factor": next((one for one in newest("catalogue").entries if one.key == point.factor), None),
        "came_from": came_from(point.origin, request.user),
        "moments": moments(history[:A_PAGE]),
    }
    return render(request, "learningtracks/action_points/page.html", context, status=409 if newer else 200)


@for_action_point
@require_http_methods(["GET", "HEAD", "POST"])
def action_point_edit(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    """Change what, who, when and how it shows."""
    require(may_edit_action_point(request.user, point))
    form = EditForm(request.POST or None, person=request.user, point=point)

    def edit() -> str:
        actions.edit(point, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het actiepunt is aangepast."))
        return point.get_absolute_url()

    words = {"title": _("Actiepunt aanpassen"), "label": _("Bewaren"), "back": point.get_absolute_url()}
    return form_page(request, form, edit, context=words)


def _ending(
    request: PersonRequest, point: ActionPoint, form: FinishForm | StopForm, action: Callable[..., Any], said: str
) -> HttpResponse:
    """A page with one question, after which the action point is settled."""
    require(may_edit_action_point(request.user, point))

    def end() -> str:
        action(point, by=request.user, **form.cleaned_data)
        messages.success(request, said)
        return point.get_absolute_url()

    finishing = action is actions.finish
    return form_page(
        request, form, end, "learningtracks/action_points/end.html", {"point": point, "finishing": finishing}
    )


@for_action_point
@require_http_methods(["GET", "HEAD", "POST"])
def action_point_finish(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    """Done: what came of it?"""
    start = {"version": point.version, "result": point.result}
    form = FinishForm(request.POST or None, initial=start)
    return _ending(request, point, form, actions.finish, _("Klaar. Het team ziet wat het heeft opgeleverd."))


@for_action_point
@require_http_methods(["GET", "HEAD", "POST"])
def action_point_stop(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    """It does not go on: why?"""
    start = {"version": point.version, "reason": point.stop_reason}
    form = StopForm(request.POST or None, initial=start)
    return _ending(request, point, form, actions.stop, _("Gestopt. De reden staat erbij."))


def _pressed(request: PersonRequest, point: ActionPoint, action: Callable[..., Any], said: str) -> HttpResponse:
    form = VersionedForm(request.POST)
    try:
        action(point, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except Stale as stale:
        return _page(request, stale.current, newer=True)
    messages.success(request, said)
    return redirect(point)


@for_action_point
@require_POST
def action_point_start(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    return _pressed(request, point, actions.start, _("Begonnen. Succes ermee."))


@for_action_point
@require_POST
def action_point_reopen(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    return _pressed(request, point, actions.reopen, _("Het actiepunt staat weer op Bezig."))


@for_action_point
@require_POST
def action_point_still(request: PersonRequest, point: ActionPoint) -> HttpResponse:
    """Six weeks later: is it still so?"""
    form = StillForm(request.POST)
    if not form.is_valid():
        return redirect(point)
    try:
        actions.say_whether_it_holds(point, by=request.user, **form.cleaned_data)
    except Stale as stale:
        return _page(request, stale.current, newer=True)
    messages.success(request, _("Bewaard. Bedankt voor je antwoord."))
    return redirect(point)
