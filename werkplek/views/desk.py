"""Home: what each role comes to do stands first (domain.md §2.1). Rights never depend on the active role."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.organisation_scans import OrganisationScan
from learningtracks.models.stalled import few_stalled, with_reasons
from learningtracks.models.tracks import Track
from partnerships import todos
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import ROLES, Role
from reflections.forms.wonder import WonderForm
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from reflections.models.value_checks import ValueCheck, turn_of
from reflections.models.wonder import WonderEntry
from reflections.views.rhythms import strip_of
from werkplek.active_roles import ADMIN, CHOSEN, HeldRole, active_role, memberships_of, roles_today
from werkplek.waiting import waiting_for

SOON, LATE = dt.timedelta(minutes=30), dt.timedelta(hours=2)  # around a planned value check
ROWS = 3  # how much of a list stands on the home page
TRACKS = 6  # how many people somebody guides fit there
Desk = Callable[[PersonRequest, HeldRole], dict[str, Any]]


@for_me
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The home page of the active role, or what to do for somebody without any role today."""
    active = active_role(request)
    if active is None:
        learned = any(membership.role == Role.LEARNER for membership in memberships_of(request))
        return render(request, "desk/home.html", {"desk": "desk/_nobody.html", "learned": learned})
    name = ADMIN if active.role == ADMIN else ROLES[Role(active.role)].desk
    context = {"desk": f"desk/_{name}.html", "active": active, "several": len(roles_today(request)) > 1}
    waiting = waiting_for(request)
    context |= {"waiting": len(waiting), "queue": todos.entries(waiting[:ROWS], request.user)}
    return render(request, "desk/home.html", {**context, **DESKS[name](request, active)})


@for_me
@require_POST
def switch(request: PersonRequest) -> HttpResponse:
    """Choose another role of one's own; anything else changes nothing."""
    wanted = request.POST.get("active_role", "")
    if wanted in [held.value for held in roles_today(request)]:
        request.session[CHOSEN] = wanted
    return redirect("home")


def _next_check(request: PersonRequest) -> ValueCheck | None:
    """The first value check this person is invited to, or has for themselves."""
    person, checks = request.user, ValueCheck.objects
    mine = checks.filter(Q(pk__in=checks.invited_to(person).values("pk")) | Q(track__learner=person))
    return mine.upcoming().select_related("team", "track").order_by("starts_at", "due_on", "pk").first()


def _wonder(request: PersonRequest) -> dict[str, Any]:
    """The question of today, or what was answered to it."""
    written = WonderEntry.objects.written_by(request.user).of_today().first()
    form = None if written else WonderForm(person=request.user)
    return {"wondered": written, "wonder_form": form}


def _learner(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    person = request.user
    received = Feedback.objects.received_by(person).unreacted().select_related("author", "request__experience")
    tracks = Track.objects.of_learner(person).not_over().select_related("workplace__organisation")
    return {
        "drafts": Experience.objects.written_by(person).drafts().order_by("-edited_at", "-pk")[:ROWS],
        "received": received.order_by("-sent_at", "-pk")[:ROWS],
        "tracks": list(tracks[:TRACKS]),
        "next_check": _next_check(request),
        **_wonder(request),
    }


def _educator(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    guided = Track.objects.guided_by(request.user).running()
    if active.membership and active.membership.partnership_id:
        guided = guided.filter(partnership=active.membership.partnership_id)
    tracks = guided.select_related("learner", "workplace").order_by("ends_on", "pk")
    gaps = with_reasons(guided.without_a_party()[:ROWS]) if active.role == Role.SCHOOL_SUPERVISOR else []
    return {"tracks": list(tracks[:TRACKS]), "gaps": gaps}


def _coordinator(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    assert active.membership  # noqa: S101 - only administrators have none
    first = active.membership.partnership_id
    managed = Track.objects.managed_by(request.user)
    return {
        "partnerships": sorted(Partnership.objects.managed_by(request.user), key=lambda one: one.pk != first),
        "organisation": active.membership.organisation,
        "stalled": few_stalled(request.user),
        "running": managed.running().count(),
        "invited": Invitation.objects.manageable_by(request.user).waiting().count(),
    }


def _team_lead(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    assert active.membership  # noqa: S101
    assert active.membership.team  # noqa: S101
    team = Team.objects.select_related("rhythm").get(pk=active.membership.team.pk)
    checks = list(team.value_checks.select_related("facilitator").order_by("due_on", "pk"))
    turn = turn_of(team, checks)
    return {
        "team": team,
        "turn": turn,
        "way": _way(turn.planned),
        "strip": strip_of(team, checks, turn),
        "points": list(ActionPoint.objects.of(team).standing().with_heads().soonest_first()[:ROWS]),
        "learning": Track.objects.in_team(team).count(),
        **_wonder(request),
    }


def _way(check: ValueCheck | None) -> str:
    """What the one button does with a planned value check: go in, start it, say whether it was held, or look."""
    if check is None:
        return "plan"
    if check.opened_at:
        return "enter"
    if check.ends_at and check.ends_at + LATE < timezone.now():
        return "outcome"
    return "start" if check.starts_at and check.starts_at - SOON <= timezone.now() else "look"


def _team_member(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    assert active.membership  # noqa: S101
    return {"team": active.membership.team, "next_check": _next_check(request), **_wonder(request)}


def _adviser(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    """The scan and the action points of the own organisation, and totals, never of a person (access.md, LA)."""
    assert active.membership  # noqa: S101
    organisation = active.membership.organisation
    year = today() - dt.timedelta(days=365)
    held = ValueCheck.objects.filter(team__organisation=organisation, closed_at__date__gte=year)
    places = Q(workplace__organisation=organisation) | Q(school=organisation)
    return {
        "organisation": organisation,
        "teams": organisation.teams.count(),
        "held": held.count(),
        "learning": Track.objects.running().filter(places).count(),
        "scan": OrganisationScan.objects.of(organisation).first(),
        "year": today().year,
        "points": list(ActionPoint.objects.of(organisation).standing().with_heads().soonest_first()[:ROWS]),
    }


def _admin(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    """How the mail is doing; whose it is does not matter here."""
    oldest = Mail.objects.unsent().order_by("due_at").values_list("due_at", flat=True).first()
    return {"counts": Mail.objects.counts(), "oldest": oldest}


DESKS: dict[str, Desk] = {
    "learner": _learner,
    "educator": _educator,
    "coordinator": _coordinator,
    "team_lead": _team_lead,
    "team_member": _team_member,
    "adviser": _adviser,
    ADMIN: _admin,
}
