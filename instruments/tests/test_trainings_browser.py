"""A training in a real browser, from before to after: what keeps Sam from using it becomes somebody's action (domain.md
§2.5)."""

import datetime as dt

import pytest

from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from werkplek.tests.browser import DESKTOP, PHONE, assert_no_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BARRIER = "Er is maar één lift op onze gang."


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def fill_in(page, moment, words):
    """Begin a round of this moment on the page of the training, and hand in its first answers."""
    if not page.get_by_label(moment).is_visible():
        page.get_by_text("Nieuwe ronde beginnen").click()
    page.get_by_label(moment).check()
    press(page, "Beginnen")
    follow(page, "Invullen")
    page.locator("input[name=hill-urgency-i1][value='2']").check()
    page.locator("textarea:visible").first.fill(words)
    press(page, "Inleveren")
    assert page.get_by_text(words).is_visible()


def test_from_before_to_after_with_a_barrier_that_becomes_an_action(open_browser, sam, tom, track, team):
    page, lead = open_browser(PHONE, sam), open_browser(DESKTOP, tom)
    page.goto("/rounds/")
    follow(page, "Training toevoegen")
    page.get_by_label("Welke training?").fill("Tillen")
    page.get_by_label("Laatste dag").fill((today() - dt.timedelta(days=1)).isoformat())
    press(page, "Bewaren")
    here = page.url

    fill_in(page, "Vooraf", "Ik wil leren tillen zonder pijn.")
    page.goto(here)
    fill_in(page, "Na afloop", "Leuk om met de anderen te oefenen.")
    assert page.get_by_role("heading", name="Wat jij hebt geantwoord").is_visible()
    assert_no_axe(page)

    page.goto(here)
    press(page, "Al gebruikt? Wat houdt je tegen?")
    page.get_by_role("group", name="Gebruik je al wat je hebt geleerd?").get_by_label("Een beetje").check()
    page.get_by_label("Wat houdt je nog tegen?").fill(BARRIER)
    assert_no_axe(page)
    press(page, "Afronden")
    assert page.get_by_text("Alleen jij leest dit.").is_visible()
    assert_no_axe(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Maak een actiepunt: wie lost dit op?").click()
    page.get_by_label("Team Beuk").check()
    press(page, "Verder")
    assert page.get_by_label("Wat staat in de weg").input_value() == BARRIER
    page.get_by_label("Wie kan dit oplossen?").select_option(label="Tom Visser")
    page.get_by_label("Wanneer is het klaar?").fill((today() + dt.timedelta(days=14)).isoformat())
    press(page, "Bewaren")

    # Tom reads what to do, and no more of the training; Sam finds it back where it came from
    point = ActionPoint.objects.get()
    assert (point.owner, point.text, point.team) == (tom, BARRIER, team)
    lead.goto(point.get_absolute_url())
    assert lead.get_by_text(BARRIER).first.is_visible()
    assert "Tillen" not in lead.locator("main").inner_text()
    assert lead.goto(here).status == 404
    page.goto(here)
    follow(page, "Al gebruikt? Wat houdt je tegen?")
    assert page.get_by_role("link", name=BARRIER).is_visible()
