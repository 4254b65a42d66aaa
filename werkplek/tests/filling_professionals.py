"""The register for the world of the tests: Samira is found by everybody, Sam waits for a moderator, and Wim did not say
that it still holds; further rows are of people who are nobody else."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from partnerships.models.professionals import SILENCE, STILL_AFTER, Professional, Service
from partnerships.values import Region, Sector
from werkplek.tests.casting import make_person
from werkplek.tests.world import World


def add_professional(person: User, *, holds_on: dt.date | None = None, service: Service | None = None) -> Professional:
    """Published and said to hold on that day; without one it waits."""
    made = Professional.objects.create(
        person=person,
        headline="Ik help teams terugkijken.",
        work="Ik luister eerst, en vraag daarna door.",
        sector=Sector.CARE,
        region=Region.UTRECHT,
        published_at=timezone.now() if holds_on else None,
        confirmed_on=holds_on,
    )
    made.services.set([service or Service.objects.get_or_create(name="Teams begeleiden")[0]])
    return made


def fill_professionals(world: World, number: int) -> None:
    names = ("samira", "sam", "wim")
    people = [world.people[name] if number == 0 else make_person(f"Register {name} {number}") for name in names]
    service = Service.objects.create(name=f"Aanbod {number}", position=number)
    days = (today(), None, today() - STILL_AFTER - SILENCE)
    made = [add_professional(person, holds_on=day, service=service) for person, day in zip(people, days, strict=True)]
    codes = ("professional", "waiting_professional", "silent_professional")
    world.things |= dict(zip(codes, made, strict=True))
