"""Two groups on the wall (domain.md §5.1)."""

import pytest
from django.urls import reverse

from conftest import join, make_person
from partnerships.values import Role
from reflections.tests.crowd import Crowd
from reflections.tests.live import Session
from reflections.tests.test_rooms_wall_browser import SIZES, fits
from reflections.values import MoveKind, Phase

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
]


@pytest.fixture
def people(company, team):
    made = [make_person(name) for name in ("Bram Mol", "Cora Kuik", "Daan Smit")]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return made


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("full", [False, True], ids=["few", "many"])
def test_the_wall_shows_both_groups_on_one_screen(open_browser, team, tom, sam, tina, track, people, size, full):
    session = Crowd(team, tom, full=True).session if full else Session(team, tom, sam, tina, *people)
    numbers = session.board.seats[1::2]
    session.do(tom, MoveKind.GROUPS, second=",".join(map(str, numbers)), leader=0)
    session.go(tom, Phase.STORIES)
    page = open_browser({"viewport": {"width": size[0], "height": size[1]}}, tom)
    wall = reverse("reflections:room_wall", args=[session.check.public_id])
    page.goto(wall)
    nobody_tells = fits(page)
    session.do(tom, MoveKind.TURN, to=session.board.seats[2])
    rooms_second = session.check.seats.get(number=numbers[0])
    session.do(rooms_second, MoveKind.TURN, to=numbers[0])
    page.goto(wall)

    fine = {"to scroll": 0, "too small": [], "cut": [], "spilt": [], "axe": []}
    assert (nobody_tells, fits(page)) == (fine, fine)
