"""Two groups and one harvest in real browsers, and on the wall (domain.md §5.1)."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import rooms
from reflections.tests.crowd import Crowd
from reflections.tests.live import Session
from reflections.tests.test_rooms_wall_browser import SIZES, fits
from reflections.values import MoveKind, Phase
from werkplek.tests.browser import DESKTOP, PHONE, objections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
]
NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}
SOON = 20_000  # ms until what another did is on the screen, on a busy machine


@pytest.fixture
def people(company, team):
    made = [make_person(name) for name in ("Bram Mol", "Cora Kuik", "Daan Smit")]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return made


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click(timeout=SOON)


def is_done(page):
    """Our group is ready: behind a question."""
    page.locator(".lead-bar summary").get_by_text("Ons groepje is klaar").click(timeout=SOON)
    press(page, "Ja, ons groepje is klaar")


def test_two_groups_tell_and_harvest_together(open_browser, team, tom, sam, tina, track, people):
    bram, cora, daan = people
    session = Session(team, tom, sam, tina, bram)
    room, axe = reverse("reflections:room", args=[session.check.public_id]), []
    lead, second, listener = open_browser(DESKTOP, tom), open_browser(NARROW, sam), open_browser(NARROW, bram)
    for page in (lead, second, listener):
        page.goto(room)
        expect(page.locator("[data-room].is-live")).to_be_visible()

    # Made in the lobby, and somebody is moved before the stories begin: Cora comes in, and goes to the second group.
    ways = lead.locator("details", has_text="Vertellen in twee groepjes")
    ways.evaluate("one => { one.open = true }")  # it is, when more people tell than there is time for
    press(lead, "Maak twee groepjes")
    expect(listener.get_by_role("heading", name="Twee groepjes")).to_be_visible(timeout=SOON)
    assert session.board.apart == [2, 4]
    rooms.enter(session.check, by=cora)
    expect(lead.locator(".groups")).to_contain_text("Cora Kuik", timeout=SOON)
    lead.get_by_role("button", name=re.compile("^Naar groepje 2 ?: Cora Kuik$")).click()
    expect(lead.locator(".groups")).to_contain_text("Groepje 2 3", timeout=SOON)
    axe += [*objections(lead), *objections(second)]

    # The stories: each leads the own group, and nobody reads the other.
    session.go(tom, Phase.STORIES)
    expect(second.get_by_role("heading", name="Jij zit in groepje 2")).to_be_visible(timeout=SOON)
    session.do(sam, MoveKind.TURN, to=4)
    listener.get_by_label("Hoe heet je verhaal?").fill("De overdracht van Bram", timeout=SOON)
    session.do(tom, MoveKind.TURN, to=3)
    rooms.enter(session.check, by=daan)
    expect(lead.locator("[data-part=people]")).to_contain_text("Daan Smit", timeout=SOON)
    expect(listener.get_by_label("Hoe heet je verhaal?")).to_have_value(
        "De overdracht van Bram"
    )  # nothing typed is lost
    press(listener, "Toon de titel")
    expect(second.locator(".telling__title")).to_have_text("De overdracht van Bram", timeout=SOON)
    expect(lead.locator(".groups")).to_contain_text("Nu vertelt Bram Mol.", timeout=SOON)
    expect(lead.locator("body")).not_to_contain_text("De overdracht van Bram")
    axe += [*objections(lead), *objections(second), *objections(listener)]

    # Ready is said behind a question; the first waits, the second begins the harvest for all.
    is_done(second)
    expect(second.get_by_text("Jullie groepje is klaar.")).to_be_visible(timeout=SOON)
    expect(lead.locator(".groups")).to_contain_text("Klaar met vertellen.", timeout=SOON)
    axe += objections(second)
    session.do(tom, MoveKind.TURN, to=0)
    expect(lead.get_by_text("Wie vertelt?")).to_be_visible(timeout=SOON)  # a click on what was before is refused
    is_done(lead)
    for page in (lead, second, listener):
        expect(page.get_by_role("heading", level=1)).to_have_text("Oogst", timeout=SOON)
    assert axe == []


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
