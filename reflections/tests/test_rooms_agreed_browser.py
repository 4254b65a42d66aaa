"""Action points are kept up in the room by who does them: with a script, on every screen, and two at once."""

import datetime as dt
import os
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from reflections.tests.live import Session
from reflections.values import Phase
from werkplek.tests.browser import DESKTOP, PHONE, objections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: two at once are asked on both"),
]
SOON = 20_000
UPDATE = re.compile("^Bijwerken")


def fill_in(page, status, words):
    page.locator("summary").get_by_text(UPDATE).click()
    page.get_by_label("Hoe staat het ervoor?").select_option(label=status)
    page.get_by_label("Wat heeft het opgeleverd").fill(words)


def save(page):
    page.get_by_role("button", name="Bewaren").click()


def test_its_owner_says_how_it_goes_and_every_screen_follows(open_browser, team, tom, tina, sam, track):
    action_points.make(team, by=tina, text="Elke familie bellen", owner=tina, due_on=today() + dt.timedelta(days=9))
    session = Session(team, tom, tina, sam)
    session.go(tom, Phase.LOOK_BACK)
    room = session.room.get_absolute_url()
    screens = {person: open_browser(PHONE, person) for person in (tina, tom, sam)}
    wall = open_browser(DESKTOP, tom)
    wall.goto(reverse("reflections:room_wall", args=[session.check.public_id]))
    for page in screens.values():
        page.goto(room)
    owner, lead, other = screens.values()
    expect(other.get_by_text("Elke familie bellen")).to_be_visible()
    assert other.get_by_text(UPDATE).count() == wall.get_by_text(UPDATE).count() == 0

    fill_in(lead, "Gestopt", "Geen tijd, zegt Tom")
    fill_in(owner, "Klaar", "Elf families gebeld")
    if folder := os.environ.get("PICTURES"):
        owner.screenshot(path=f"{folder}/owner.png", full_page=True)
    assert objections(owner) == []
    save(owner)
    for page in (owner, other):
        expect(page.get_by_text("Elf families gebeld").first).to_be_visible(timeout=SOON)
    expect(wall.get_by_text("Klaar").first).to_be_visible(timeout=SOON)

    save(lead)
    expect(lead.get_by_text("Er is een nieuwe versie").first).to_be_visible(timeout=SOON)
    expect(lead.get_by_text("Geen tijd, zegt Tom").first).to_be_visible()
    assert ActionPoint.objects.get().result == "Elf families gebeld"

    expect(lead.get_by_label("Wat heeft het opgeleverd")).to_have_value("Elf families gebeld", timeout=SOON)
    fill_in_again = lead.get_by_label("Wat heeft het opgeleverd")
    fill_in_again.fill("Elf families en de buren")
    save(lead)
    expect(other.get_by_text("Elf families en de buren")).to_be_visible(timeout=SOON)
    if folder:
        lead.set_viewport_size({"width": 1280, "height": 900})
        lead.screenshot(path=f"{folder}/lead.png", full_page=True)
        wall.screenshot(path=f"{folder}/wall.png")
