"""The organisation scan: the scans of an organisation, one of them, and its six conditions step by step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page, once
from accounts.views.replays import answers_again
from learningtracks.access import for_advised, for_organisation_scan
from learningtracks.actions import action_points
from learningtracks.actions import organisation_scans as actions
from learningtracks.editions import Edition, Entry, newest
from learningtracks.forms.action_points import ActionPointForm
from learningtracks.forms.organisation_scans import StepForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep
from learningtracks.policy.action_points import may_be_due, may_make_action_point, name_owners
from learningtracks.policy.organisation_scans import may_begin_organisation_scan, may_change_organisation_scan
from learningtracks.values.organisation_scans import Ideal
from learningtracks.views.workplace_conditions import lists_of
from partnerships.models.organisations import Organisation

MOST_SHOWN = 30  # scans in a list: thirty years
COMPARED = 4  # years beside each other
ACTIONS_SHOWN = 20


def questions() -> Edition:
    return newest("org_conditions")


def entry_of(condition: str) -> Entry:
    """The statement of one of the six."""
    return next(entry for entry in questions().entries if entry.slug == f"org_conditions.{condition}")


def scans_url(organisation: Organisation) -> str:
    return reverse("learningtracks:organisation_scans", args=[organisation.public_id])


def step_url(scan: OrganisationScan, condition: str) -> str:
    return reverse("learningtracks:organisation_step", args=[scan.public_id, condition])


@for_advised
@require_safe
def organisation_scans(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """All scans, newest first, with the last years beside each other."""
    scans = list(OrganisationScan.objects.of(organisation).prefetch_related("steps")[:MOST_SHOWN])
    shown = scans[:COMPARED][::-1]
    context = {
        "organisation": organisation,
        "scans": [{"scan": scan, "done": _count(scan), "total": len(Ideal)} for scan in scans],
        "may_begin": may_begin_organisation_scan(request.user, organisation),
        "heads": [_("Voorwaarde"), *(str(scan.year) for scan in shown)],
        "lines": _lines(shown) if len(shown) > 1 else [],
        "lists": lists_of(organisation),
        "questions": questions(),
    }
    return render(request, "learningtracks/organisation_scans/list.html", context)


def _count(scan: OrganisationScan) -> int:
    return sum(1 for step in scan.steps.all() if step.edited_at)


def _lines(scans: list[OrganisationScan]) -> list[list[str]]:
    """Per condition the answers of these years, in words: no sum and no grade."""
    said = [{step.condition: step.answer for step in scan.steps.all()} for scan in scans]
    return [[str(label), *(one.get(key) or "–" for one in said)] for key, label in Ideal.choices]


@for_advised
@require_POST
@answers_again
def organisation_scan_begin(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Begin that of this year, and go to its first question."""
    require(may_begin_organisation_scan(request.user, organisation))

    def begin() -> str:
        scan = actions.begin(organisation, content=str(questions()), by=request.user)
        return step_url(scan, Ideal.values[0])

    return redirect(once(request, begin))


@for_organisation_scan
@require_safe
def organisation_scan(request: PersonRequest, scan: OrganisationScan) -> HttpResponse:
    """Everything of one scan, with the year before beside it; to read, to go on with and to print."""
    steps = list(scan.steps.all())
    earlier = OrganisationScan.objects.before(scan).prefetch_related("steps").first()
    was = {step.condition: step.answer for step in earlier.steps.all()} if earlier else {}
    found = ActionPoint.objects.visible_to(request.user).from_origin(scan.origin).with_heads().soonest_first()
    may_change = may_change_organisation_scan(request.user, scan)
    context = {
        "scan": scan,
        "organisation": scan.organisation,
        "list_url": scans_url(scan.organisation),
        "may_change": may_change,
        "go_on": _go_on(scan, steps) if may_change else "",
        "begun": any(step.edited_at for step in steps),
        "rows": [{"step": one, "entry": entry_of(one.condition), "was": was.get(one.condition)} for one in steps],
        "earlier": earlier,
        "lists": lists_of(scan.organisation) if may_change else [],
        "actions": name_owners(request.user, list(found[:ACTIONS_SHOWN])),
        "questions": questions(),
    }
    return render(request, "learningtracks/organisation_scans/page.html", context)


def _go_on(scan: OrganisationScan, steps: list[OrganisationStep]) -> str:
    """The first question that nobody looked at yet; nothing when all are done."""
    return next((step_url(scan, step.condition) for step in steps if step.edited_at is None), "")


def _step_or_404(scan: OrganisationScan, condition: str) -> OrganisationStep:
    step = scan.steps.filter(condition=condition).first()
    if step is None:
        raise Http404
    return step


@for_organisation_scan
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_step(request: PersonRequest, scan: OrganisationScan, condition: str) -> HttpResponse:
    """One condition: where are we, what is the next step, by when."""
    step = _step_or_404(scan, condition)
    require(may_change_organisation_scan(request.user, scan))
    form = StepForm(request.POST or None, step=step)
    place, following = Ideal.values.index(condition), _after(scan, condition)

    def write() -> str:
        actions.write_step(scan, condition=condition, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return scan.get_absolute_url() if request.POST.get("then") == "stop" else following

    def beside(newer: OrganisationStep | None) -> dict[str, Any]:
        before = OrganisationScan.objects.before(scan)[:1]
        return {
            "scan": scan,
            "entry": entry_of(condition),
            "step": place + 1,
            "total": len(Ideal),
            "was": OrganisationStep.objects.filter(
                scan__in=before, condition=condition, edited_at__isnull=False
            ).first(),
            "previous": step_url(scan, Ideal.values[place - 1]) if place else "",
            "following": following,
        }

    return form_page(request, form, write, "learningtracks/organisation_scans/step.html", beside)


def _after(scan: OrganisationScan, condition: str) -> str:
    """The next of the six; after the last the scan."""
    place = Ideal.values.index(condition) + 1
    return step_url(scan, Ideal.values[place]) if place < len(Ideal) else scan.get_absolute_url()


@for_organisation_scan
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_step_action(request: PersonRequest, scan: OrganisationScan, condition: str) -> HttpResponse:
    """The next step becomes an action point of the organisation, with an owner who is asked about it on its day."""
    step = _step_or_404(scan, condition)
    organisation = scan.organisation
    require(may_make_action_point(request.user, organisation))
    start: dict[str, Any] = {"text": step.next_step}
    if step.next_on and may_be_due(step.next_on):
        start["due_on"] = step.next_on
    form = ActionPointForm(request.POST or None, person=request.user, subject=organisation, initial=start)

    def make() -> str:
        point = action_points.make(organisation, by=request.user, origin=scan.origin, **form.cleaned_data)
        messages.success(request, _("Het actiepunt staat erop."))
        return point.get_absolute_url()

    words = {"subject": organisation, "kind": "organisation", "back_url": scan.get_absolute_url()}
    return form_page(request, form, make, "learningtracks/action_points/new.html", words)
