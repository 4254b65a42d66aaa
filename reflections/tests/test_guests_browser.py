"""Two guests in real browsers: one invited before the room is open, one with the code at the door. Both tell, and find
their own story afterwards."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from reflections.actions import rooms, value_checks
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.tests.planned import details
from reflections.tests.test_rooms_browser import SOON, press, writes
from werkplek.tests.browser import DESKTOP, PHONE, objections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: what guests do is tried on both"),
]
NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def check(team, tom, tina):
    wanted = details(team, facilitator=tom, place="Teamkamer")
    return value_checks.plan(team, starts_at=timezone.now() + dt.timedelta(minutes=5), details=wanted, by=tom)


def here(page: Page, address: str) -> str:
    """An address of the site on the server of the test."""
    return address.replace("http://testserver", page.url.split("/value-checks")[0])


def phase(lead: Page, name: str, *others: Page) -> None:
    """The facilitator goes on, after a question when not everybody told."""
    if name == "Oogst":
        lead.locator(".lead-bar summary").get_by_text(f"Verder: {name}").click(timeout=SOON)
        press(lead, f"Ja, verder: {name}")
    else:
        press(lead, f"Verder: {name}")
    for page in (lead, *others):
        expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=SOON)


def invite(lead: Page, check: ValueCheck, name: str) -> str:
    """From the page of the planned session; gives the link."""
    lead.goto(check.get_absolute_url())
    lead.get_by_role("link", name="Gast uitnodigen").click()
    lead.get_by_label("Hoe heet je gast?").fill(name)
    press(lead, "Maak een link")
    return here(lead, lead.get_by_role("textbox", name="Link voor deze gast").input_value())


def tells(lead: Page, teller: Page, scribe: Page, name: str, text: str) -> None:
    lead.get_by_role("button", name=f"Geef het woord : {name}").first.click(timeout=SOON)
    expect(teller.get_by_text("Jij vertelt")).to_be_visible(timeout=SOON)
    writes(scribe, text, "Anders kijken", about=name)
    press(teller, "Klopt", text)


@pytest.mark.long("the journey of two guests: its parts are tried in test_guests_*.py")
def test_one_guest_is_invited_before_and_one_comes_by_the_code(open_browser: Any, check, tom, tina):
    axe, lead = [], open_browser(DESKTOP, tom)
    link = invite(lead, check, "Gerda")
    axe += objections(lead)
    gerda = open_browser(NARROW)
    gerda.goto(link)
    expect(gerda.get_by_text("Teamkamer")).to_be_visible()
    axe += objections(gerda)

    # The room opens, and the page of who was invited goes on by itself.
    rooms.open(check, by=tom)
    gerda.get_by_role("button", name="Ik doe mee").click(timeout=SOON)
    expect(gerda.locator("[data-room].is-live")).to_be_visible()
    scribe = open_browser(DESKTOP, tina)
    scribe.goto(reverse("reflections:room", args=[check.public_id]))
    press(scribe, "Ik doe mee")
    lead.goto(reverse("reflections:room", args=[check.public_id]))

    # Bram has the code of the wall, and waits until Tom lets him in.
    bram = open_browser(PHONE)
    bram.goto(f"{reverse('reflections:join')}?code={Room.objects.get().code}")
    press(bram, "Naar de waardecheck")
    bram.get_by_label("Hoe heet je?").fill("Bram")
    axe += objections(bram)
    press(bram, "Vraag of ik erbij mag")
    expect(bram.get_by_text("Dag Bram.")).to_be_visible()
    expect(lead.get_by_text("wil meedoen als gast.")).to_be_visible(timeout=SOON)
    axe += objections(lead)
    press(lead, "Laat binnen", "Bram")
    expect(bram.locator("[data-room].is-live")).to_be_visible(timeout=SOON)
    own = here(lead, bram.locator("#link-own-link").input_value())

    press(scribe, "Ik schrijf mee")
    expect(lead.get_by_text("schrijft").first).to_be_visible(timeout=SOON)
    for name in ("Check-in", "Hoe staat het met onze acties?", "Stil voorbereiden", "Verhalenronde"):
        phase(lead, name, gerda, bram)
    tells(lead, gerda, scribe, "Gerda (gast)", "Van buiten zie je meer.")
    tells(lead, bram, scribe, "Bram (gast)", "Ik bel nu eerst.")
    for name in ("Oogst", "Actiepunten", "Check-out"):
        phase(lead, name, gerda, bram)
    rooms.end(check, by=Seat.objects.get(person=tom))

    # Thanks, and the own story: here, and on another telephone by the link.
    expect(gerda.get_by_role("heading", name="Dank je wel, Gerda")).to_be_visible(timeout=SOON)
    axe += objections(gerda)
    gerda.get_by_role("link", name=re.compile("^Aanpassen")).click()
    gerda.get_by_label("Notitie").fill("Samen zie je meer.")
    axe += objections(gerda)
    press(gerda, "Bewaren")
    expect(gerda.locator(".slip__text")).to_have_text("Samen zie je meer.")
    phone = open_browser(NARROW)
    phone.goto(own)
    phone.get_by_text("Toon QR-code").click()
    axe += objections(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.get_by_role("link", name="Verhaal intrekken").click()
    press(phone, "Intrekken")
    expect(phone.get_by_text("Je hebt dit verhaal ingetrokken.")).to_be_visible()

    assert [note.text for note in StoryNote.objects.confirmed()] == ["Samen zie je meer.", "Ik bel nu eerst."]
    assert [bool(story.withdrawn_at) for story in ValueStory.objects.order_by("number")] == [False, True]
    assert axe == []


def test_a_link_is_copied_with_one_press(open_browser, check, tom):
    lead = open_browser(DESKTOP | {"permissions": ["clipboard-read", "clipboard-write"]}, tom)
    link = invite(lead, check, "Gerda")
    press(lead, "Kopiëren")

    expect(lead.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert here(lead, lead.evaluate("navigator.clipboard.readText()")) == link
    assert GuestPass.objects.get().get_absolute_url() in link


def test_who_leads_stays_in_the_room_while_inviting(open_browser, check, tom):
    rooms.open(check, by=tom)
    gone = timezone.now() - dt.timedelta(minutes=5)
    Seat.objects.update(seen_at=gone)
    lead = open_browser(DESKTOP, tom)
    lead.goto(reverse("reflections:value_check_guests", args=[check.public_id]))
    expect(lead.get_by_role("heading", name="Gasten uitnodigen")).to_be_visible()

    for _second in range(SOON // 1000):
        if Seat.objects.get().seen_at > gone:
            break
        lead.wait_for_timeout(1000)
    assert Seat.objects.get().seen_at > gone
