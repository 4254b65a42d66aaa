"""Organisation scans for the world of the tests: the newest of last year, so that one can begin, and earlier ones."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep, WorkplaceCondition
from learningtracks.values.organisation_scans import FITS, Ideal, Presence, Supply
from werkplek.tests.world import World


def fill_organisation_scans(world: World, number: int) -> None:
    """Every row is a year further back, and one more thing of their own that is there."""
    things, lars = world.things, world.people["LA"]
    if "organisation_scan" not in things:
        things["organisation_scan"] = _scan(world, 1)
        things["listed_condition"] = things["organisation_scan"].conditions.get(slug=Supply.REFERENCE)
    things["earlier_scan"] = _scan(world, number + 2)
    things["workplace_condition"] = WorkplaceCondition.objects.create(
        scan=things["organisation_scan"],
        name=f"Leerplein {number}",
        presence=Presence.YES,
        where="Elke donderdag",
        edited_by=lars,
        edited_at=timezone.now(),
    )


def _scan(world: World, years_ago: int) -> OrganisationScan:
    lars, now = world.people["LA"], timezone.now()
    scan = OrganisationScan.objects.create(
        organisation=world.things["organisation"],
        year=today().year - years_ago,
        content="org_conditions@1 workplace_conditions@1",
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
    WorkplaceCondition.objects.bulk_create(
        WorkplaceCondition(
            scan=scan,
            slug=slug,
            slot="" if presence == Presence.YES else FITS[slug],  # what is there fits everywhere
            presence=presence,
            where="Bij Leren en Ontwikkelen",
            edited_by=lars,
            edited_at=now,
        )
        for slug, presence in zip(Supply, Presence, strict=True)
    )
    return scan
