"""The puzzle on paper: whose it is in full, every piece with what was agreed, and nothing cut off on A4 or A3."""

import re
from html import unescape

import pytest

from accounts.values import today
from learningtracks.tests.laying import add_version, all_kinds, lay, puzzle_of, thirty
from learningtracks.values.pieces import Slot
from partnerships.values import Party
from werkplek.tests.browser import DESKTOP, PHONE

LONG = "Hoe blijf ik rustig als een familielid van een bewoner boos?"  # sixty signs, as many as a title may have
SAID = {
    "what": "Samen met Samira vier intakes doen, en daarna twee alleen. " * 8,
    "who": "Sam, Samira en een collega uit het wijkteam",
    "when_text": "Elke dinsdagochtend, van half tien tot twaalf",
    "noticed": "Sam begint het gesprek met een open vraag. " * 8,
}


def words(page):
    """As it reads: without tags and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def paper(track, signed_in, samira):
    def look(query="", person=samira, number=1):
        return signed_in(person).get(f"/tracks/{track.public_id}/puzzle/{number}/paper/{query}")

    return look


def full(track):
    """A puzzle whose every place has a long title and all that can be said."""
    for slot in Slot:
        add_version(lay(puzzle_of(track), slot, "Kort", votes="ooo"), LONG, by=Party.WORKPLACE, votes="yyy", **SAID)


def test_it_says_whose_it_is_in_full(track, paper, samira, karima):
    lay(puzzle_of(track), Slot.QUESTION, LONG, by=Party.LEARNER, votes="yyy")
    text = words(paper().content.decode())

    wanted = [track.learner.name, track.title, track.workplace.name, track.workplace.organisation.name]
    wanted += [track.school.name, samira.name, karima.name, f"“{LONG}”" if f"“{LONG}”" in text else LONG]
    wanted += [str(today().year), "Periode 1"]
    assert [word for word in wanted if word not in text] == []


def test_each_piece_says_what_who_when_and_how_it_will_show(track, paper):
    full(track)
    text = words(paper().content.decode())

    assert [text.count(words(word)) for word in SAID.values()] == [9] * 4


def test_what_is_in_force_stands_there_until_all_agree(track, paper):
    piece = lay(puzzle_of(track), Slot.WORK, "Elke week", votes="yyy")
    add_version(piece, "Elke maand.", by=Party.WORKPLACE, votes="oyo")
    text = words(paper().content.decode())

    assert ("Er is een ander voorstel: Elke maand." in text, text.count("Elke week")) == (True, 2)


def test_a_proposal_to_let_go_is_said(track, paper):
    piece = lay(puzzle_of(track), Slot.WORK, "Elke week", votes="yyy")
    add_version(piece, "Elke week", by=Party.WORKPLACE, votes="oyo", drops=True)

    assert "Er is een voorstel om dit te laten vervallen." in words(paper().content.decode())


def test_other_words_under_the_same_title_are_said(track, paper):
    piece = lay(puzzle_of(track), Slot.WORK, "Elke week", votes="yyy")
    add_version(piece, "Elke week", by=Party.WORKPLACE, votes="oyo", what="Op dinsdag")

    assert "Er is een voorstel om dit aan te passen." in words(paper().content.decode())


def test_what_is_missing_is_said(track, paper):
    text = words(paper().content.decode())

    assert "Er mist nog: Leervraag. De student mag iets voorstellen." in text


def test_what_is_missing_is_not_said_of_a_puzzle_that_is_over(track, paper):
    puzzle = puzzle_of(track)
    type(puzzle).objects.update(frozen_at=puzzle.opened_at)

    assert "Wat er nog mist" not in words(paper().content.decode())


def test_a_track_without_a_school_has_two_parties(track, paper):
    type(track).objects.update(school=None)

    assert [side["party"] for side in paper().context["parties"]] == [Party.WORKPLACE]


@pytest.mark.parametrize(("query", "size"), [("", "a4"), ("?size=a3", "a3"), ("?size=odd", "a4")])
def test_the_size_is_chosen(track, paper, query, size):
    assert f'class="paper paper--{size}"' in paper(query).content.decode()


def test_a_period_that_is_not_there_is_404(track, paper, otto):
    assert (paper(number=7).status_code, paper(person=otto).status_code) == (404, 404)


def test_the_puzzle_leads_to_its_paper(track, signed_in, samira):
    page = signed_in(samira).get(f"/tracks/{track.public_id}/puzzle/").content.decode()

    assert f'href="/tracks/{track.public_id}/puzzle/1/paper/"' in page


# --- On paper ------------------------------------------------------------------------------------------------------


def sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, print_background=True)))


CUT = """() => [...document.querySelectorAll('.paper :not(.hidden-visually)')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  return hides && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.className)"""
OUTSIDE = """() => {
  const box = (one) => one.getBoundingClientRect();
  return [...document.querySelectorAll('.paper .puzzle__place')].filter((place) => {
    const link = box(place.querySelector('.puzzle__link'));
    return link.top < box(place).top || link.bottom > box(place).bottom || link.right > box(place).right + 1;
  }).map((place) => place.className);
}"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "width"), [("a4", 703), ("a3", 994)])
def test_nothing_is_cut_on_paper(open_browser, sam, track, size, width):
    """As wide as the sheet without its margins."""
    full(track)
    page = open_browser({"viewport": {"width": width, "height": 1000}}, sam)
    page.emulate_media(media="print")
    page.goto(f"/tracks/{track.public_id}/puzzle/1/paper/?size={size}")

    assert (page.evaluate(CUT), page.evaluate(OUTSIDE)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_how_many_sheets_it_takes(open_browser, sam, track, size):
    address = f"/tracks/{track.public_id}/puzzle/1/paper/?size={size}"
    page = open_browser(DESKTOP, sam)
    found = []
    for fill in (lambda: None, lambda: all_kinds(puzzle_of(track)), lambda: thirty(puzzle_of(track))):
        fill()
        page.goto(address)
        found.append(sheets(page))

    assert found == [1, 2, 4]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_reads_on_a_phone(open_browser, sam, track):
    full(track)
    page = open_browser(PHONE, sam)
    page.goto(f"/tracks/{track.public_id}/puzzle/1/paper/")

    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
