"""A HILL round in a real browser: three voices fill in, each in its own words; the biggest difference stands on top,
and a suggestion and an answer become puzzle pieces in one tap (domain.md §2.5, §3.1)."""

import pytest

from instruments.models.sheets import Sheet
from learningtracks.models.pieces import Piece
from learningtracks.values.pieces import Slot
from werkplek.tests.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRINCIPLES = (
    "urgency",
    "ownership",
    "action_sharing",
    "teamwork_coaching",
    "blended",
    "informal",
    "feedback_assessment",
)
IDEA = "Pak samen met iemand anders één klus op."
OWN, ABOUT = "Ik kan uitleggen waarom ik dit nu wil leren.", "Sam kan uitleggen waarom het nodig is om dit nu te leren."
TASK = "De intake van mevrouw zelf doen"
WORDS = dict(zip("0123", ("Nee", "Een beetje", "Grotendeels", "Ja"), strict=True))


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def fill_in(page, scores, text, voice, task=""):
    """The answers on the seven principles (a dash is "Weet ik niet") in this voice, on the first question of the list,
    and on that about a task."""
    follow(page, "Invullen")
    assert page.locator(".hill-ask").first.get_by_role("group", name=voice).is_visible()
    for principle, score in zip(PRINCIPLES, scores, strict=True):
        value = "unknown" if score == "-" else score
        page.locator(f"input[name='hill-{principle}-i1'][value='{value}']").check()
    page.locator("textarea:visible").first.fill(text)
    if task:
        page.locator("textarea[name=checklist-before-b8]").fill(task)
    press(page, "Inleveren")


def sides(page, place):
    """Per voice on one principle: who, and in which word."""
    one = page.locator(".hill-compared").nth(place)
    names = [name.split()[-1] for name in one.locator(".hill-side__who").all_inner_texts()]
    return dict(zip(names, one.locator(".hill-side__word").all_inner_texts(), strict=True))


def test_three_voices_see_the_biggest_difference_and_lay_a_piece_of_it(
    open_browser, sam, samira, karima, track, record_property
):
    learner, work = open_browser(PHONE, sam), open_browser(DESKTOP, samira)
    school = open_browser(DESKTOP, karima, java_script_enabled=False)
    learner.goto(track.get_absolute_url())
    follow(learner, "Alle rondes")
    learner.get_by_label("Vooraf").check()
    press(learner, "Beginnen")
    address = learner.url
    fill_in(learner, "2212203", "Geheim van Sam", OWN, TASK)
    assert learner.get_by_text("Je hebt ingeleverd.").is_visible()

    # Who has not handed in reads nothing of it, wherever they look
    for page in (work, school):
        told = [page.goto(url).text() for url in ("/for-you/", address, f"{address}answer/", track.get_absolute_url())]
        assert ["Geheim van Sam" in text or "hill-side" in text for text in told] == [False] * 4

    # The others find it in their queue; who knows it answers "Weet ik niet"
    for page, scores, text in ((work, "3222233", "Geheim van het werk"), (school, "23122-2", "Geheim van school")):
        page.goto("/for-you/")
        follow(page, "Vul de ronde in")
        fill_in(page, scores, text, ABOUT)
        page.goto(address)  # who came from the queue goes on in it
        assert page.get_by_text("Geheim van Sam").is_visible()
    assert Sheet.objects.exclude(handed_in_at=None).count() == 3

    # The biggest difference stands on top with its ideas, and nowhere a grade
    for page in (work, school, learner):
        page.goto(address)
        first = page.locator(".hill-compared").first
        assert first.get_by_text("Hierover denken jullie het meest verschillend. Praat hier eerst over.").is_visible()
        assert first.get_by_role("heading").inner_text() == "Leren tijdens het werk"
        assert sides(page, 0) == {"Vries": WORDS["0"], "Haddad": WORDS["3"], "Yilmaz": "Weet ik niet"}
        assert (page.locator(".hill-compared").count(), page.locator(".hill-tips:visible").count()) == (7, 2)
        assert first.get_by_text(IDEA).first.is_visible()
    assert learner.evaluate("document.documentElement.scrollWidth") <= 360

    # One tap makes it a proposal of the learner, which waits for the two others
    with learner.expect_navigation():
        learner.locator("button[value=piece]", has_text=IDEA).tap()
    record_property("figure", "from the biggest difference to a puzzle piece on a phone: 1 tap (at most 1)")
    assert learner.locator("h1").inner_text() == IDEA
    piece = Piece.objects.with_versions().get()
    assert (piece.slot, piece.brought_by, learner.url.endswith(piece.get_absolute_url())) == (
        Slot.WORK,
        "learner",
        True,
    )
    for page in (work, school):
        page.goto("/for-you/")
        follow(page, f"Sam de Vries stelt voor: {IDEA}")
        press(page, "Akkoord")
    learner.goto(f"{track.get_absolute_url()}puzzle/?view=list")
    assert learner.get_by_role("link", name=IDEA).first.is_visible()
    assert Piece.objects.with_versions().get().state == "agreed"

    # So does what Sam answered: the piece holds the words, and leads back
    learner.goto(address)
    with learner.expect_navigation():
        learner.locator("a[href*='checklist.before.b8/piece']").click()
    learner.locator("input[name=slot][value=work]").check()
    assert learner.get_by_label("Wat spreken we af?").input_value() == TASK
    press(learner, "Bewaren")
    assert learner.url == address
    with learner.expect_navigation():
        learner.get_by_role("link", name=f"Puzzelstuk: {TASK}").click()
    assert (learner.locator("h1").inner_text(), learner.get_by_text(TASK).count() > 1) == (TASK, True)
    with learner.expect_navigation():
        learner.locator("main").get_by_role("link", name="HILL-check en rondes").first.click()
    assert learner.url == address
