"""Two parties and a student talk in a real browser, each on a screen of their own: write first, open together, walk
through it, agree, act, repeat (domain.md §2.5). And the phone without scripts, the sheet of paper and axe."""

import datetime as dt

import pytest
from django.utils import timezone

from instruments.models.asks import Ask
from learningtracks.models.pieces import Piece
from werkplek.tests.browser import DESKTOP, LOOKS, PHONE, assert_no_axe
from werkplek.tests.filling_sides import begin_talk, hand_in_side, write_side

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Wij maken elke periode samen een plan, met de puzzel op tafel. " * 12


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def answer(page, text, button="Wij zijn klaar", question="p1"):
    """One question, then hand in."""
    page.locator(f"#id_praatplaat-{question}").fill(text)
    press(page, button)


def write(talk, side, by, said):
    write_side(talk, side, by, said)
    hand_in_side(talk, side, by)


@pytest.fixture
def heard(partnership, school, company, karima, nora, sam):
    """A conversation of a year ago that is open, and a new one that the company wrote for."""
    soon, every = timezone.localdate() + dt.timedelta(days=14), dict.fromkeys(("p1", "p2", "p3", "p4"), LONG)
    last = begin_talk(partnership, by=karima, until_on=soon)
    for side, by in ((None, sam), (school, karima), (company, nora)):
        write(last, side, by, every)
    old = timezone.now() - dt.timedelta(days=365)
    Ask.objects.update(started_at=old, until_on=old.date())
    talk = begin_talk(partnership, by=nora, until_on=soon)
    write(talk, company, nora, {"p1": LONG})
    return talk


def test_two_parties_and_a_student_from_writing_to_what_comes_of_it(
    open_browser, partnership, school, company, track, karima, nora, sam
):
    work, education, student = open_browser(DESKTOP, nora), open_browser(PHONE, karima), open_browser(PHONE, sam)
    work.goto(partnership.get_absolute_url())
    follow(work, "Partnerschapsgesprekken")
    press(work, "Vraag iedereen om te schrijven")
    follow(work, "Schrijven")
    answer(work, "Geheim van het werk", "Bewaar en stop")
    follow(work, "Verder schrijven")
    press(work, "Wij zijn klaar")
    assert work.get_by_text("Jullie zijn klaar.").is_visible()
    address = work.url

    # A student writes along: without a name, and knowing that with few others may guess
    student.goto("/for-you/")
    follow(student, "Schrijf voor het partnerschapsgesprek")
    assert student.get_by_text('Erbij staat "Iemand die leert", en niet je naam.').is_visible()
    follow(student, "Schrijven")
    answer(student, "Niemand vraagt ernaar", "Ik ben klaar", "p3")
    student.goto(address)  # who came from the queue is back in it
    assert student.get_by_text("Je bent klaar.").is_visible()

    # The other party looks everywhere: not a word of it leaves the server
    pages = (partnership.get_absolute_url(), "/for-you/", "/notices/", "/my-data/", address)
    told = {one: education.goto(one) for one in (*pages, f"{address}sides/{school.public_id}/")}
    assert [one for one, response in told.items() if not response.ok] == []
    for secret in ("Geheim van het werk", "Niemand vraagt ernaar"):
        assert [one for one in pages if secret in education.goto(one).text()] == []

    # The last organisation that is ready opens it for all
    education.goto(f"{address}sides/{school.public_id}/")
    answer(education, "Geheim van school")
    for page in (education, work, student):
        page.goto(address)
        for secret in ("Geheim van school", "Geheim van het werk", "Niemand vraagt ernaar"):
            assert page.get_by_text(secret).is_visible()
        assert page.get_by_text("Iemand die leert").is_visible()

    # They walk through it: a question a page, on the wall and on the phone
    follow(work, "Samen doorlopen")
    follow(student, "Samen doorlopen")
    assert work.get_by_text("Geheim van school").is_visible()
    assert work.get_by_text("Niemand vraagt ernaar").count() == 0  # that was another question
    work.get_by_label("Wat spreken jullie af?").fill("Elk kwartaal samen aan tafel")
    press(work, "Bewaar en ga verder")
    for button in ("Bewaar en ga verder", "Bewaar en ga verder", "Bewaren"):
        press(work, button)
    assert work.url == address
    for _question in (1, 2):
        follow(student, "Volgende vraag")
    assert student.get_by_text("Niemand vraagt ernaar").is_visible()

    # What the student said becomes a piece of their puzzle, in one tap what was agreed an action point
    education.goto(address)
    with education.expect_navigation():
        education.get_by_role("link", name="Stel voor in de puzzel").last.click()
    assert education.get_by_label("Wat spreken we af?").input_value() == "Niemand vraagt ernaar"
    education.get_by_label("Begeleiding").check()
    press(education, "Bewaren")
    assert education.url == address
    work.goto(address)
    with work.expect_navigation():
        work.get_by_role("button", name="Maak er een actiepunt van").nth(2).click()
    came_of = work.locator("section", has=work.get_by_role("heading", name="Wat ervan is gekomen"))
    assert came_of.get_by_role("link", name="Elk kwartaal samen aan tafel").is_visible()
    student.goto(address)
    came_of = student.locator("section", has=student.get_by_role("heading", name="Wat ervan is gekomen"))
    assert came_of.get_by_role("link", name="Puzzelstuk: Niemand vraagt ernaar").is_visible()
    student.goto(Piece.objects.get().get_absolute_url())
    follow(student, "Onze gesprekken")
    assert student.url == address
    education.goto(partnership.get_absolute_url())
    for text in ("Elk kwartaal samen aan tafel", "Laatste gesprek:"):
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
def test_the_pages_break_no_rule(open_browser, partnership, school, heard, karima, sam, width, scheme):
    size = {"viewport": {"width": width, "height": 800}}
    guide, learner = open_browser(size, karima, color_scheme=scheme), open_browser(size, sam, color_scheme=scheme)
    last = Ask.objects.filter(opened_at__isnull=False).get()
    here = heard.get_absolute_url()

    def look(page, address):
        page.goto(address)
        assert_no_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    for address in (
        partnership.get_absolute_url(),
        f"/partnerships/{partnership.public_id}/conversations/",
        here,
        f"{here}sides/{school.public_id}/",
        last.get_absolute_url(),
        f"{last.get_absolute_url()}items/p1/",
    ):
        look(guide, address)
    look(learner, f"{here}sides/own/")
    look(learner, f"{last.get_absolute_url()}items/p1/")
    write(heard, school, karima, {"p1": LONG})
    look(guide, here)


def test_last_time_stands_beside_it_on_a_desk_and_on_paper(open_browser, school, heard, karima):
    write(heard, school, karima, {"p1": "Nu anders"})
    page = open_browser(DESKTOP, karima)
    page.goto(heard.get_absolute_url())
    now, before = (
        page.locator(f".saidpair--two {one}").first.bounding_box() for one in (".quote", ".saidpair__before")
    )
    assert before["x"] > now["x"] + now["width"] - 1
    assert abs(before["y"] - now["y"]) < 40

    page.emulate_media(media="print")
    assert page.locator(".saidpair__before").first.is_visible()
    assert not page.get_by_role("link", name="Samen doorlopen").is_visible()
