"""No box cuts off what somebody pastes: it says how much is too much, and counts as the server does."""

import re

import pytest
from playwright.sync_api import expect

from accounts.forms.general import LONGEST
from werkplek.tests.browser import PHONE
from werkplek.tests.pages import browser_of

BOX = re.compile(r"<(?:input|textarea)\b[^>]*\bmaxlength=[^>]*>")


def test_no_box_but_one_to_search_in_stops_at_its_longest(first_looks):
    stop = [(str(row), box) for row, page in first_looks for box in BOX.findall(page) if 'type="search"' not in box]

    assert stop == []


def test_a_box_that_adds_to_a_text_counts_what_is_there_already(filled):
    feedback = filled.things["feedback"]
    type(feedback.request.experience).objects.filter(pk=feedback.request.experience_id).update(reflection="a" * 9_000)

    page = browser_of(feedback.receiver).get(f"/feedback/{feedback.public_id}/use/").content.decode()

    assert f'data-longest="{LONGEST - 9_002}"' in page


@pytest.mark.browser
def test_a_paste_in_a_line_stays_whole(open_browser, sam, track):
    page = open_browser(PHONE, sam)
    page.goto(f"/tracks/{track.public_id}/pieces/new/?slot=question")
    page.locator("#id_title").focus()
    page.keyboard.insert_text("Hoe blijf ik rustig als het druk wordt aan tafel in de huiskamer van De Linde?")

    assert len(page.locator("#id_title").input_value()) == 78
    expect(page.get_by_text("Te lang. Zoveel tekens te veel: 18", exact=True)).to_be_visible()
