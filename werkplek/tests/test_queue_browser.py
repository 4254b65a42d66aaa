"""A busy praktijkopleider goes through "Voor jou" by keyboard alone, and by thumb on a phone."""

import pytest
from django.utils import timezone

from conftest import ask_feedback
from learningtracks.values.pieces import Slot
from partnerships import todos
from reflections.models.experiences import Experience
from werkplek.tests.browser import DESKTOP, LOOKS, PHONE, assert_no_axe
from werkplek.tests.filling_pieces import long_ago, propose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS, PIECES = 8, 25


class Keys:
    """Somebody at a keyboard without a mouse, whose keys are counted; what an answer says is not."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, key):
        self.pressed += 1
        self.page.keyboard.press(key)

    def leave(self, *keys):
        with self.page.expect_navigation():
            for key in keys:
                self.press(key)

    def since(self, before):
        return self.pressed - before


def ready(page):
    """The script that hears the keys is there."""
    page.locator("[data-keys-help] summary").wait_for()


@pytest.fixture
def queue(track, experience, samira):
    """Thirty-three things, the question of today the newest."""
    propose(track, Slot.QUESTION, by="workplace", title="Hoe blijf ik rustig?")
    for number in range(PIECES):
        long_ago(propose(track, title=f"Stuk {number}", what="Samen kijken."), 20)
    for number in range(QUESTIONS):
        entry = Experience.objects.create(
            author=track.learner, track=track, situation=f"Situatie {number}", saved_at=timezone.now()
        )
        entry.versions.create(number=1, happened_on=entry.happened_on, situation=entry.situation)
        ask_feedback(entry, samira, f"Hoe deed ik dat, {number}?")
    assert len(todos.waiting_for(samira)) == QUESTIONS + PIECES
    return samira


def test_thirty_three_things_by_keyboard_alone(open_browser, queue, record_property):
    page = open_browser(DESKTOP, queue)
    keys, most = Keys(page), {"question": 0, "piece": 0}
    page.goto("/for-you/")
    first = page.locator("main .rows a").first
    assert first.inner_text() == "Sam de Vries vraagt om feedback"
    assert first.bounding_box()["y"] < page.viewport_size["height"]

    ready(page)
    keys.press("j")
    keys.leave("Enter")
    done = {"question": 0, "piece": 0}
    while "/for-you/" not in page.url:
        before = keys.pressed
        kind = "question" if "/questions/" in page.url else "piece"
        assert page.get_by_text("Hoe blijf ik rustig?").first.is_visible()
        ready(page)
        keys.press("a")
        if kind == "question":
            page.keyboard.type("Je bleef rustig.")  # a "j" and a "k" and a "?" in words do nothing
            keys.leave("Control+Enter")
        else:
            keys.leave("Enter")
        most[kind], done[kind] = max(most[kind], keys.since(before)), done[kind] + 1

    assert done == {"question": QUESTIONS, "piece": PIECES}
    assert todos.waiting_for(queue) == []
    assert (most["piece"] <= 4, most["question"] <= 5) == (True, True)
    record_property(
        "figure", f"queue of 33 by keyboard: {most['piece']} keys a piece (4), {most['question']} and the answer (5)"
    )


def test_the_keys_stand_on_the_page_and_can_be_switched_off(open_browser, queue):
    page = open_browser(DESKTOP, queue)
    page.goto("/for-you/")
    rows = page.locator("main [data-waits]")
    ready(page)
    page.keyboard.press("?")
    page.get_by_text("Volgende en vorige").wait_for()
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    assert rows.nth(0).evaluate("row => row === document.activeElement")
    page.keyboard.press("/")
    page.keyboard.type("stuk j")
    assert page.locator("main input[type=search]").input_value() == "stuk j"

    page.get_by_role("button", name="Toetsen uitzetten").click()
    page.reload()
    ready(page)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_on_a_page_of_the_row_keys_go_on_and_back(open_browser, queue):
    page = open_browser(DESKTOP, queue)
    page.goto("/for-you/")
    page.locator("main [data-waits]").first.click()
    page.wait_for_url("**/questions/**")
    first = page.url.partition("?")[0]
    ready(page)
    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.url.partition("?")[0] != first
    ready(page)
    with page.expect_navigation():
        page.keyboard.press("k")
    assert page.url.partition("?")[0] == first


def test_without_a_script_it_goes_on_too(open_browser, queue):
    page = open_browser(PHONE, queue, java_script_enabled=False)
    page.goto("/for-you/?kind=piece")
    assert page.get_by_text("Toetsen").count() == 0 or not page.get_by_text("Toetsen").first.is_visible()
    page.locator("main .rows a").first.tap()
    first = page.locator("h1").inner_text()
    page.get_by_role("button", name="Akkoord", exact=True).tap()
    page.get_by_text("Je bent akkoord met").wait_for()
    assert page.locator("h1").inner_text() != first


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_break_no_rule(open_browser, queue, track, width, scheme):
    page = open_browser({"viewport": {"width": width, "height": 800}}, queue, color_scheme=scheme)
    page.goto("/for-you/")
    page.get_by_text("Kies wat je ziet").click()
    page.locator("[data-keys-help] summary").click()
    assert_no_axe(page)
    page.locator("main [data-waits]").first.click()
    page.wait_for_url("**/questions/**")
    assert_no_axe(page)
    for url in (f"/tracks/{track.public_id}/pieces/agree/", track.get_absolute_url(), "/tracks/"):
        page.goto(url)
        assert_no_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
