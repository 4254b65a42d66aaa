"""Organisation scans for the world of the tests: the newest of last year, so that one can begin, and earlier ones."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep
from learningtracks.values.organisation_scans import Ideal
from werkplek.tests.world import World


def fill_organisation_scans(world: World, number: int) -> None:
    """Every row is a year further back."""
    things = world.things
    if "organisation_scan" not in things:
        things["organisation_scan"] = _scan(world, 1)
    things["earlier_scan"] = _scan(world, number + 2)


def _scan(world: World, years_ago: int) -> OrganisationScan:
    lars, now = world.people["LA"], timezone.now()
    scan = OrganisationScan.objects.create(
        organisation=world.things["organisation"],
        year=today().year - years_ago,
        content="org_conditions@1",
        opened_by=lars,
    )
    OrganisationStep.objects.bulk_create(
        OrganisationStep(
            scan=scan,
            condition=one,
            score=2,
            where_now="Vragen stellen mag.",
            next_step="Elke maand een leerlunch",
            next_on=today() + dt.timedelta(days=30),
            edited_by=lars,
            edited_at=now,
        )
        for one in Ideal
    )
    return scan
