"""Two parties talk in a real browser, each on a screen of their own: write first, open together, agree, act, repeat
(domain.md §2.5). And the phone without scripts, the sheet of paper and axe."""

import datetime as dt

import pytest
from django.utils import timezone

from learningtracks.actions import partnership_conversations as actions
from learningtracks.models.partnership_conversations import PartnershipConversation
from learningtracks.tests.test_partnership_conversations import SOON
from werkplek.tests.browser import DESKTOP, LOOKS, PHONE, assert_no_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Wij maken elke periode samen een plan, met de puzzel op tafel. " * 12


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def answer(page, text, button="Wij zijn klaar"):
    """The first question, then hand in."""
    page.locator("#id_p1").fill(text)
    press(page, button)


@pytest.fixture
def heard(partnership, school, company, karima, nora):
    """A conversation of a year ago that is open, and a new one that the company wrote for."""
    last = actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=karima)
    for side, by in ((school, karima), (company, nora)):
        answers = dict.fromkeys(("p1", "p2", "p3", "p4"), LONG)
        actions.write(last, side=side, answers=answers, ready=True, version=0, by=by)
    actions.agree(last, text=LONG, version=0, by=nora)
    PartnershipConversation.objects.update(started_at=timezone.now() - dt.timedelta(days=365))
    talk = actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=nora)
    actions.write(talk, side=company, answers={"p1": LONG}, ready=True, version=0, by=nora)
    return talk


def test_two_parties_from_writing_to_an_action_point(open_browser, partnership, school, company, karima, nora):
    work, education = open_browser(DESKTOP, nora), open_browser(PHONE, karima)
    work.goto(partnership.get_absolute_url())
    follow(work, "Partnerschapsgesprekken")
    follow(work, "Gesprek beginnen")
    press(work, "Iedereen vragen te schrijven")
    follow(work, "Schrijven")
    answer(work, "Geheim van het werk", "Bewaar en stop")
    follow(work, "Verder schrijven")
    press(work, "Wij zijn klaar")
    assert work.get_by_text("Jullie zijn klaar.").is_visible()
    address = work.url

    # The other party looks everywhere: not a word of it leaves the server
    write = f"{address}write/{school.public_id}/"
    pages = (partnership.get_absolute_url(), "/for-you/", "/notices/", "/my-data/", address, write)
    told = {one: education.goto(one) for one in pages}
    assert [one for one, response in told.items() if not response.ok] == []
    assert [one for one in pages if "Geheim van het werk" in education.goto(one).text()] == []

    # The last one who is ready opens it for both
    answer(education, "Geheim van school")
    for page in (education, work):
        page.goto(address)
        assert page.get_by_text("Geheim van school").is_visible()
        assert page.get_by_text("Geheim van het werk").is_visible()

    # It ends with what was agreed, and with who does what
    follow(work, "Afspraken opschrijven")
    work.get_by_label("Wat spreken jullie af?").fill("Elk kwartaal samen aan tafel")
    press(work, "Bewaren")
    follow(work, "Actiepunt maken")
    work.get_by_label("Wat ga je doen?").fill("Een dag prikken")
    press(work, "Bewaren")
    assert work.url == address
    education.goto(partnership.get_absolute_url())
    for text in ("Elk kwartaal samen aan tafel", "Een dag prikken", "Laatste gesprek:"):
        assert education.get_by_text(text).first.is_visible()


def test_it_works_without_scripts(open_browser, heard, karima):
    page = open_browser(PHONE, karima, java_script_enabled=False)
    page.goto(heard.get_absolute_url())
    follow(page, "Schrijven")
    page.locator("details.more summary").first.tap()
    assert page.locator("details[open] .quote").is_visible()  # what they wrote themselves last time
    answer(page, "Nu gaat het anders")

    assert page.get_by_text("Nu gaat het anders").is_visible()
    assert page.locator(".saidpair--two").count() == 8


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_break_no_rule(open_browser, partnership, school, heard, karima, nora, width, scheme):
    page = open_browser({"viewport": {"width": width, "height": 800}}, karima, color_scheme=scheme)
    last = PartnershipConversation.objects.opened().get()
    here = heard.get_absolute_url()
    addresses = [
        partnership.get_absolute_url(),
        f"/partnerships/{partnership.public_id}/conversations/",
        here,
        f"{here}write/{school.public_id}/",
        last.get_absolute_url(),
        f"{last.get_absolute_url()}agreed/",
    ]

    def look(address):
        page.goto(address)
        assert_no_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    for address in addresses:
        look(address)
    actions.write(heard, side=school, answers={"p1": LONG}, ready=True, version=0, by=karima)
    look(here)


def test_last_time_stands_beside_it_on_a_desk_and_on_paper(open_browser, school, heard, karima):
    actions.write(heard, side=school, answers={"p1": "Nu anders"}, ready=True, version=0, by=karima)
    page = open_browser(DESKTOP, karima)
    page.goto(heard.get_absolute_url())
    now, before = (
        page.locator(f".saidpair--two {one}").first.bounding_box() for one in (".quote", ".saidpair__before")
    )
    assert before["x"] > now["x"] + now["width"] - 1
    assert abs(before["y"] - now["y"]) < 40

    page.emulate_media(media="print")
    assert page.locator(".saidpair__before").first.is_visible()
    assert not page.get_by_role("link", name="Actiepunt maken").is_visible()
