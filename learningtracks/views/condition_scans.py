"""Condition scans of a team: begin, answer alone, close, and what came out."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_condition_scan, for_team_around
from learningtracks.actions import condition_scans as actions
from learningtracks.editions import Edition, newest
from learningtracks.forms.condition_scans import BeginForm, SheetForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.condition_scans import ConditionScan, ConditionSheet
from learningtracks.policy.action_points import name_owners
from learningtracks.policy.condition_scans import (
    is_too_small,
    may_answer_scan,
    may_begin_scan,
    may_close_scan,
    own_sheet,
)
from learningtracks.values.spread import LEAST_ANSWERS
from learningtracks.views.condition_lines import MOST, over_time
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Role

MOST_SHOWN = 30  # scans in a list; with one a quarter that is seven years
ACTIONS_SHOWN = 10


def questions() -> Edition:
    """The seven statements with the questions to ask on."""
    return newest("conditions")


@for_team_around
@require_safe
def condition_scans(request: PersonRequest, team: Team) -> HttpResponse:
    """All scans of a team, newest first, and what changed from one to the next."""
    scans = list(ConditionScan.objects.of_team(team).prefetch_related("talks")[:MOST_SHOWN])
    closed = [scan for scan in scans if scan.closed_at][:MOST]
    context = {
        "team": team,
        "scans": scans,
        "over_time": over_time(closed[::-1], questions().entries),
        "may_begin": may_begin_scan(request.user, team),
        "questions": questions(),
    }
    return render(request, "learningtracks/condition_scans/list.html", context)


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def condition_scan_new(request: PersonRequest, team: Team) -> HttpResponse:
    """Ask everybody to answer alone; a small team is told that it does better together."""
    require(may_begin_scan(request.user, team))
    small = is_too_small(team)
    together = "together" in request.POST
    form = None if together else BeginForm(request.POST or None)

    def begin_scan() -> str:
        if form is None:
            scan = actions.begin_together(team, content=str(questions()), by=request.user)
            messages.success(request, _("Jullie kunnen beginnen. Neem de voorwaarden één voor één door."))
        else:
            until_on = form.cleaned_data["until_on"]
            scan = actions.begin(team, until_on=until_on, content=str(questions()), by=request.user)
            messages.success(request, _("De scan is open. Iedereen in het team krijgt bericht."))
        return scan.get_absolute_url()

    context = {"team": team, "small": small, "least": LEAST_ANSWERS}
    template = "learningtracks/condition_scans/new.html"
    return form_page(request, form, begin_scan, template, context, hold=small and not together)


@for_condition_scan
@require_safe
def condition_scan(request: PersonRequest, scan: ConditionScan) -> HttpResponse:
    """Open: the way to the own sheet. Closed: the seven, one by one, and what was chosen."""
    sheet = own_sheet(request.user, scan)
    context: dict[str, Any] = {"scan": scan, "team": scan.team, "questions": questions()}
    if not scan.closed_at:
        context |= {"sheet": sheet, "may_close": may_close_scan(request.user, scan)}
        return render(request, "learningtracks/condition_scans/open.html", context)
    talks = {talk.condition: talk for talk in scan.talks.all()}
    context |= {
        "rows": [{"entry": entry, "talk": talks.get(entry.key)} for entry in questions().entries],
        "chosen": [talk for talk in talks.values() if talk.chosen],
        "actions": actions_of(request, scan),
    }
    return render(request, "learningtracks/condition_scans/page.html", context)


def actions_of(request: PersonRequest, scan: ConditionScan) -> list[ActionPoint]:
    found = ActionPoint.objects.visible_to(request.user).from_origin(f"conditions:{scan.public_id}")
    return name_owners(request.user, list(found.with_heads().soonest_first()[:ACTIONS_SHOWN]))


@for_condition_scan
@require_http_methods(["GET", "HEAD", "POST"])
def condition_scan_answer(request: PersonRequest, scan: ConditionScan) -> HttpResponse:
    """The own sheet: half is kept, all of it can be handed in; both until the scan is closed."""
    require(may_answer_scan(request.user, scan))
    sheet = own_sheet(request.user, scan)
    leads = scan.team_id in belonging.of(request.user).teams(Role.TEAM_LEAD)
    form = SheetForm(request.POST or None, entries=questions().entries, sheet=sheet, leads=leads)

    def answer() -> str:
        handing_in = "hand_in" in request.POST
        actions.answer(
            scan,
            said={key: actions.Said(*one) for key, one in form.said().items()},
            version=form.seen,
            by=request.user,
            hand_in=handing_in,
            shows_own=form.cleaned_data.get("shows_own", False),
        )
        handed = _("Ingeleverd. Je kunt het aanpassen tot de scan sluit.")
        messages.success(request, handed if handing_in else _("Bewaard. Alleen jij ziet dit."))
        return scan.get_absolute_url()

    def beside(newer: ConditionSheet | None) -> dict[str, Any]:
        stored = newer and SimpleNamespace(**form.said_in(newer))
        return {"scan": scan, "team": scan.team, "sheet": sheet, "questions": questions(), "newer": stored}

    return form_page(request, form, answer, "learningtracks/condition_scans/answer.html", beside)


@for_condition_scan
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def condition_scan_close(request: PersonRequest, scan: ConditionScan) -> HttpResponse:
    """Ask, then close and count."""
    require(may_close_scan(request.user, scan))

    def close() -> str:
        actions.close(scan, by=request.user)
        messages.success(request, _("Gesloten. Nu kunnen jullie het gesprek voeren."))
        return scan.get_absolute_url()

    back_url = scan.get_absolute_url()
    return form_page(
        request, None, close, "learningtracks/condition_scans/close.html", {"scan": scan, "back_url": back_url}
    )
