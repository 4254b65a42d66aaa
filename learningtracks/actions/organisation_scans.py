"""Actions on organisation scans: begin, write down where we are, keep the list of what is there (domain.md §2.5)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from learningtracks.events.organisation_scans import (
    ORGANISATION_SCAN_BEGUN,
    ORGANISATION_STEP_WRITTEN,
    WORKPLACE_CONDITION_ADDED,
    WORKPLACE_CONDITION_REMOVED,
    WORKPLACE_CONDITION_WRITTEN,
)
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep, WorkplaceCondition
from learningtracks.policy.organisation_scans import (
    may_add_workplace_condition,
    may_be_named,
    may_begin_organisation_scan,
    may_change_organisation_scan,
    may_remove_workplace_condition,
)
from learningtracks.values.organisation_scans import FITS, Ideal, Supply
from partnerships import events
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role


def _lock(organisation: Organisation) -> None:
    """Beginning a scan and writing in the one before wait for each other here."""
    locked(Organisation.objects.all(), organisation.pk)


@transaction.atomic
def begin(organisation: Organisation, *, content: str, by: User) -> OrganisationScan:
    """Begin the scan of this year. The list of what is there is taken over from the scan before, to be looked at again;
    the six conditions begin empty. `content` names the versions of the lists. The other advisers are told."""
    _lock(organisation)
    require(may_begin_organisation_scan(by, organisation))
    earlier = OrganisationScan.objects.of(organisation).first()
    scan = OrganisationScan.objects.create(organisation=organisation, year=today().year, content=content, opened_by=by)
    OrganisationStep.objects.bulk_create(OrganisationStep(scan=scan, condition=one) for one in Ideal)
    WorkplaceCondition.objects.bulk_create(_taken_over(scan, earlier) if earlier else _first_list(scan))
    advisers = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    others = [one.person for one in advisers.select_related("person")]
    events.record(ORGANISATION_SCAN_BEGUN, by=by, about=scan, tell=others, organisation=organisation, year=scan.year)
    return scan


def _first_list(scan: OrganisationScan) -> list[WorkplaceCondition]:
    return [WorkplaceCondition(scan=scan, slug=one, slot=FITS[one]) for one in Supply]


def _taken_over(scan: OrganisationScan, earlier: OrganisationScan) -> list[WorkplaceCondition]:
    return [
        WorkplaceCondition(
            scan=scan, slug=one.slug, name=one.name, presence=one.presence, where=one.where, slot=one.slot, before=one
        )
        for one in earlier.conditions.all()
    ]


@transaction.atomic
def write_step(
    scan: OrganisationScan,
    *,
    condition: str,
    score: int | None,
    where_now: str,
    next_step: str,
    next_on: dt.date | None,
    version: int,
    by: User,
) -> OrganisationStep:
    """Write down where the organisation stands on one condition, and the next step. No score is "Weet ik niet".

    Raises Stale when somebody else saved meanwhile.
    """
    _lock(scan.organisation)
    require(may_change_organisation_scan(by, scan))
    step = OrganisationStep.objects.select_for_update().get(scan=scan, condition=condition)
    check_version(step, version)
    step.score, step.where_now, step.next_step = score, where_now.strip(), next_step.strip()
    step.next_on = next_on if step.next_step else None
    step.edited_by, step.edited_at, step.version = by, timezone.now(), step.version + 1
    step.save()
    events.record(ORGANISATION_STEP_WRITTEN, by=by, about=scan)
    return step


@transaction.atomic
def write_condition(
    condition: WorkplaceCondition, *, presence: str, where: str, slot: str, version: int, by: User, name: str = ""
) -> WorkplaceCondition:
    """Say whether it is there, and where to find it. Only an own one can be called otherwise.

    Raises Stale when somebody else saved meanwhile.
    """
    _lock(condition.scan.organisation)
    row = locked(WorkplaceCondition.objects.select_related("scan"), condition.pk)
    require(may_change_organisation_scan(by, row.scan))
    check_version(row, version)
    if row.is_own and name:
        require(may_be_named(row.scan, name.strip(), but=row))
        row.name = name.strip()
    row.presence, row.where, row.slot = presence, where.strip(), slot
    row.edited_by, row.edited_at, row.version = by, timezone.now(), row.version + 1
    row.save()
    events.record(WORKPLACE_CONDITION_WRITTEN, by=by, about=row.scan)
    return row


@transaction.atomic
def add_condition(
    scan: OrganisationScan, *, name: str, presence: str, where: str, slot: str, by: User
) -> WorkplaceCondition:
    """Put something of the organisation's own on the list."""
    _lock(scan.organisation)
    require(may_add_workplace_condition(by, scan))
    require(may_be_named(scan, name.strip()))
    made = WorkplaceCondition.objects.create(
        scan=scan,
        name=name.strip(),
        presence=presence,
        where=where.strip(),
        slot=slot,
        edited_by=by,
        edited_at=timezone.now(),
    )
    events.record(WORKPLACE_CONDITION_ADDED, by=by, about=scan)
    return made


@transaction.atomic
def remove_condition(condition: WorkplaceCondition, *, by: User) -> None:
    """Take an own thing off the list of this year; in the scans of earlier years it stays."""
    scan = condition.scan
    _lock(scan.organisation)
    require(may_remove_workplace_condition(by, condition))
    condition.delete()
    events.record(WORKPLACE_CONDITION_REMOVED, by=by, about=scan)
