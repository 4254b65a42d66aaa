"""Three people lay a piece together in a real browser, each on a screen of their own (domain.md §4.2). And the
keyboard, the phone and the sheet of paper."""

import datetime as dt

import pytest

from accounts.values import today
from learningtracks.models.pieces import Piece
from learningtracks.tests.laying import add_version, all_kinds, lay, puzzle_of
from learningtracks.values.pieces import Slot
from partnerships.actions.todos import put_right
from partnerships.values import Party
from werkplek.tests.browser import DESKTOP, LOOKS, PHONE, assert_no_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Screens:
    """The learner on a phone, the workplace and the education at a desk, all looking at the same piece."""

    def __init__(self, open_browser, sam, samira, karima):
        self.learner, self.workplace, self.education = (
            open_browser(PHONE, sam),
            open_browser(DESKTOP, samira),
            open_browser(DESKTOP, karima),
        )
        self.all = (self.learner, self.workplace, self.education)
        self.address = ""

    def look(self):
        for page in self.all:
            page.goto(self.address)

    def show(self, status, *turns, also=()):
        """Each screen says how the piece stands, whose turn it is for its reader, and these words."""
        self.look()
        for page in self.all:
            assert page.locator(".piece__stand .status").inner_text() == status
            for words in also:
                assert page.get_by_text(words).first.is_visible(), (page.url, words)
        mine = tuple(page.get_by_text("Jij bent aan zet.").count() for page in self.all)
        assert mine == turns

    def title(self, text):
        for page in self.all:
            assert page.locator("h1").inner_text() == text


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


def more(page, name):
    page.get_by_text("Meer met dit stuk doen").click()
    follow(page, name)


def change(page, name, title):
    follow(page, name) if name == "Tegenvoorstel doen" else more(page, name)
    page.get_by_label("Hoe noem je het?").fill(title)
    page.get_by_label("Waarom stel je iets anders voor?").fill("Dan is er meer tijd.")
    press(page, "Versturen")


@pytest.fixture
def screens(open_browser, sam, samira, karima, track):
    return Screens(open_browser, sam, samira, karima)


def test_three_people_lay_a_piece_together(screens, track):
    learner, workplace, education = screens.all
    puzzle = f"/tracks/{track.public_id}/puzzle/"

    # The learner proposes; the boxes up front are four
    learner.goto(f"{puzzle}".replace("puzzle", "pieces/new"))
    learner.get_by_role("link", name="Werk of klus").click()
    assert learner.locator("form input:visible, form textarea:visible").count() <= 4
    learner.get_by_label("Hoe noem je het?").fill("Intake doen op dinsdag")
    press(learner, "Voorstellen")
    screens.address = learner.url
    screens.show("Voorstel", 0, 1, 1)

    # The workplace counters, the education asks, the learner counters again: a talk is offered
    change(workplace, "Tegenvoorstel doen", "Intake doen op vrijdag")
    screens.show("Tegenvoorstel", 1, 0, 1, also=["Aangepast: titel."])
    assert [learner.locator(f".said {tag}").text_content().split() for tag in ("del", "ins")] == [
        ["weg:", "dinsdag"],
        ["nieuw:", "vrijdag"],
    ]
    follow(education, "Vraag stellen")
    education.get_by_label("Wat wil je vragen?").fill("Is er dan begeleiding?")
    press(education, "Versturen")
    screens.show("Tegenvoorstel", 1, 1, 0, also=["Is er dan begeleiding?", "heeft een vraag"])
    change(learner, "Tegenvoorstel doen", "Intake doen op vrijdagochtend")
    screens.show("Tegenvoorstel", 0, 1, 1, also=["Jullie hebben al twee keer een tegenvoorstel gedaan"])

    # All three agree; the last akkoord leads to the puzzle, where the piece clicks into place
    press(workplace, "Akkoord")
    screens.show("Tegenvoorstel", 0, 0, 1)
    press(education, "Akkoord")
    assert "?laid=" in education.url
    assert education.locator(".jigsaw__piece--clicks").count() == 1
    screens.show("Akkoord", 0, 0, 0)
    learner.get_by_role("button", name="Beginnen", exact=True).click()
    screens.show("Loopt", 0, 0, 0)

    # The workplace changes what was agreed: the old agreement holds, and holds again when the change is withdrawn
    change(workplace, "Afspraak aanpassen", "Intake doen op maandag")
    in_force = ["Deze afspraak geldt tot jullie het eens zijn", "Intake doen op vrijdagochtend"]
    screens.show("Heropend", 1, 0, 1, also=in_force)
    more(workplace, "Aanpassing intrekken")
    press(workplace, "Aanpassing intrekken")
    screens.show("Loopt", 0, 0, 0)
    screens.title("Intake doen op vrijdagochtend")

    # Once more, and now all agree; the learner finishes and says what it was worth
    change(workplace, "Afspraak aanpassen", "Intake doen op maandagmiddag")
    screens.show("Heropend", 1, 0, 1, also=in_force)
    press(learner, "Akkoord")
    screens.look()
    press(education, "Akkoord")
    screens.show("Loopt", 0, 0, 0)
    screens.title("Intake doen op maandagmiddag")
    learner.get_by_role("button", name="Klaar", exact=True).click()
    screens.show("Klaar", 0, 0, 0)
    more(learner, "Waarde erbij zetten")
    learner.get_by_label("Anders doen").check()
    learner.locator("#id_applied_text").fill("Ik begin met een open vraag.")
    press(learner, "Bewaren")
    screens.show("Gewaardeerd", 0, 0, 0, also=["Ik begin met een open vraag."])

    # A new period: first the leervraag, then a choice for each piece that is left
    lay(puzzle_of(track), Slot.TIME, "Elke ochtend tien minuten", by=Party.LEARNER, votes="yoo")
    track.periods.filter(number=1).update(ends_on=today() - dt.timedelta(days=1))
    track.periods.filter(number=2).update(starts_on=today())
    learner.goto(puzzle)
    follow(learner, "Puzzel opnieuw leggen")
    learner.get_by_label("Wat is je leervraag?").fill("Hoe stel ik open vragen?")
    press(learner, "Met deze leervraag verder")
    learner.get_by_label("Meenemen").check()
    press(learner, "Nieuwe puzzel leggen")
    for page in screens.all:
        page.goto(puzzle)
        names = [
            link.get_attribute("aria-label") for link in page.locator("a.puzzle__link:not(.puzzle__link--hole)").all()
        ]
        assert names == [
            "Leervraag: Hoe stel ik open vragen? Ingebracht door student. 1 van de 3 akkoord. "
            "Aan zet: werkplek en opleiding.",
            "Tijd en momenten: Elke ochtend tien minuten. Ingebracht door student. 0 van de 3 akkoord. "
            "Aan zet: student, werkplek en opleiding.",
        ]
        page.goto(f"{puzzle}1/")
        assert page.get_by_text("Deze puzzel staat vast.").is_visible()


