"""Everybody learns, so home has the own log of every role (domain.md §2.1)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models.notices import Notice
from reflections.actions import feedback
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest
from werkplek.tests.pages import text_of

EVERYBODY = ["sam", "samira", "karima", "tom", "nora", "tina", "adviser"]


@pytest.fixture
def tina(neighbours):
    return neighbours["TM"]


@pytest.fixture
def adviser(neighbours):
    return neighbours["LA"]


@pytest.mark.parametrize("code", EVERYBODY)
def test_whoever_may_log_finds_the_way_at_home(signed_in, request, track, code):
    """And the question of today, or for who sets up or advises the way to it."""
    page = text_of(signed_in(request.getfixturevalue(code)).get("/"))

    asked = "Wat verbaasde jou vandaag" in page, f'href="{reverse("reflections:wonder")}"' in page
    assert (page.count(reverse("reflections:experience_new")), page.count("button--primary") <= 1) == (1, True)
    assert asked == ((False, True) if code in ("nora", "adviser") else (True, False))


def test_who_sets_up_finds_that_first(signed_in, nora, track):
    page = text_of(signed_in(nora).get("/"))

    assert page.index("Inrichten") < page.index("Ervaring vastleggen")


def test_who_is_only_administrator_logs_nothing(signed_in, neighbours):
    page = text_of(signed_in(neighbours["PA"]).get("/"))

    assert (reverse("reflections:experience_new") in page, "Wat verbaasde" in page) == (False, False)


def test_what_somebody_began_and_what_they_got_stand_at_home_in_every_role(signed_in, samira, wim):
    now = timezone.now()
    Experience.objects.create(author=samira, situation="Half een zin over vandaag")
    entry = Experience.objects.create(author=samira, situation="Een gesprek", saved_at=now - dt.timedelta(days=1))
    question = FeedbackRequest.objects.create(experience=entry, asked=wim, question="Hoe zag jij dat?")
    Feedback.objects.create(request=question, author=wim, receiver=samira, text="Rustig.")

    page = text_of(signed_in(samira).get("/"))

    assert ("Half een zin over vandaag" in page, "Je hebt feedback van" in page) == (True, True)


def test_feedback_is_new_until_it_was_opened_or_seen_at_the_bell(signed_in, sam, samira, experience):
    named = experience.track.people.get(person=samira)
    question = feedback.ask(experience, named=named, question="Wat zag jij?", by=sam)
    given = feedback.reply(question, text="Rust.", by=samira)
    browser, told = signed_in(sam), Notice.objects.get(person=sam, event__kind="feedback_given")
    button, before = reverse("partnerships:notice_open", args=[told.public_id]), text_of(browser.get("/"))

    opened = browser.post(button)

    after = text_of(browser.get("/"))
    assert (button in before, "Nieuw:" in before, opened.url) == (True, True, given.get_absolute_url())
    assert ("Je hebt feedback van" in after, "Nieuw:" in after) == (True, False)
