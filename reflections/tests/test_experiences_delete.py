"""Deleting: gone for readers at once; who gave feedback keeps their own words (access.md R5)."""

import pytest

from accounts.values import Refused
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from reflections.actions import experiences
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.tests.logbook import SITUATION, a_draft, an_entry, answered, shared


def test_nothing_of_the_entry_is_left(sam, samira, track):
    entry = shared(an_entry(sam), samira)

    experiences.delete(entry, by=sam)

    left = [model.objects.count() for model in (Experience, ExperienceVersion, Share, FeedbackRequest)]
    assert left == [0, 0, 0, 0]


def test_the_giver_keeps_their_words_without_the_text_of_the_entry(sam, samira, track, signed_in):
    given = answered(an_entry(sam), samira, "Je bleef rustig.")

    experiences.delete(given.request.experience, by=sam)

    page = signed_in(samira).get("/feedback/").content.decode()
    assert Feedback.objects.get().request is None
    assert ("Je bleef rustig." in page, SITUATION in page) == (True, False)


def test_notices_about_it_lapse(sam, samira, track):
    entry = shared(an_entry(sam), samira)
    experiences.delete(entry, by=sam)

    assert [events.may_know(notice.event, samira) for notice in Notice.objects.all()] == [False]


def test_nobody_else_deletes(sam, samira, track):
    with pytest.raises(Refused):
        experiences.delete(shared(an_entry(sam), samira), by=samira)


def test_a_draft_can_go_too(sam, track):
    experiences.delete(a_draft(sam), by=sam)

    assert [event.kind for event in Event.objects.all()] == []


def test_a_draft_goes_from_the_log(sam, track, signed_in):
    draft, student = a_draft(sam), signed_in(sam)
    address = f"/experiences/{draft.public_id}/delete/"

    offered = address in student.get("/experiences/").content.decode()
    asked = student.get(address)

    assert (offered, "Concept verwijderen?" in asked.content.decode(), asked.context["back_url"]) == (
        True,
        True,
        "/experiences/",
    )


def test_the_page_asks_first_and_says_what_it_means(sam, samira, track, signed_in):
    entry = answered(an_entry(sam), samira).request.experience
    browser = signed_in(sam)

    asked = browser.get(f"/experiences/{entry.public_id}/delete/")
    done = browser.post(f"/experiences/{entry.public_id}/delete/")

    assert len(asked.context["effects"]) == 3
    assert (done.url, Experience.objects.count()) == ("/experiences/", 0)