def test_the_keyboard_goes_leervraag_first_then_1_to_8(open_browser, samira, track):
    all_kinds(puzzle_of(track))
    page = open_browser(DESKTOP, samira)
    page.goto(f"/tracks/{track.public_id}/puzzle/")
    page.locator(".puzzles__view a").last.focus()
    reached = []
    while len(reached) < 9:
        page.keyboard.press("Tab")
        name, rest = page.evaluate(
            "[document.activeElement.getAttribute('aria-label'), document.activeElement.className]"
        )
        if "puzzle__link" in rest:
            reached.append(name.split(":")[0])
            assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"

    assert reached == [str(slot.label) for slot in Slot]


def test_a_vote_on_a_changed_piece_costs_three_taps_at_most(open_browser, samira, track, record_property):
    piece = lay(puzzle_of(track), votes="yyy")
    add_version(piece, "Intake doen op dinsdag", by=Party.LEARNER, votes="yoo")
    put_right()
    page, taps = open_browser(PHONE, samira), 0
    page.goto("/for-you/")
    page.locator("main .rows a").first.tap()
    taps += 1
    page.get_by_role("button", name="Akkoord", exact=True).tap()
    taps += 1
    page.get_by_text("Je bent akkoord met").wait_for()

    record_property("figure", f"vote on a changed piece from the queue on a phone: {taps} taps (at most 3)")
    assert Party.WORKPLACE in Piece.objects.with_versions().get().current.agreed_by()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_break_no_rule(open_browser, sam, track, width, scheme):
    device = {"viewport": {"width": width, "height": 800}}
    page = open_browser(device, sam, color_scheme=scheme)
    address = f"/tracks/{track.public_id}/puzzle/"
    page.goto(address)
    assert_no_axe(page)
    kinds = all_kinds(puzzle_of(track))
    for url in (
        address,
        f"{address}?view=list&colour=angle",
        f"/pieces/{kinds['reopened'].public_id}/",
        f"/pieces/{kinds['asked'].public_id}/change/",
    ):
        page.goto(url)
        assert_no_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_a_small_picture_and_the_list(open_browser, sam, track):
    all_kinds(puzzle_of(track))
    page = open_browser({"viewport": {"width": 320, "height": 640}}, sam)
    page.goto(f"/tracks/{track.public_id}/puzzle/")

    assert page.get_by_text("Op 5 van de 6 plekken zijn jullie het eens").is_visible()
    assert page.locator(".jigsaw").bounding_box()["width"] <= 320
    assert (page.locator(".puzzle__places").is_visible(), page.locator(".slots").is_visible()) == (False, True)
    small = [link for link in page.locator(".slots a").all() if link.bounding_box()["height"] < 20]
    assert small == []


def test_nothing_moves_for_who_wants_no_motion(open_browser, sam, track):
    piece = lay(puzzle_of(track), votes="yyy")
    page = open_browser(DESKTOP, sam, reduced_motion="reduce")
    page.goto(f"/tracks/{track.public_id}/puzzle/?laid={piece.public_id}")

    assert page.evaluate("getComputedStyle(document.querySelector('.jigsaw__piece--clicks')).animationName") == "none"
