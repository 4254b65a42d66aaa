"""A whole live session in seven real browsers: a lead, four members, somebody who comes late, and a guest."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from conftest import join, make_person
from learningtracks.models.action_points import ActionPoint
from partnerships.values import Role
from reflections.actions import value_checks
from reflections.models.rooms import Pad, ScoreCount, Seat
from reflections.models.stories import StoryNote
from reflections.models.value_checks import ValueCheck
from reflections.tests.planned import details
from werkplek.tests.browser import DESKTOP, PHONE, objections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
]
NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}
SOON = 20_000  # ms until what another did is on every screen: asked within two seconds, on a busy machine later


@pytest.fixture
def members(company, team):
    names = ("Anna Bos", "Bram Mol", "Cora Kuik", "Daan Vos", "Emma Laat")
    people = [make_person(name) for name in names]
    for person in people:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return people


@pytest.fixture
def check(team, tom, members):
    wanted = details(team, facilitator=tom)
    return value_checks.plan(team, starts_at=timezone.now() + dt.timedelta(minutes=5), details=wanted, by=tom)


class Table:
    """Everybody around one table, each with an own screen."""

    def __init__(self, open_browser: Any, check: ValueCheck):
        self.open, self.check, self.screens = open_browser, check, {}
        self.room = reverse("reflections:room", args=[check.public_id])

    def sits(self, person: Any, device: dict[str, Any] = PHONE) -> Page:
        page = self.open(device, person)
        page.goto(self.room)
        page.get_by_role("button", name="Ik doe mee").click()
        expect(page.locator("[data-room].is-live")).to_be_visible()
        self.screens[person.name] = page
        return page

    def all_see(self, text: str) -> None:
        for page in self.screens.values():
            expect(page.locator("main")).to_contain_text(text, timeout=SOON)

    def phase(self, lead: Page, name: str, *, asks: bool = False) -> None:
        """The facilitator goes on, after a question when there is one; every screen follows."""
        if asks:
            lead.locator(".lead-bar summary").get_by_text(f"Verder: {name}").click()
        lead.get_by_role("button", name=f"Ja, verder: {name}" if asks else f"Verder: {name}").click()
        for page in self.screens.values():
            expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=SOON)


def press(page: Page, name: str, about: str = "") -> None:
    """Press a button; `about` is what only a screen reader reads behind its name."""
    named = re.compile(f"^{re.escape(name)} ?: {re.escape(about)}$") if about else re.compile(f"^{re.escape(name)}$")
    page.get_by_role("button", name=named).first.click(timeout=SOON)


def writes(page: Page, text: str, level: str, *, about: str) -> None:
    """Who writes sees first whose story it is: their screen may be two seconds behind the others."""
    expect(page.locator("[data-about]")).to_have_text(f"Bij het verhaal van {about}", timeout=SOON)
    page.get_by_label("Wat hoor je?").fill(text)
    page.get_by_role("radio", name=level).check()
    press(page, "Op het bord")
    expect(page.get_by_label("Wat hoor je?")).to_have_value("", timeout=SOON)


def gone_for_two_minutes(person: Any, *, seen_by: Page, offers: str) -> None:
    """The clock is put on until the others are offered to go on: a last sign of life may still be on its way."""
    button = seen_by.get_by_role("button", name=offers)
    for _ in range(SOON // 1000):
        Seat.objects.filter(person=person).update(seen_at=timezone.now() - dt.timedelta(seconds=121))
        seen_by.wait_for_timeout(1000)
        if button.count():
            return
    expect(button.first).to_be_visible()


@pytest.mark.long("the long journey: its parts are walked by the tests of the room")
def test_a_whole_session_in_seven_browsers(open_browser, check, tom, members):
    anna, bram, cora, daan, emma = members
    table, axe = Table(open_browser, check), []

    # Coming in: the lead starts with one click, a guest has a link.
    lead = open_browser(DESKTOP, tom)
    lead.goto(check.get_absolute_url())
    press(lead, "Start de waardecheck")
    table.screens["Tom"] = lead
    teller, scribe, third = table.sits(anna, NARROW), table.sits(bram, DESKTOP), table.sits(cora)
    table.sits(daan)
    lead.get_by_role("link", name="Gast uitnodigen").click()
    lead.get_by_label("Hoe heet je gast?").fill("Gerda")
    press(lead, "Maak een link")
    link = lead.get_by_role("textbox", name="Link voor deze gast").input_value()
    guest = open_browser(PHONE)
    guest.goto(link.replace("http://testserver", lead.url.split("/value-checks")[0]))
    guest.get_by_label("Hoe heet je?").fill("Gerda")
    press(guest, "Ik doe mee")
    table.screens["Gerda"] = guest
    lead.goto(table.room)
    table.all_see("Gerda (gast)")
    axe += objections(teller)

    # Check-in, looking back, and in silence the own pad.
    table.phase(lead, "Check-in")
    press(teller, "Ik heb mijn zin gezegd")
    expect(third.get_by_text("Klaar")).to_be_visible(timeout=SOON)
    axe += objections(teller)
    table.phase(lead, "Hoe staat het met onze acties?")
    axe += objections(teller)
    table.phase(lead, "Stil voorbereiden")
    teller.get_by_label("Titel van je verhaal").fill("De dochter die belde")
    teller.get_by_label("Steekwoorden voor jezelf").fill("eerst bellen")
    expect(teller.locator("[data-pad-says]")).to_have_text("Bewaard", timeout=SOON)
    assert Pad.objects.get().text == "eerst bellen"
    axe += objections(teller)

    # The story round: one tells, one writes, one asks.
    press(scribe, "Ik schrijf mee")
    expect(lead.get_by_role("button", name="Verder: Verhalenronde")).to_be_visible(timeout=SOON)
    table.phase(lead, "Verhalenronde")
    press(lead, "Geef het woord", "Anna Bos")
    expect(teller.get_by_text("Jij vertelt")).to_be_visible(timeout=SOON)
    assert teller.get_by_label("Hoe heet je verhaal?").input_value() == "De dochter die belde"
    press(teller, "Toon de titel")
    table.all_see("De dochter die belde")
    press(third, "Ik heb een vraag")
    press(lead, "Vraag gesteld", "Cora Kuik")
    writes(scribe, "Ik bel nu eerst zelf.", "Anders doen", about="Anna Bos")
    table.all_see("Ik bel nu eerst zelf.")
    axe += objections(teller)

    # The facilitator's tab is closed mid-story. Somebody else goes on, and gives it back.
    context = lead.context
    lead.close()
    del table.screens["Tom"]
    gone_for_two_minutes(tom, seen_by=third, offers="Ik neem over")
    press(third, "Ik neem over")
    table.all_see("leidt")
    press(teller, "Klopt", "Ik bel nu eerst zelf.")
    press(third, "Geef het woord", "Gerda (gast)")
    expect(guest.get_by_text("Jij vertelt")).to_be_visible(timeout=SOON)
    late = table.sits(emma)
    expect(late.locator(".telling__name")).to_have_text("Gerda (gast)")
    writes(scribe, "Van buiten zie je meer.", "Anders kijken", about="Gerda (gast)")
    press(guest, "Klopt", "Van buiten zie je meer.")
    lead = context.new_page()
    lead.goto(table.room)
    table.screens["Tom"] = lead
    press(lead, "Ik leid weer")
    expect(lead.get_by_role("button", name="Dit verhaal is klaar")).to_be_visible(timeout=SOON)

    # Harvest, what to do, and out.
    table.phase(lead, "Oogst", asks=True)
    table.all_see("Van buiten zie je meer.")
    axe += objections(teller)
    table.phase(lead, "Actiepunten")
    late.get_by_label("Wat ga je doen?").fill("Elke maandag bellen.")
    press(late, "Afspreken")
    table.all_see("Elke maandag bellen.")
    axe += objections(teller)
    table.phase(lead, "Check-out")
    teller.get_by_label("Jouw woord").fill("opgelucht")
    press(teller, "Deel je woord")
    table.all_see("opgelucht")
    teller.get_by_role("radio", name="4").check()
    press(teller, "Versturen")
    expect(teller.get_by_text("Je score telt mee.")).to_be_visible(timeout=SOON)
    axe += objections(teller)
    lead.get_by_text("Waardecheck afronden").click()
    press(lead, "Ja, rond af voor iedereen")
    for name, page in table.screens.items():
        if name != "Gerda":
            expect(page).not_to_have_url(f"**{table.room}", timeout=SOON)
    expect(guest.get_by_role("heading", name="Dank je wel")).to_be_visible(timeout=SOON)

    check.refresh_from_db()
    assert (check.standing, Pad.objects.count(), ScoreCount.objects.get(count=1).score) == ("closed", 0, 4)
    assert StoryNote.objects.confirmed().count() == 2
    assert ActionPoint.objects.get().owner == emma
    assert axe == []


def enter(page: Page) -> None:
    """Press the key as soon as what has the focus does something: the second after a move is nobody's."""
    expect(page.locator("*:focus")).not_to_have_attribute("aria-disabled", "true", timeout=SOON)
    page.keyboard.press("Enter")


