"""The part of home that each role has: `desk/_<name>.html` with its facts (domain.md §2.1)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.access import PersonRequest
from accounts.models import User
from accounts.names import by_surname
from accounts.prepared import Prepared
from accounts.values import today
from instruments.models.asks import Ask
from learningtracks.belonging import tracks_of
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.stalled import few_stalled, without_a_party
from learningtracks.models.tracks import Track
from learningtracks.policy.own_tracks import may_begin
from learningtracks.policy.tracks import keys_to_set_up, who_sets_up
from learningtracks.views.next_steps import own_puzzles
from learningtracks.views.track_parts import waiting_on
from partnerships import belonging
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import Role
from partnerships.waiting import waiting_for
from reflections.models.rhythms import turn_of
from reflections.models.silent_teams import silent_teams
from reflections.models.value_checks import ValueCheck, checks_of
from reflections.views.rhythms import strip_of
from werkplek.active_roles import ADMIN, HeldRole

SOON, LATE = dt.timedelta(minutes=30), dt.timedelta(hours=2)  # around a planned value check
ROWS = 3  # how much of a list stands on the home page
TRACKS = 6  # how many people somebody guides fit there
LEARNER, EDUCATOR, TEAM_LEAD, TEAM_MEMBER = "learner", "educator", "team_lead", "team_member"
Roles = list[HeldRole]


@dataclass(frozen=True)
class Block:
    """A part of the page: `desk/_<name>.html` with its facts. `asks` tells that it has a button to press now; the first
    one that does has the primary button of the page."""

    name: str
    facts: dict[str, Any]
    asks: bool = True

    @property
    def template(self) -> str:
        return f"desk/_{self.name}.html"


def _learner(request: PersonRequest, roles: Roles) -> Block:
    """The log, and the own tracks with their puzzles."""
    mine = tracks_of(request.user)
    tracks = [track for track in mine.own if not track.is_over]
    ask = "" if tracks else who_sets_up(request.user)
    puzzles, begins = own_puzzles(tracks, mine.learning, request.user), not tracks and may_begin(request.user)
    return Block(LEARNER, {"puzzles": puzzles[:ROWS], "more": len(puzzles) > ROWS, "ask": ask, "begins": begins})


def _educator(request: PersonRequest, roles: Roles) -> Block:
    """Whom somebody guides, in all partnerships together, from the moment that they are named on the track; by surname,
    each with how much waits there."""
    guided = sorted(_guided(tracks_of(request.user).guided()), key=lambda one: (by_surname(one.learner), one.pk))
    waiting = waiting_on(waiting_for(request))
    for track in guided:
        track.waiting = waiting[track.pk]
    schools = any(one.role == Role.SCHOOL_SUPERVISOR for one in roles)
    gaps = without_a_party([track.pk for track in guided]) if schools else []
    facts: dict[str, Any] = {"tracks": guided[:TRACKS], "gaps": gaps}
    if not guided:
        facts |= {"sets_up": bool(keys_to_set_up(request.user)), "ask": who_sets_up(request.user)}
    return Block(EDUCATOR, facts, asks=False)


def _coordinator(request: PersonRequest, roles: Roles) -> Block:
    """What is set up, and what stands still."""
    places, mine = _memberships(roles), belonging.of(request.user)
    first = places[0].partnership_id
    running, invited = _figures(request.user, places[0].organisation_id)
    facts = {
        "partnerships": sorted(_partnerships(mine.managed), key=lambda one: one.pk != first),
        "organisation": places[0].organisation,
        "stalled": few_stalled(request.user),
        "silent": silent_teams(request.user),
        "running": running,
        "invited": invited,
    }
    return Block("coordinator", facts)


def _figures(person: User, organisation: int) -> tuple[int, int]:
    """How many tracks run and how many invitations wait, in one question."""
    running = Track.objects.managed_from(belonging.of(person).coordinated).running()
    invited = Invitation.objects.manageable_by(person).waiting()
    count = Func("pk", function="COUNT", output_field=IntegerField())
    numbers = [Subquery(one.order_by().annotate(number=count).values("number")) for one in (running, invited)]
    found: tuple[int, int] = Organisation.objects.values_list(*numbers).get(pk=organisation)
    return found


def _team_lead(request: PersonRequest, roles: Roles) -> Block:
    """Each team that somebody leads, with the one button of its next value check."""
    led = {one.team_id for one in _memberships(roles)}
    checks, points, learning = checks_of(led), _points(led), dict(_how_many_learn(led))
    teams = []
    for team in _with_rhythm(led):
        there = [check for check in checks if check.team_id == team.pk]
        turn = turn_of(team, there)
        teams.append(
            {
                "team": team,
                "turn": turn,
                "way": _way(turn.planned),
                "strip": strip_of(team, there, turn),
                "points": [point for point in points if point.team_id == team.pk],
                "learning": learning.get(team.pk, 0),
            }
        )
    return Block(TEAM_LEAD, {"teams": teams, "turns": [one["turn"] for one in teams]})


def _way(check: ValueCheck | None) -> str:
    """What the one button does with a planned value check: go in, start it, say whether it was held, or look. One
    that is held apart starts by itself."""
    if check is None:
        return "plan"
    if check.opened_at:
        return "enter"
    if check.is_apart:
        return "apart" if check.is_telling or check.is_harvesting else "look"
    if check.ends_at and check.ends_at + LATE < timezone.now():
        return "outcome"
    return "start" if check.starts_at and check.starts_at - SOON <= timezone.now() else "look"


def _team_member(request: PersonRequest, roles: Roles) -> Block:
    """The teams somebody works in."""
    teams = [one.team for one in _memberships(roles)]
    return Block(TEAM_MEMBER, {"teams": teams}, asks=False)


def _adviser(request: PersonRequest, roles: Roles) -> Block:
    """The scan and the action points of the own organisations, and totals, never of a person (access.md, LA)."""
    return Block("adviser", {"organisations": [_advised(one.organisation) for one in _memberships(roles)]})


def _advised(organisation: Any) -> dict[str, Any]:
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


def _admin(request: PersonRequest, roles: Roles) -> Block:
    """How the mail is doing; whose it is does not matter here."""
    oldest = Mail.objects.unsent().order_by("due_at").values_list("due_at", flat=True).first()
    return Block("admin", {"counts": Mail.objects.counts(), "oldest": oldest})


def _memberships(roles: Roles) -> list[Any]:
    """Those behind these roles; only administrators have none."""
    return [one.membership for one in roles if one.membership]


Desk = Callable[[PersonRequest, Roles], Block]
DESKS: dict[str, Desk] = {
    LEARNER: _learner,
    EDUCATOR: _educator,
    "coordinator": _coordinator,
    TEAM_LEAD: _team_lead,
    TEAM_MEMBER: _team_member,
    "adviser": _adviser,
    ADMIN: _admin,
}


# --- What they ask, put together once a day -----------------------------------------------------------------------


@Prepared
def _guided(tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks).not_over().with_heads().select_related("school").order_by()


@Prepared
def _partnerships(keys: list[int]) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=keys)


@Prepared
def _with_rhythm(teams: list[int]) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=teams).select_related("rhythm").order_by("name", "pk")


@Prepared
def _points(teams: list[int]) -> QuerySet[ActionPoint]:
    """The soonest few of each team."""
    standing = ActionPoint.objects.standing().soonest_first()
    few = standing.filter(team=OuterRef("team")).values("pk")[:ROWS]
    return standing.filter(team__in=teams, pk__in=Subquery(few)).select_related("owner")


@Prepared
def _how_many_learn(teams: list[int]) -> QuerySet[Any]:
    learning = Track.objects.learning().filter(team__in=teams).order_by()
    return learning.values_list("team").annotate(number=Count("pk"))
