"""Two team meetings, in a real browser: what was noted and agreed in the first is what the second opens with."""

import datetime as dt

import pytest

from accounts.values import today
from werkplek.tests.browser import DESKTOP, PHONE, assert_no_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def plan(page, team, days):
    page.goto(team.get_absolute_url())
    follow(page, "Leren in het teamoverleg")
    page.get_by_label("Wanneer is het overleg?").fill((today() + dt.timedelta(days=days)).isoformat())
    press(page, "Op de agenda zetten")
    return page.url


def test_the_second_meeting_opens_with_the_first(open_browser, team, tom):
    page, phone = open_browser(DESKTOP, tom), open_browser(PHONE, tom)

    # In the first the team agrees something, item by item, and makes an action point of it
    first = plan(page, team, -14)
    assert page.get_by_text("Vorige keer").count() == 0
    page.get_by_role("link", name="Opschrijven").first.click()
    page.get_by_text("Stap 1 van 5").wait_for()
    page.get_by_label("Wat hebben jullie afgesproken?").fill("Elke maand het tweede punt")
    page.get_by_label("Klaar", exact=True).check()
    press(page, "Bewaar en ga verder")
    page.get_by_text("Stap 2 van 5").wait_for()
    page.goto(first)
    with page.expect_navigation():
        page.get_by_role("button", name="Maak er een actiepunt van").click()
    assert page.url == first

    # The second opens with that, above its own agenda, with who does it and by when
    plan(phone, team, 7)
    then = phone.get_by_role("region", name="Vorige keer")
    assert then.get_by_role("definition").get_by_text("Elke maand het tweede punt").is_visible()
    assert then.get_by_role("link", name="Elke maand het tweede punt").is_visible()
    assert then.get_by_text("Tom Visser").is_visible()
    assert_no_axe(phone)
    phone.get_by_role("link", name="Opschrijven").first.click()
    phone.get_by_text("Stap 1 van 5").wait_for()
    assert phone.get_by_text("Elke maand het tweede punt").is_visible()
    assert phone.get_by_label("Wat hebben jullie afgesproken?").input_value() == ""
    assert_no_axe(phone)
