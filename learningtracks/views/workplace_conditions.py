"""What is there at work to learn from: each line of the list, adding one, taking one off; and offering what is there to
who lays a puzzle."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import answered, form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_organisation_scan, for_workplace_condition
from learningtracks.actions import organisation_scans as actions
from learningtracks.editions import newest
from learningtracks.forms.organisation_scans import ConditionForm
from learningtracks.models.organisation_scans import OrganisationScan, WorkplaceCondition
from learningtracks.models.tracks import Track
from learningtracks.policy.organisation_scans import (
    may_add_workplace_condition,
    may_change_organisation_scan,
    may_remove_workplace_condition,
)
from learningtracks.values.pieces import Slot


@for_organisation_scan
@require_http_methods(["GET", "HEAD", "POST"])
def workplace_condition_new(request: PersonRequest, scan: OrganisationScan) -> HttpResponse:
    """Something of the organisation's own."""
    require(may_add_workplace_condition(request.user, scan))
    form = ConditionForm(request.POST or None, scan=scan)
    if form.is_bound and not form.is_valid() and (earlier := answered(request)):
        return redirect(earlier)  # an equal form came in between, so that its own name stood on the list

    def add() -> str:
        actions.add_condition(scan, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het staat op de lijst."))
        return f"{scan.get_absolute_url()}#there"

    return form_page(request, form, add, "learningtracks/organisation_scans/add.html", {"scan": scan})


@for_workplace_condition
@require_http_methods(["GET", "HEAD", "POST"])
def workplace_condition(request: PersonRequest, condition: WorkplaceCondition) -> HttpResponse:
    """One line of the list: is it there, where, and where in a puzzle does it fit."""
    scan, following = condition.scan, _after(condition)
    require(may_change_organisation_scan(request.user, scan))
    form = ConditionForm(request.POST or None, scan=scan, condition=condition)

    def write() -> str:
        actions.write_condition(condition, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return scan.get_absolute_url() if request.POST.get("then") == "stop" else following

    words = {"scan": scan, "condition": condition, "following": following, "listed": newest("workplace_conditions")}
    return form_page(request, form, write, "learningtracks/organisation_scans/condition.html", words)


def _after(condition: WorkplaceCondition) -> str:
    """The next on the list; after the last the scan."""
    following = condition.scan.conditions.filter(pk__gt=condition.pk).first()
    return (following or condition.scan).get_absolute_url()


@for_workplace_condition
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def workplace_condition_remove(request: PersonRequest, condition: WorkplaceCondition) -> HttpResponse:
    """Ask, then take it off the list."""
    require(may_remove_workplace_condition(request.user, condition))

    def remove() -> str:
        actions.remove_condition(condition, by=request.user)
        messages.success(request, _("Het staat niet meer op de lijst."))
        return condition.scan.get_absolute_url()

    words = {"condition": condition, "back_url": condition.get_absolute_url()}
    return form_page(request, None, remove, "learningtracks/organisation_scans/remove.html", words)


def offered(track: Track, slot: str, chosen: str) -> dict[str, Any]:
    """What is there already at the employer, for the page of a new piece: `supply` to choose from for this place (all
    of it while no place was chosen), and `start`, what the piece begins with when `chosen` is one of them."""
    there = list(WorkplaceCondition.objects.supply_of(track)) if slot != Slot.QUESTION else []
    supply = [one for one in there if slot not in Slot.values or one.slot in (slot, "")]
    picked = next((one for one in supply if str(one.public_id) == chosen), None)
    start = {"title": str(picked), "what": picked.where} if picked else None
    return {"supply": supply, "start": start, "picked": picked}
