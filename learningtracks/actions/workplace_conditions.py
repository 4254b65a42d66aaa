"""Actions on what is there on a workplace: look at a line, add one, take one off (domain.md §3.14)."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from learningtracks.events.workplace_conditions import (
    WORKPLACE_CONDITION_ADDED,
    WORKPLACE_CONDITION_REMOVED,
    WORKPLACE_CONDITION_WRITTEN,
)
from learningtracks.models.workplace_conditions import WorkplaceCondition
from learningtracks.policy.workplace_conditions import (
    may_add_workplace_condition,
    may_be_named,
    may_keep_conditions,
    may_remove_workplace_condition,
)
from learningtracks.values.workplace_conditions import CAN_BE_USED
from partnerships import events
from partnerships.events import Kind
from partnerships.models.workplaces import Workplace


@transaction.atomic
def write(
    condition: WorkplaceCondition,
    *,
    presence: str,
    used: bool | None,
    where: str,
    slot: str,
    version: int,
    by: User,
    name: str = "",
) -> WorkplaceCondition:
    """Say whether it is there, whether it is used and where to find it; the first time makes the row of a line that
    everybody begins with. Only an own one can be called otherwise.

    Raises Stale when somebody else saved meanwhile.
    """
    workplace = _hold(condition.workplace)
    row = _stored(condition)
    require(may_keep_conditions(by, workplace))
    check_version(row, version)
    if row.is_own and name:
        require(may_be_named(workplace, name.strip(), but=row))
        row.name = name.strip()
    row.version += 1
    _say(row, presence, used, where, slot, by)
    _record(WORKPLACE_CONDITION_WRITTEN, workplace, by)
    return row


@transaction.atomic
def add(
    workplace: Workplace, *, name: str, presence: str, used: bool | None, where: str, slot: str, by: User
) -> WorkplaceCondition:
    """Put something of the workplace itself on the list."""
    workplace = _hold(workplace)
    require(may_add_workplace_condition(by, workplace))
    require(may_be_named(workplace, name.strip()))
    made = _say(WorkplaceCondition(workplace=workplace, name=name.strip()), presence, used, where, slot, by)
    _record(WORKPLACE_CONDITION_ADDED, workplace, by)
    return made


@transaction.atomic
def remove(condition: WorkplaceCondition, *, by: User) -> None:
    """Take something of the workplace itself off the list."""
    workplace = _hold(condition.workplace)
    require(may_remove_workplace_condition(by, condition))
    condition.delete()
    _record(WORKPLACE_CONDITION_REMOVED, workplace, by)


def _hold(workplace: Workplace) -> Workplace:
    """Who writes on the list of one workplace waits for each other here."""
    return locked(Workplace.objects.all(), workplace.pk)


def _stored(condition: WorkplaceCondition) -> WorkplaceCondition:
    """The line as it is now. What nobody had looked at when the page was opened may have been looked at since."""
    if condition.is_looked_at:
        return locked(WorkplaceCondition.objects.all(), condition.pk)
    earlier = WorkplaceCondition.objects.filter(workplace=condition.workplace, slug=condition.slug)
    return earlier.first() or condition


def _say(
    row: WorkplaceCondition, presence: str, used: bool | None, where: str, slot: str, by: User
) -> WorkplaceCondition:
    row.presence, row.where, row.slot = presence, where.strip(), slot
    row.used = used if presence in CAN_BE_USED else None
    row.edited_by, row.edited_at = by, timezone.now()
    row.save()
    return row


def _record(kind: Kind, workplace: Workplace, by: User) -> None:
    events.record(kind, by=by, about=workplace, trail=f"workplace:{workplace.public_id}")
