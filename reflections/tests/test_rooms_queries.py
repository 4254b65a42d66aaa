"""A room costs as many queries for three people as for nine, and never more than twelve."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import rooms
from reflections.live import shared
from reflections.tests.live import Session
from reflections.values import PHASES, Phase

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite", "as many questions on both")]


def counted(client, session, name):
    shared.forget()  # the first who asks after a change; the others pay less
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse(f"reflections:{name}", args=[session.check.public_id])).status_code == 200
    return len(found)


def test_more_people_and_notes_cost_no_more_queries(team, tom, sam, track, signed_in):
    people = [make_person(f"Deelnemer {number}") for number in range(7)]
    for person in people:
        join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    session = Session(team, tom, sam)
    client, seen = signed_in(sam), {}
    client.get(session.room.get_absolute_url())  # the first of the day writes down that the session is used
    for phase in PHASES[: PHASES.index(Phase.CLOSED)]:
        session.go(tom, phase)
        seen[phase] = [counted(client, session, name) for name in ("room", "room_part", "room_wall")]
    for person in people:
        rooms.enter(session.check, by=person)
    for person in people[:3]:
        session.tell(tom, person, people[6], "Eerst.", "Dan.", "Daarna.")

    for phase, costs in seen.items():
        session.go(tom, phase)
        again = [counted(client, session, name) for name in ("room", "room_part", "room_wall")]
        assert (phase, again) == (phase, costs)
        assert max(costs) <= 12
