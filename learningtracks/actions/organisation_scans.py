"""Actions on organisation scans: begin, and write down where we are (domain.md §2.5)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from learningtracks.events.organisation_scans import ORGANISATION_SCAN_BEGUN, ORGANISATION_STEP_WRITTEN
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep
from learningtracks.policy.organisation_scans import may_begin_organisation_scan, may_change_organisation_scan
from learningtracks.values.organisation_scans import Ideal
from partnerships import events
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role


def _lock(organisation: Organisation) -> None:
    """Beginning a scan and writing in the one before wait for each other here."""
    locked(Organisation.objects.all(), organisation.pk)


@transaction.atomic
def begin(organisation: Organisation, *, content: str, by: User) -> OrganisationScan:
    """Begin the scan of this year, with six empty conditions. `content` names the version of the questions. The other
    advisers are told."""
    _lock(organisation)
    require(may_begin_organisation_scan(by, organisation))
    scan = OrganisationScan.objects.create(organisation=organisation, year=today().year, content=content, opened_by=by)
    OrganisationStep.objects.bulk_create(OrganisationStep(scan=scan, condition=one) for one in Ideal)
    advisers = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    others = [one.person for one in advisers.select_related("person")]
    events.record(ORGANISATION_SCAN_BEGUN, by=by, about=scan, tell=others, organisation=organisation, year=scan.year)
    return scan


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
