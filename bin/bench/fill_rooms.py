"""Fills a database with live rooms, and prints what their players need.

A process of its own, because it must have the settings of the installation that is measured.
"""

import json
import os
import sys
import uuid
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "werkplek.settings"
django.setup()

from django.conf import settings  # noqa: E402 - settings come first here
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from partnerships.models.memberships import Membership  # noqa: E402
from partnerships.models.organisations import Organisation  # noqa: E402
from partnerships.models.teams import Team  # noqa: E402
from partnerships.values import OrganisationKind, Role  # noqa: E402
from reflections.actions import rooms as actions  # noqa: E402
from reflections.models.rooms import Room, Seat  # noqa: E402
from reflections.models.value_checks import Participant, ValueCheck  # noqa: E402
from reflections.values import PHASES, MoveKind, Phase, SessionRole  # noqa: E402


def main(rooms: int, people: int) -> None:
    """Rooms in the story round, everybody seated and signed in."""
    with transaction.atomic():
        filled = [fill_room(number, people) for number in range(rooms)]
    print(json.dumps({"rooms": filled}))


def fill_room(number: int, people: int) -> dict[str, Any]:
    place = Organisation.objects.create(name=f"Huis {number}", kind=OrganisationKind.WORKPLACE)
    team = Team.objects.create(organisation=place, name=f"Team {number}")
    persons = [User.objects.create_user(f"p{number}-{each}@bench.example", name=f"P {each}") for each in range(people)]
    for each, person in enumerate(persons):
        role = Role.TEAM_LEAD if each == 0 else Role.TEAM_MEMBER
        Membership.objects.create(person=person, role=role, organisation=place, team=team)
    now = timezone.now()
    check = ValueCheck.objects.create(
        team=team, cycle="bench", due_on=now.date(), starts_at=now, facilitator=persons[0]
    )
    Participant.objects.bulk_create(Participant(value_check=check, person=person) for person in persons)
    actions.open(check, by=persons[0])
    for person in persons[1:]:
        actions.enter(check, by=person)
    lead, scribe = (Seat.objects.get(value_check=check, person=person) for person in persons[:2])

    def move(seat: Seat, kind: str, **payload: Any) -> None:
        version = Room.objects.get(value_check=check).version
        actions.move(check, kind=kind, payload=payload, client_id=uuid.uuid4(), based_on=version, by=seat)

    for phase in PHASES[1 : PHASES.index(Phase.STORIES) + 1]:
        move(lead, MoveKind.PHASE, to=phase)
    move(lead, MoveKind.TURN, to=lead.number)
    move(scribe, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    cookies = []
    for person in persons:
        client = Client()
        client.force_login(person)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return {"id": str(check.public_id), "cookies": cookies}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
