"""What is there on the workplace of Sam, for the world of the tests: three of the four that everybody begins with, each
standing otherwise, and things of its own."""

import datetime as dt

from django.utils import timezone

from learningtracks.models.workplace_conditions import WorkplaceCondition
from learningtracks.values.workplace_conditions import FITS, Presence, Supply
from werkplek.tests.world import World

LOOKED_AT = {Supply.CAREER_TALKS: Presence.YES, Supply.NETWORK: Presence.PARTLY, Supply.REFERENCE: Presence.WANTED}
LONG_AGO = dt.timedelta(days=3_000)  # before any scan of this world


def fill_workplace_conditions(world: World, number: int) -> None:
    """Every row is one more thing of its own that is there."""
    now = timezone.now()
    facts = {"workplace": world.things["workplace"], "where": "Elke donderdag", "edited_by": world.people["LA"]}
    if "own_condition_key" not in world.things:
        WorkplaceCondition.objects.bulk_create(
            WorkplaceCondition(
                slug=slug,
                slot="" if presence == Presence.YES else FITS[slug],  # what is there fits everywhere
                presence=presence,
                edited_at=now - LONG_AGO,
                **facts,
            )
            for slug, presence in LOOKED_AT.items()
        )
    own = WorkplaceCondition.objects.create(name=f"Leerplein {number}", presence=Presence.YES, used=True, **facts)
    world.things["own_condition_key"] = own.key
