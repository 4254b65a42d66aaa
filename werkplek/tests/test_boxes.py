"""A box of more than a line: nothing is cut off, both sides count the same, undo and the way back work."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from werkplek.tests.browser import DESKTOP, PHONE

pytestmark = pytest.mark.browser
LONGEST = 10_000


@pytest.fixture
def reply(open_browser: Callable[..., Page], question, samira) -> Page:
    page = open_browser(DESKTOP, samira)
    page.goto(question.get_absolute_url())
    return page


def test_a_long_paste_is_not_cut_and_the_page_says_how_much_is_too_much(reply: Page) -> None:
    box = reply.locator("#id_text")
    box.fill("a" * (LONGEST + 7))
    expect(reply.get_by_text("Te lang. Zoveel tekens te veel: 7", exact=True)).to_be_visible()
    box.press("Control+End")
    for _time in range(6):
        box.press("Backspace")
    expect(reply.get_by_text("Te lang. Zoveel tekens te veel: 1", exact=True)).to_be_visible()
    box.press("Backspace")
    expect(reply.get_by_text("tekens te veel")).to_have_count(0)


def test_a_line_end_and_a_face_count_once_on_both_sides(reply: Page) -> None:
    text = "\n".join(["a" * 99] * 90) + "\n" + "☺🙂" * 500
    assert len(text) == LONGEST
    reply.locator("#id_text").fill(text)
    expect(reply.get_by_text("tekens te veel")).to_have_count(0)

    reply.locator("form:has(#id_text) button[type=submit]").first.click()
    reply.wait_for_url("**/for-you/")
    assert Feedback.objects.get().text == text


def test_undo_takes_back_what_a_button_put_in(reply: Page) -> None:
    box = reply.locator("#id_text")
    box.press_sequentially("Eerst dit.")
    reply.locator("button.chip--stem").first.click()
    assert box.input_value() == "Eerst dit.\nDit zag ik: "
    box.press("Control+z")
    assert box.input_value() == "Eerst dit."


def test_the_way_back_from_the_second_step_leads_to_the_first(open_browser, sam, track) -> None:
    page = open_browser(PHONE, sam)
    page.goto("/")
    page.goto(reverse("reflections:experience_new"))
    page.locator("#id_situation").fill("Een bewoner viel.")
    page.get_by_role("button", name="Meer vertellen").click()
    page.wait_for_url("**/steps/2/")
    page.go_back()

    expect(page.locator("#id_situation")).to_have_value("Een bewoner viel.")
    page.locator("#id_situation").fill("Een bewoner viel bijna.")
    page.get_by_role("button", name="Meer vertellen").click()
    page.wait_for_url("**/steps/2/")
    assert [entry.situation for entry in Experience.objects.all()] == ["Een bewoner viel bijna."]


def test_who_opens_a_draft_again_types_on_at_its_end(open_browser, sam, track) -> None:
    page = open_browser(PHONE, sam)
    page.goto(reverse("reflections:experience_new"))
    page.locator("#id_situation").fill("Een bewoner viel.")
    page.get_by_role("button", name="Meer vertellen").click()
    page.wait_for_url("**/steps/2/")
    page.goto(page.url.replace("/2/", "/1/"))
    page.wait_for_load_state("networkidle")  # the script that puts the cursor there has come
    page.keyboard.type(" Ik schrok.")

    assert page.locator("#id_situation").input_value() == "Een bewoner viel. Ik schrok."
