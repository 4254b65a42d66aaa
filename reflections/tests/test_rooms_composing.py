"""Two people write in the live room on the keyboard of a phone, which composes each word, while the room moves on."""

import pytest
from playwright.sync_api import Page, expect

from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import rooms
from reflections.tests.live import Session
from reflections.values import MoveKind, Phase, SessionRole
from werkplek.tests.browser import PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
]
SOON = 20_000  # ms until what another did is on a screen: asked within two seconds, on a busy machine later


@pytest.fixture
def others(company, team):
    people = [make_person(name) for name in ("Anna Bos", "Bram Mol", "Cora Kuik")]
    for person in people:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return people


@pytest.fixture
def session(team, tom, others):
    """Tom leads and Anna and Bram sit; Cora comes in later."""
    return Session(team, tom, *others[:2])


class Phone:
    """Somebody in the room with a phone in their hands. A word is on its way until it is chosen."""

    def __init__(self, page: Page):
        self.page, self.cdp = page, page.context.new_cdp_session(page)
        page.evaluate(
            "window.broken = 0; addEventListener('compositionend', () => { window.broken += 1; }, true); undefined"
        )

    def composes(self, word: str) -> None:
        """Letter by letter, none of them chosen yet."""
        for length in range(1, len(word) + 1):
            at = {"selectionStart": length, "selectionEnd": length}
            self.cdp.send("Input.imeSetComposition", {"text": word[:length], **at})

    def chooses(self, word: str) -> None:
        assert self.page.evaluate("window.broken") == 0  # nothing ended the word but this
        self.cdp.send("Input.insertText", {"text": word})
        self.page.evaluate("window.broken = 0")

    def begins(self, label: str, words: str = "") -> None:
        """In this box, behind these words."""
        box = self.page.get_by_label(label)
        box.fill(words)
        box.press("End")
        self.page.evaluate("window.broken = 0")

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text, timeout=SOON)


@pytest.fixture
def phone_of(open_browser, session):
    def sit(person):
        page = open_browser(PHONE, person)
        page.goto(session.room.get_absolute_url())
        expect(page.locator("[data-room].is-live")).to_be_visible(timeout=SOON)
        return Phone(page)

    return sit


def test_a_word_that_is_composed_lands_where_it_was_meant(session, phone_of, tom, others):
    """Anna tells and thinks of a title, Bram writes along; somebody comes in, asks, and gets the floor."""
    anna, bram, cora = others
    session.tell(tom, anna, bram)
    teller, scribe = phone_of(anna), phone_of(bram)
    pen = scribe.page.get_by_label("Wat hoor je?")
    scribe.begins("Wat hoor je?", "Zij ")
    teller.begins("Hoe heet je verhaal?", "De ")
    scribe.composes("luis")
    teller.composes("nach")

    rooms.enter(session.check, by=cora)
    session.do(cora, MoveKind.ASK)
    session.do(tom, MoveKind.CARD, item=session.check.cards[0].item)
    for phone in (scribe, teller):
        phone.sees("Deze mensen hebben een vraag")
        phone.sees(str(session.check.cards[0].text))
    scribe.composes("luistert")
    teller.composes("nacht")
    teller.chooses("nacht")
    session.do(tom, MoveKind.TURN, to=session.number(cora))
    scribe.sees("Zet dit bij het verhaal van Cora Kuik")
    scribe.composes("luistert nu")
    scribe.chooses("luistert nu")
    expect(pen).to_have_value("Zij luistert nu")
    expect(teller.page.locator("[data-told] blockquote")).to_have_text("De nacht", timeout=SOON)

    scribe.page.get_by_role("button", name="Op het bord").click()
    expect(pen).to_have_value("", timeout=SOON)
    scribe.sees("Bij het verhaal van Cora Kuik")
    scribe.composes("Cora")
    scribe.chooses("Cora vraagt eerst")
    scribe.page.get_by_role("button", name="Op het bord").click()
    expect(pen).to_have_value("", timeout=SOON)
    written = {note.text: note.story for note in session.board.notes}
    assert written == {"Zij luistert nu": session.number(anna), "Cora vraagt eerst": session.number(cora)}


def test_a_word_on_its_way_when_the_part_is_over_is_kept(session, phone_of, tom, others):
    """The pad keeps what was on it; what nobody sent is shown to who typed it, all of it."""
    anna, bram, cora = others
    session.go(tom, Phase.PREPARE)
    writer = phone_of(anna)
    writer.begins("Steekwoorden voor jezelf", "eerst ")
    with writer.page.expect_response("**/pad/"):
        writer.composes("bellen")
        session.go(tom, Phase.STORIES)
        writer.sees("Wie vertelt?")
    writer.page.get_by_role("link", name="Mijn kladblok").click()
    expect(writer.page.get_by_label("Steekwoorden voor jezelf")).to_have_value("eerst bellen")

    session.do(tom, MoveKind.TURN, to=session.number(anna))
    session.do(bram, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    session.do(bram, MoveKind.NOTE, story=session.number(anna), level="applied", text="Zij belt eerst.")
    scribe = phone_of(bram)
    scribe.begins("Wat hoor je?")
    scribe.composes("En dan")
    scribe.page.get_by_text("Aanpassen").click()
    scribe.begins("Notitie", "Zij belt eerst ")
    scribe.composes("zelf")
    session.go(tom, Phase.HARVEST)
    scribe.sees("Eén verhaal")
    expect(scribe.page.locator("[data-told] blockquote")).to_have_text("En dan")
    scribe.composes("zelf op")
    scribe.chooses("zelf op.")
    scribe.page.get_by_role("button", name="Bewaren").click()
    expect(scribe.page.locator(".board-note__text")).to_have_text("Zij belt eerst zelf op.", timeout=SOON)
    assert [note.text for note in session.board.notes] == ["Zij belt eerst zelf op."]
