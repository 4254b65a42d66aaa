"""Actions on teams: people who work together and hold value checks."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events, policy
from partnerships.actions.organisations import hold
from partnerships.events.kinds import TEAM_ADDED, TEAM_EDITED, TEAM_REMOVED
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace


@transaction.atomic
def add(organisation: Organisation, *, by: User, name: str, workplace: Workplace | None = None) -> Team:
    """Make a team. Raises ValidationError when the name is taken."""
    hold(organisation)
    require(policy.may_manage(by, organisation))
    require(policy.may_have_teams(organisation))
    _check_name(organisation, name)
    team = Team.objects.create(organisation=organisation, name=name, workplace=workplace)
    events.record(TEAM_ADDED, by=by, about=team, name=team)
    return team


@transaction.atomic
def edit(team: Team, *, by: User, name: str, workplace: Workplace | None, version: int) -> None:
    """Change name and workplace. Raises ValidationError when the name is taken, Stale when a colleague was ahead."""
    organisation = hold(team.organisation)
    require(policy.may_edit_team(by, team))
    check_version(locked(Team.objects.all(), team.pk), version)
    _check_name(organisation, name, team)
    team.name, team.workplace = name, workplace
    team.save(update_fields=["name", "workplace"])
    events.record(TEAM_EDITED, by=by, about=team, name=team)


@transaction.atomic
def remove(team: Team, *, by: User) -> None:
    """Take away a team that nobody belonged to yet."""
    organisation = hold(team.organisation)
    require(policy.may_remove(by, team))
    team.delete()
    events.record(TEAM_REMOVED, by=by, about=organisation, name=team.name)


def _check_name(organisation: Organisation, name: str, but: Team | None = None) -> None:
    same = organisation.teams.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ValidationError({"name": _("Er is al een team met deze naam.")})
