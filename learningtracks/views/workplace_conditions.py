"""What is there on a workplace to learn from: its list, each line of it, adding one, taking one off; and offering what
is there to who lays a puzzle."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import answered, confirm, form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_advised_workplace
from learningtracks.actions import workplace_conditions as actions
from learningtracks.editions import newest
from learningtracks.extensions import SCAN_BEGAN
from learningtracks.forms.workplace_conditions import ConditionForm
from learningtracks.models.tracks import Track
from learningtracks.models.workplace_conditions import WorkplaceCondition, lines_of
from learningtracks.policy.workplace_conditions import (
    may_add_workplace_condition,
    may_keep_conditions,
    may_remove_workplace_condition,
)
from learningtracks.values.pieces import Slot
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace


def list_url(workplace: Workplace) -> str:
    return reverse("learningtracks:workplace_conditions", args=[workplace.public_id])


def lists_of(organisation: Organisation) -> list[dict[str, Any]]:
    """Per workplace: how much of its list somebody looked at, and what nobody looked at since the newest scan began."""
    since, found = _scan_began(organisation), []
    for workplace in organisation.workplaces.prefetch_related("conditions"):
        lines = lines_of(workplace)
        facts = {"url": list_url(workplace), "done": sum(one.is_looked_at for one in lines), "total": len(lines)}
        found.append({"workplace": workplace, "old": [one for one in lines if one.is_old(since)], **facts})
    return found


def _scan_began(organisation: Organisation) -> dt.datetime | None:
    return max(SCAN_BEGAN(organisation), default=None)


@for_advised_workplace
@require_safe
def workplace_conditions(request: PersonRequest, workplace: Workplace) -> HttpResponse:
    """The list of a workplace, with what nobody looked at since the newest scan began."""
    since, lines = _scan_began(workplace.organisation), lines_of(workplace)
    waiting = [one for one in lines if not one.is_looked_at or one.is_old(since)]
    context = {
        "workplace": workplace,
        "lines": [{"condition": one, "old": one.is_old(since)} for one in lines],
        "go_on": waiting[0].get_absolute_url() if waiting else "",
        "asks_again": bool(waiting) and waiting[0].is_looked_at,
        "begun": any(one.is_looked_at for one in lines),
        "may_add": may_add_workplace_condition(request.user, workplace),
        "back_url": reverse("instruments:organisation_scans", args=[workplace.organisation.public_id]),
        "listed": newest("workplace_conditions"),
    }
    return render(request, "learningtracks/workplace_conditions/list.html", context)


@for_advised_workplace
@require_http_methods(["GET", "HEAD", "POST"])
def workplace_condition_new(request: PersonRequest, workplace: Workplace) -> HttpResponse:
    """Something of the workplace itself."""
    require(may_add_workplace_condition(request.user, workplace))
    form = ConditionForm(request.POST or None, workplace=workplace)
    if form.is_bound and not form.is_valid() and (earlier := answered(request)):
        return redirect(earlier)  # an equal form came in between, so that its own name stood on the list

    def add() -> str:
        actions.add(workplace, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het staat op de lijst."))
        return list_url(workplace)

    words = {"workplace": workplace, "back_url": list_url(workplace)}
    return form_page(request, form, add, "learningtracks/workplace_conditions/add.html", words)


def _line_or_404(lines: list[WorkplaceCondition], key: str) -> WorkplaceCondition:
    found = next((one for one in lines if one.key == key), None)
    if found is None:
        raise Http404
    return found


@for_advised_workplace
@require_http_methods(["GET", "HEAD", "POST"])
def workplace_condition(request: PersonRequest, workplace: Workplace, key: str) -> HttpResponse:
    """One line of the list: is it there, where, and where in a puzzle does it fit."""
    lines = lines_of(workplace)
    condition = _line_or_404(lines, key)
    require(may_keep_conditions(request.user, workplace))
    form = ConditionForm(request.POST or None, workplace=workplace, condition=condition)
    further = lines[lines.index(condition) + 1 :]
    following = further[0].get_absolute_url() if further else list_url(workplace)

    def write() -> str:
        actions.write(condition, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return list_url(workplace) if request.POST.get("then") == "stop" else following

    words = {
        "workplace": workplace,
        "condition": condition,
        "old": condition.is_old(_scan_began(workplace.organisation)),
        "following": following,
        "back_url": list_url(workplace),
        "listed": newest("workplace_conditions"),
    }
    return form_page(request, form, write, "learningtracks/workplace_conditions/condition.html", words)


@for_advised_workplace
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def workplace_condition_remove(request: PersonRequest, workplace: Workplace, key: str) -> HttpResponse:
    """Ask, then take it off the list."""
    condition = _line_or_404(lines_of(workplace), key)
    require(may_remove_workplace_condition(request.user, condition))

    def remove() -> str:
        actions.remove(condition, by=request.user)
        messages.success(request, _("Het staat niet meer op de lijst."))
        return list_url(workplace)

    words = {
        "title": _("%(name)s van de lijst halen") % {"name": condition},
        "page_title": _("Van de lijst halen"),
        "text": _("Wie een puzzel legt, ziet het dan niet meer. Stukken die er al liggen, blijven."),
        "label": _("Van de lijst halen"),
        "back": condition.get_absolute_url(),
    }
    return confirm(request, remove, words)


def offered(track: Track, slot: str, chosen: str) -> dict[str, Any]:
    """What is there already on the workplace, for the page of a new piece: `supply` to choose from for this place (all
    of it while no place was chosen), and `start`, what the piece begins with when `chosen` is one of them."""
    there = list(WorkplaceCondition.objects.supply_of(track)) if slot != Slot.QUESTION else []
    supply = [one for one in there if slot not in Slot.values or one.slot in (slot, "")]
    picked = next((one for one in supply if str(one.public_id) == chosen), None)
    start = {"title": str(picked), "what": picked.where} if picked else None
    return {"supply": supply, "start": start, "picked": picked}
