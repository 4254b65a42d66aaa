"""A condition scan in a real browser: six people answer, the team talks, three conditions are chosen, and what came of
the action is filled in on its day (domain.md §2.5)."""

import pytest
from django.utils import timezone

from accounts.values import today
from instruments.actions import asks
from instruments.models.asks import Ask
from learningtracks.models.action_points import ActionPoint
from partnerships.actions.todos import put_right
from werkplek.tests.browser import DESKTOP, PHONE
from werkplek.tests.filling_condition_scans import answer_scan, begin_scan, questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def fill_in(page, scores):
    """The own answers on the seven, in the browser."""
    follow(page, "Invullen")
    for item, score in zip(questions(), scores, strict=True):
        page.locator(f"input[name='conditions-{item.key}'][value='{score}']").check()
    press(page, "Inleveren")


def begun(page, team):
    """The lead asks everybody to answer; returns the address of the scan."""
    page.goto(team.get_absolute_url())
    follow(page, "Leerklimaatscans")
    press(page, "Scan openen")
    return page.url


def talk(page):
    """The seven one by one, each with how the team answered and what to ask on; a note at each."""
    with page.expect_navigation():
        page.get_by_role("link", name="Bespreken").first.click()
    for step, condition in enumerate((item.name for item in questions()), start=1):
        assert page.get_by_text(f"Stap {step} van 7").is_visible()
        assert page.locator(".spread li").count() == 5
        assert page.get_by_role("heading", name="Vragen om over te praten").is_visible()
        page.get_by_label("Wat hebben jullie besproken?").fill(f"Besproken: {condition}")
        page.get_by_label("Een beetje", exact=True).check()
        press(page, "Bewaar en ga verder" if step < 7 else "Bewaar en kies")


def test_six_people_from_a_scan_to_an_action_point_with_its_effect(open_browser, team, people):
    lead, member = open_browser(DESKTOP, people[0]), open_browser(PHONE, people[1])
    address = begun(lead, team)

    # Six fill in: the lead and a colleague on a phone, who finds it in the queue, and four others
    fill_in(lead, "2222222")
    member.goto("/for-you/")
    follow(member, "Vul de leerklimaatscan in")
    fill_in(member, ["0", "1", "2", "3", "0", "1", "unknown"])
    member.goto("/for-you/")
    assert member.get_by_role("link", name="Vul de leerklimaatscan in").count() == 0
    answer_scan(Ask.objects.get(), people[2:], "3")

    # Nobody sees anything before it closes; then the talk goes past the conditions one by one
    assert "spread" not in lead.goto(address).text()
    follow(lead, "Sluiten en het gesprek beginnen")
    press(lead, "Sluiten")
    assert lead.url == address
    talk(lead)
    member.goto(f"{address}items/change/")
    assert member.locator(".spread__count").all_inner_texts() == ["1", "0", "1", "4", "0"]
    assert member.get_by_text("Besproken: Verandering").is_visible()

    # At most three are chosen
    for label in ("Uitdaging en kwaliteit", "Feedback", "Mensen uit je vak", "Beloning"):
        lead.get_by_label(label, exact=True).check()
    press(lead, "Bewaren")
    assert lead.get_by_text("Kies er hoogstens drie.").first.is_visible()
    lead.get_by_label("Beloning", exact=True).uncheck()
    press(lead, "Bewaren")
    assert lead.locator("a", has_text="Zoek een actiepunt bij").count() == 3

    # Through the catalogue to an action point with an owner and a date
    follow(lead, "Zoek een actiepunt bij Feedback")
    assert lead.locator("#id_condition").input_value() == "feedback"
    with lead.expect_navigation():
        lead.locator(".ideas__choose").first.click()
    lead.get_by_label("Wat ga je doen?").fill("Elk overleg opent met een rondje feedback")
    lead.get_by_label("Wie doet het?").select_option(label=str(people[1]))
    lead.get_by_label("Hoe merken we dat het werkt?").fill("Iedereen vraagt er zelf om")
    press(lead, "Bewaren")
    point = ActionPoint.objects.get()
    assert (point.owner, point.subject, point.due_on > today()) == (people[1], team, True)
    assert lead.goto(address).ok
    assert lead.get_by_text("Elk overleg opent met een rondje feedback").is_visible()

    # On its day its owner is asked, and writes down what came of it
    ActionPoint.objects.update(due_on=today())
    put_right()
    member.goto("/for-you/")
    follow(member, "Lukt je actiepunt?")
    follow(member, "Klaar")
    assert member.get_by_text("Iedereen vraagt er zelf om").is_visible()
    member.get_by_label("Wat heeft het opgeleverd?").fill("Drie mensen vroegen er deze week zelf om")
    press(member, "Afronden")
    for page in (lead, member):
        page.goto(address)
        assert page.get_by_text("Drie mensen vroegen er deze week zelf om").is_visible()
    assert member.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("count", "spreads"), [(4, 0), (6, 7)])
def test_on_paper_a_spread_stands_from_five_on(open_browser, team, people, count, spreads):
    scan = begin_scan(team, people[0])
    for person in people[count:]:
        person.memberships.update(ended_at=timezone.now())
    answer_scan(scan, people[:count])
    asks.close(scan, by=people[0])
    page = open_browser(DESKTOP, people[0])
    page.goto(scan.get_absolute_url())
    page.emulate_media(media="print")

    assert page.locator(".spread:visible").count() == spreads
    assert page.get_by_text("Er zijn minder dan vijf antwoorden.").count() == (0 if spreads else 1)
