"""Actions on workplaces: the places of an employer where people learn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events, policy
from partnerships.actions.organisations import hold
from partnerships.events.kinds import WORKPLACE_ADDED, WORKPLACE_EDITED, WORKPLACE_REMOVED
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace


@transaction.atomic
def add(organisation: Organisation, *, by: User, name: str, place: str = "") -> Workplace:
    """Add a place where people learn. Raises ValidationError when the name is taken."""
    hold(organisation)
    require(policy.may_manage(by, organisation))
    require(policy.may_have_teams(organisation))
    _check_name(organisation, name)
    workplace = Workplace.objects.create(organisation=organisation, name=name, place=place)
    events.record(WORKPLACE_ADDED, by=by, about=workplace, trail=organisation.trail, name=workplace)
    return workplace


@transaction.atomic
def edit(workplace: Workplace, *, by: User, name: str, place: str, version: int) -> None:
    """Change name and address. Raises ValidationError when the name is taken, Stale when a colleague was ahead."""
    organisation = hold(workplace.organisation)
    require(policy.may_manage(by, organisation))
    check_version(locked(Workplace.objects.all(), workplace.pk), version)
    _check_name(organisation, name, workplace)
    workplace.name, workplace.place = name, place
    workplace.save(update_fields=["name", "place"])
    events.record(WORKPLACE_EDITED, by=by, about=workplace, trail=organisation.trail, name=workplace)


@transaction.atomic
def remove(workplace: Workplace, *, by: User) -> None:
    """Take away a place that nobody used yet."""
    organisation = hold(workplace.organisation)
    require(policy.may_remove(by, workplace))
    workplace.delete()
    events.record(WORKPLACE_REMOVED, by=by, about=organisation, name=workplace.name)


def _check_name(organisation: Organisation, name: str, but: Workplace | None = None) -> None:
    same = organisation.workplaces.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ValidationError({"name": _("Er is al een werkplek met deze naam.")})
