"""A question waits with a teammate for as long as who asks is in the team with them (access.md R20)."""

import pytest
from django.test import Client

from conftest import join, make_person
from learningtracks.actions import tracks
from partnerships.actions import memberships
from partnerships.actions.todos import put_right
from partnerships.events import still_known
from partnerships.models.events import Event
from partnerships.todos import waiting_for
from partnerships.values import Role


@pytest.fixture
def her_school(school, partnership):
    """Who coordinates where Sam is a student."""
    person = make_person("Petra Kok")
    join(person, Role.COORDINATOR, school, partnership=partnership)
    return person


def knows(person) -> tuple[int, int]:
    """How much waits, and how much of it is told at the bell and in a mail."""
    return len(waiting_for(person)), len(still_known(Event.objects.filter(kind="colleague_asked"), person))


@pytest.mark.parametrize("ends", ["the role", "the track", "the account"])
def test_a_question_of_who_left_waits_with_nobody(asked_tina, tina, sam, track, nora, her_school, ends):
    before = knows(tina)
    if ends == "the role":
        memberships.end(sam.memberships.get(), by=her_school)
    elif ends == "the track":
        tracks.end(track, by=nora)
    else:
        type(sam).objects.filter(pk=sam.pk).update(is_active=False)
        put_right()

    assert Client().get(asked_tina.get_absolute_url()).status_code == 404
    assert (before, knows(tina)) == ((1, 1), (0, 0))


def test_it_waits_again_when_who_asked_is_back(asked_tina, tina, sam, school, partnership, her_school):
    memberships.end(sam.memberships.get(), by=her_school)
    join(sam, Role.LEARNER, school, partnership=partnership)
    put_right()

    assert (knows(tina), Client().get(asked_tina.get_absolute_url()).status_code) == ((1, 1), 200)
