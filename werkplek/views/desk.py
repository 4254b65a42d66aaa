"""Home: what each role comes to do stands first (domain.md §2.1). Rights never depend on the active role."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared import Prepared
from accounts.prepared_pages import how_many
from accounts.values import today
from instruments.models.asks import Ask
from learningtracks.belonging import tracks_of
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.stalled import few_stalled, without_a_party
from learningtracks.models.tracks import Track
from learningtracks.policy.tracks import who_sets_up
from partnerships import belonging, todos
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import ROLES, Role
from partnerships.waiting import waiting_for
from reflections.calendar import Quarter
from reflections.forms.wonder import WonderForm
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from reflections.models.value_checks import ValueCheck, checks_of, learns_alone, next_for, turn_of
from reflections.models.wonder import WonderEntry
from reflections.views.rhythms import strip_of
from werkplek.active_roles import ADMIN, CHOSEN, HeldRole, active_role, memberships_of, roles_today

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


def _wonder(request: PersonRequest) -> dict[str, Any]:
    """The question of today, or what was answered to it."""
    written = next(iter(_wondered(request.user.pk)), None)
    form = None if written else WonderForm(person=request.user)
    return {"wondered": written, "wonder_form": form}


def _learner(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    person, tracks = request.user, _own_tracks(request.user.pk)
    return {
        "drafts": _drafts(person.pk),
        "received": _received(person.pk),
        "tracks": tracks,
        "ask": "" if tracks else who_sets_up(person),
        "next_check": next_for(person),
        "alone": Quarter.of(today()) if learns_alone(person) else None,
        **_wonder(request),
    }


def _educator(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    guided = _guided(tracks_of(request.user).guided())
    if active.membership and (place := active.membership.partnership_id):
        guided = [track for track in guided if track.partnership_id == place]
    gaps = without_a_party([track.pk for track in guided]) if active.role == Role.SCHOOL_SUPERVISOR else []
    return {"tracks": guided[:TRACKS], "gaps": gaps}


def _coordinator(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    assert active.membership  # noqa: S101 - only administrators have none
    first, mine = active.membership.partnership_id, belonging.of(request.user)
    return {
        "partnerships": sorted(_partnerships(mine.managed), key=lambda one: one.pk != first),
        "organisation": active.membership.organisation,
        "stalled": few_stalled(request.user),
        "running": next(iter(_how_many_run(mine.coordinated)), 0),
        "invited": Invitation.objects.manageable_by(request.user).waiting().count(),
    }


def _team_lead(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    assert active.membership  # noqa: S101
    assert active.membership.team  # noqa: S101
    [team] = _with_rhythm(active.membership.team.pk)
    checks = checks_of(team.pk)
    turn = turn_of(team, checks)
    return {
        "team": team,
        "turn": turn,
        "way": _way(turn.planned),
        "strip": strip_of(team, checks, turn),
        "points": _points(team.pk),
        "learning": next(iter(_how_many_learn(team.pk)), 0),
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
    return {"team": active.membership.team, "next_check": next_for(request.user), **_wonder(request)}


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
        "scan": Ask.objects.of(organisation, "organisation_scan").order_by("-cycle").first(),
        "year": str(today().year),
        "points": list(ActionPoint.objects.of(organisation).standing().with_heads().soonest_first()[:ROWS]),
    }


def _admin(request: PersonRequest, active: HeldRole) -> dict[str, Any]:
    """How the mail is doing; whose it is does not matter here."""
    oldest = Mail.objects.unsent().order_by("due_at").values_list("due_at", flat=True).first()
    return {"counts": Mail.objects.counts(), "oldest": oldest}


# --- Questions of home, put together once a day -----------------------------------------------------------------------


@Prepared
def _wondered(person: int) -> QuerySet[WonderEntry]:
    return WonderEntry.objects.written_by(person).of_today().select_related(None).only("text")


@Prepared
def _drafts(person: int) -> QuerySet[Experience]:
    return Experience.objects.written_by(person).drafts().order_by("-edited_at", "-pk")[:ROWS]


@Prepared
def _received(person: int) -> QuerySet[Feedback]:
    received = Feedback.objects.received_by(person).unreacted().select_related("author", "request")
    return received.order_by("-sent_at", "-pk")[:ROWS]


@Prepared
def _own_tracks(person: int) -> QuerySet[Track]:
    return Track.objects.of_learner(person).not_over().select_related("workplace__organisation")[:TRACKS]


@Prepared
def _guided(tracks: list[int]) -> QuerySet[Track]:
    guided = Track.objects.filter(pk__in=tracks).running().select_related("learner", "workplace")
    return guided.order_by("ends_on", "pk")


@Prepared
def _partnerships(keys: list[int]) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=keys)


@Prepared
def _how_many_run(organisations: list[int]) -> QuerySet[Any]:
    return how_many(Track.objects.managed_from(organisations).running())


@Prepared
def _with_rhythm(team: int) -> QuerySet[Team]:
    return Team.objects.filter(pk=team).select_related("rhythm")


@Prepared
def _points(team: int) -> QuerySet[ActionPoint]:
    return ActionPoint.objects.filter(team=team).standing().select_related("owner").soonest_first()[:ROWS]


@Prepared
def _how_many_learn(team: int) -> QuerySet[Any]:
    return how_many(Track.objects.in_team(team))


DESKS: dict[str, Desk] = {
    "learner": _learner,
    "educator": _educator,
    "coordinator": _coordinator,
    "team_lead": _team_lead,
    "team_member": _team_member,
    "adviser": _adviser,
    ADMIN: _admin,
}