def test_the_room_is_led_by_keyboard_alone(open_browser, check, tom, members):
    """Forward, and the floor given, without a pointer; the focus stays where somebody was."""
    page = open_browser(DESKTOP, tom)
    page.goto(check.get_absolute_url())
    page.get_by_role("button", name="Start de waardecheck").focus()
    page.keyboard.press("Enter")
    # Pressed before the script is there, a button loads the page anew, and a new page has no focus yet.
    expect(page.locator("[data-room].is-live")).to_be_visible(timeout=SOON)
    for name in ("Check-in", "Hoe staat het met onze acties?", "Stil voorbereiden", "Verhalenronde"):
        if name == "Verhalenronde":  # nobody writes, so going on is a question
            page.locator(".lead-bar summary").get_by_text(f"Verder: {name}").focus()
            enter(page)
            page.get_by_role("button", name=f"Toch verder: {name}").focus()
        else:
            page.get_by_role("button", name=f"Verder: {name}").focus(timeout=SOON)
        enter(page)
        expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=SOON)
        assert page.evaluate("document.activeElement.closest('[data-part]')?.dataset.part") == "lead"
    page.get_by_role("button", name="Geef het woord").first.focus()
    enter(page)

    expect(page.get_by_text("Jij vertelt")).to_be_visible(timeout=SOON)
    expect(page.locator("[data-says]")).to_contain_text("Tom Visser vertelt.", timeout=SOON)


def test_the_first_load_is_light(open_browser, check, tom, members):
    page = open_browser(DESKTOP, tom)
    page.goto(check.get_absolute_url())
    page.get_by_role("button", name="Start de waardecheck").click()
    page.wait_for_url("**/room/")
    scripts = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.endsWith('.js')).map(e => e.decodedBodySize)"
    )

    assert sum(scripts) <= 30_000
