"""Value checks: plan the next, come in while one runs, say whether it was held (domain.md §5.3, §5.4)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_TEAM, LEADS_TEAM, Group, Owed, Said, ToDoKind, register
from partnerships.values import Role
from reflections.calendar import ASK_AFTER, PLAN_AHEAD, local_day, step_on
from reflections.models.rhythms import turn_of
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import CheckForm


def _leading() -> Prefetch[Any]:
    leading = Membership.objects.active().filter(role=Role.TEAM_LEAD, person__is_active=True)
    return Prefetch("memberships", leading, to_attr="leading")


def _holidays(team: Team) -> frozenset[Any]:
    return frozenset(holiday.day for holiday in team.organisation.holidays.all())


def _to_plan(things: Any) -> Iterator[Owed]:
    teams = things.select_related("organisation", "rhythm")
    for team in teams.prefetch_related("value_checks", "organisation__holidays", _leading()):
        turn = turn_of(team)
        if turn.due_on is None or turn.planned or turn.is_paused:
            continue
        moment = step_on(turn.due_on - PLAN_AHEAD, _holidays(team))
        for person in {one.person_id for one in team.leading}:
            yield Owed(person, team.pk, moment, LEADS_TEAM, team.pk)


def _teams(things: Any, person: User) -> list[Said]:
    return [(team, _("Plan de waardecheck"), team.name) for team in things]


CHECK_TO_PLAN = register(
    ToDoKind(
        "plan_value_check",
        Team,
        owed=_to_plan,
        says=_teams,
        label=gettext_lazy("Waardecheck"),
        link=lambda team: reverse("reflections:value_check_plan", args=[team.public_id]),
        around={
            ValueCheck: lambda check: Team.objects.filter(value_checks=check),
            Membership: lambda one: Team.objects.filter(pk=one.team_id),
        },
    )
)


def _to_join(things: Any) -> Iterator[Owed]:
    """From the moment the room opens until it closes, for everybody who is invited: the line on top of every page."""
    asked = Participant.objects.filter(removed_at__isnull=True, person__is_active=True)
    live = things.upcoming().filter(opened_at__isnull=False)
    for check in live.prefetch_related(Prefetch("participants", asked, to_attr="asked")):
        for one in check.asked:
            yield Owed(one.person_id, check.pk, check.opened_at, IN_TEAM, check.team_id)


def _running(things: Any, person: User) -> list[Said]:
    return [(check, _("De waardecheck is bezig"), check.team.name) for check in things]


CHECK_TO_JOIN = register(
    ToDoKind(
        "join_value_check",
        ValueCheck,
        owed=_to_join,
        says=_running,
        label=gettext_lazy("Waardecheck"),
        group=Group.QUESTIONS,
        shown=lambda things: things.select_related("team"),
        link=lambda check: reverse("reflections:room", args=[check.public_id]),
        subject=gettext_lazy("Een waardecheck die nu bezig is"),
    )
)


def _held_or_not(things: Any) -> Iterator[Owed]:
    together = things.upcoming().exclude(form=CheckForm.APART)
    checks = list(together.filter(starts_at__isnull=False, opened_at__isnull=True))
    found = Team.objects.filter(value_checks__in=checks).select_related("organisation").distinct()
    teams: dict[int, Any] = {team.pk: team for team in found.prefetch_related("organisation__holidays", _leading())}
    for check in checks:
        team = teams[check.team_id]
        moment = step_on(local_day(check.starts_at) + ASK_AFTER, _holidays(team))
        for person in {one.person_id for one in team.leading}:
            yield Owed(person, check.pk, moment, LEADS_TEAM, team.pk)


def _checks(things: Any, person: User) -> list[Said]:
    return [(check, _("Is de waardecheck doorgegaan?"), check.team.name) for check in things]


CHECK_TO_SETTLE = register(
    ToDoKind(
        "settle_value_check",
        ValueCheck,
        owed=_held_or_not,
        says=_checks,
        label=gettext_lazy("Waardecheck"),
        shown=lambda things: things.select_related("team"),
        link=lambda check: reverse("reflections:value_check_outcome", args=[check.public_id]),
        around={
            Team: lambda team: ValueCheck.objects.filter(team=team),
            Membership: lambda one: ValueCheck.objects.filter(team=one.team_id),
        },
    )
)
