"""Whoever leads, in a real browser: a second click lands on nothing, the clock is the server's, and a page beside the
room keeps the seat (domain.md §5.1)."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from reflections.actions import guests
from reflections.models.rooms import Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.tests.live import Session
from reflections.values import PHASES, MoveKind, Phase, SessionRole
from werkplek.tests.browser import DESKTOP, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
]
SOON = 20_000  # ms, on a busy machine
SOUNDS = """window.rung = 0; window.AudioContext = class {
  constructor() { this.currentTime = 0; this.destination = {} }
  resume() {}
  createOscillator() { return { frequency: {}, connect: (next) => next, start: () => { window.rung += 1 }, stop() {} } }
  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (next) => next };
  }
}"""


@pytest.fixture
def session(team, tom, sam, tina, track):
    return Session(team, tom, sam, tina)


def screen(open_browser: Any, session: Session, person: Any, device: dict[str, Any] = DESKTOP) -> Page:
    page: Page = open_browser(device, person)
    page.goto(session.room.get_absolute_url())
    expect(page.locator("[data-room].is-live")).to_be_visible()
    return page


def bar(page: Page, name: str) -> Locator:
    return page.locator(".lead-bar").get_by_text(name, exact=True)


def twice(page: Page, name: str, apart: int) -> None:
    """Click where this stands, and once more there, whatever stands there by then."""
    button = bar(page, name)
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=SOON)
    box = button.bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*at)
    page.wait_for_timeout(apart)
    page.mouse.click(*at)


def is_at(page: Page, phase: Phase, session: Session) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(str(phase.label), timeout=SOON)
    page.wait_for_timeout(700)
    session.check.refresh_from_db()
    assert (session.board.phase, session.check.closed_at) == (phase, None)


OTHER_TIMES = pytest.mark.long("as slow and as fast as people click twice")


@pytest.mark.parametrize(
    ("apart", "on"),
    [(100, PHONE), pytest.param(350, DESKTOP, marks=OTHER_TIMES), pytest.param(600, PHONE, marks=OTHER_TIMES)],
)
def test_every_click_doubled_skips_nothing_and_ends_nothing(open_browser, session, tom, sam, tina, apart, on):
    session.do(tina, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    page = screen(open_browser, session, tom, on)
    for phase in PHASES[1 : PHASES.index(Phase.STORIES) + 1]:
        twice(page, f"Verder: {phase.label}", apart)
        is_at(page, phase, session)
    for number, person in enumerate((tom, sam, tina), 1):
        twice(page, f"Geef het woord aan {person}", apart)
        expect(page.locator(".telling__name")).to_have_text(str(person), timeout=SOON)
        twice(page, "Dit verhaal is klaar", apart)
        expect(page.locator(".telling__name")).to_have_count(0, timeout=SOON)
        page.wait_for_timeout(700)
        assert (len(session.board.told), session.board.teller) == (number, 0)
    for phase in PHASES[PHASES.index(Phase.HARVEST) : -1]:
        twice(page, f"Verder: {phase.label}", apart)
        is_at(page, phase, session)
    twice(page, "Waardecheck afronden", apart)
    is_at(page, Phase.CHECK_OUT, session)
    page.get_by_role("button", name="Ja, rond af voor iedereen").click()
    page.wait_for_url(re.compile("report"))


def test_a_second_click_is_ignored_for_a_second_and_then_counts(open_browser, session, tom):
    page = screen(open_browser, session, tom)
    twice(page, "Verder: Check-in", 200)
    is_at(page, Phase.CHECK_IN, session)
    expect(bar(page, "+2 minuten")).not_to_have_attribute("aria-disabled", "true", timeout=SOON)
    for minutes in (2, 4):
        bar(page, "+2 minuten").click(timeout=SOON)
        expect(page.locator("[data-left]")).to_contain_text(f"nog {minutes + 4}:", timeout=SOON)


def test_a_question_that_was_opened_stays_open_and_its_yes_moves(open_browser, session, tom, sam):
    session.go(tom, Phase.PREPARE)
    page = screen(open_browser, session, tom)
    twice(page, "Verder: Verhalenronde", 150)
    expect(page.get_by_text("Er schrijft nog niemand mee.")).to_be_visible()
    page.get_by_role("button", name="Sam", exact=False).first.click()
    expect(page.get_by_text("Er schrijft nog niemand mee.")).to_have_count(0, timeout=SOON)

    assert session.board.scribe == session.number(sam)


def test_without_anybody_who_leads_a_question_moves_the_group(open_browser, session, tom, sam):
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=0)
    page = screen(open_browser, session, sam, PHONE)
    bar(page, "Verder: Check-in").click()
    page.get_by_role("button", name="Ja, verder: Check-in").click()

    is_at(page, Phase.CHECK_IN, session)


def test_without_anybody_who_leads_a_guest_moves_the_group_and_a_second_click_nobody(open_browser, session, tom, sam):
    invitation = guests.invite(session.check, name="Gerda", by=tom)
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=0)
    page = open_browser(PHONE)
    page.goto(invitation.get_absolute_url())
    page.get_by_label("Hoe heet je?").fill("Gerda")
    page.get_by_role("button", name="Ik doe mee").click()
    expect(page.locator("[data-room].is-live")).to_be_visible()
    bar(page, "Verder: Check-in").click(timeout=SOON)
    twice(page, "Ja, verder: Check-in", 150)

    is_at(page, Phase.CHECK_IN, session)


# --- The clock ----------------------------------------------------------------------------------------------------


def began(session: Session, seconds: int) -> None:
    """The part that runs began so long ago."""
    room = session.room
    room.board["since"] = (timezone.now() - dt.timedelta(seconds=seconds)).isoformat()
    Room.objects.filter(pk=room.pk).update(board=room.board, presence=room.presence + 1)


@pytest.mark.parametrize("wrong", [-600, 600])
def test_time_is_the_servers_whatever_the_device_thinks(open_browser, session, tom, wrong):
    session.go(tom, Phase.CHECK_IN)
    began(session, 100)
    page = open_browser(DESKTOP, tom)
    page.clock.set_system_time(timezone.now() + dt.timedelta(seconds=wrong))
    page.goto(session.room.get_absolute_url())

    expect(page.locator("[data-left]")).to_have_text(re.compile(r"nog 3:[0-2]\d|nog 2:5\d"), timeout=SOON)


def test_a_member_reads_minutes_and_everybody_in_which_minute_the_story_is(open_browser, session, tom, sam, tina):
    session.tell(tom, sam, tina)
    began(session, 250)
    page = screen(open_browser, session, sam, PHONE)

    expect(page.locator("[data-left]")).to_have_text("nog 4 minuten", timeout=SOON)
    expect(page.locator("[aria-current=step]")).to_contain_text("Nu zijn er vragen. Geef geen tips.", timeout=SOON)


def test_who_wants_hears_a_soft_tone_once_when_the_time_is_over(open_browser, session, tom):
    session.go(tom, Phase.CHECK_IN)
    began(session, 292)
    page = open_browser(DESKTOP, tom)
    page.add_init_script(SOUNDS)
    page.goto(session.room.get_absolute_url())
    sound = page.get_by_role("button", name="Geluid als de tijd om is")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.rung") == 1  # what it sounds like

    expect(page.locator("[data-left]")).to_have_text("de tijd is om, rond rustig af", timeout=SOON)
    page.wait_for_timeout(2500)
    assert page.evaluate("window.rung") == 2


# --- Beside the room ----------------------------------------------------------------------------------------------


def test_the_page_with_links_for_guests_keeps_the_seat(open_browser, session, tom):
    page = screen(open_browser, session, tom)
    page.get_by_role("link", name="Gast uitnodigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gasten uitnodigen")
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    page.wait_for_timeout(11_000)

    assert timezone.now() - Seat.objects.get(person=tom).seen_at < dt.timedelta(seconds=25)


def test_a_room_that_was_opened_too_early_closes_from_within(open_browser, team, tom, sam, tina, track):
    session = Session(team, tom, sam)
    lead, other = (screen(open_browser, session, person, PHONE) for person in (tom, sam))
    bar(lead, "Toch niet beginnen").click()
    lead.get_by_role("button", name="Sluit de ruimte weer").click()

    expect(lead.get_by_text("De ruimte is weer dicht.")).to_be_visible(timeout=SOON)
    expect(other).to_have_url(re.compile(re.escape(session.check.get_absolute_url()) + "$"), timeout=SOON)
    assert (Room.objects.count(), ValueCheck.objects.get().opened_at) == (0, None)


def test_a_question_about_the_way_there(open_browser, session, sam):
    """From anywhere to the room in one click."""
    page = open_browser(PHONE, sam)
    page.goto(reverse("help"))
    page.get_by_role("link", name="Ga erheen").click()

    expect(page.locator("[data-room].is-live")).to_be_visible()
