"""What is written about others is looked through before it is sent, in every box for that (reliability.md §3)."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import reviews
from learningtracks.models.reviews import TrackReview
from reflections.actions import passes, shares
from reflections.models.feedback import Feedback
from reflections.models.replies import Reply, thread_url
from reflections.values import Part, ReplyKind
from werkplek.tests.pages import text_of

pytestmark = pytest.mark.django_db
ROOM = "Ik was bij mevrouw Jansen."
GENERAL = "Ik was bij een bewoner."
WARNING = "Hier staat misschien een gegeven van iemand"


def send(client, url, **typed):
    return client.post(url, {"once": str(uuid.uuid4()), **typed})


def test_an_answer_with_a_name_is_held_with_its_words(question, samira, signed_in):
    page = send(signed_in(samira), question.get_absolute_url(), text=ROOM)

    assert (page.status_code, WARNING in text_of(page), ROOM in text_of(page)) == (200, True, True)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(("tap", "stored"), [("anyway", ROOM), ("general", None)])
def test_one_tap_sends_it_as_it_is_and_another_puts_general_words(question, samira, signed_in, tap, stored):
    page = send(signed_in(samira), question.get_absolute_url(), text=ROOM, **{tap: "yes"})

    assert list(Feedback.objects.values_list("text", flat=True)) == ([stored] if stored else [GENERAL])
    assert page.status_code == 302


def test_a_question_to_the_writer_stays_a_question(experience, wim, sam, signed_in):
    shares.share(experience, people=[experience.track.people.get(person=wim)], parts=[Part.STORY], by=sam)
    client, url = signed_in(wim), thread_url(experience, wim)
    page = send(client, url, text=ROOM, kind="question")
    assert '<input type="hidden" name="kind" value="question">' in page.content.decode()
    send(client, url, text=ROOM, kind="question", anyway="yes")

    assert [(reply.kind, reply.text) for reply in Reply.objects.all()] == [(ReplyKind.QUESTION, ROOM)]


def test_a_review_is_looked_through_when_it_is_handed_in_and_not_before(track, samira, signed_in):
    track.periods.filter(number=1).update(ends_on=today() - dt.timedelta(days=1))
    review = reviews.start(track.periods.get(number=1), by=samira)
    client, url = signed_in(samira), reverse("learningtracks:review_write", args=[review.public_id])
    words = {"went_well": ROOM, "next_up": "Meer oefenen."}
    kept = send(client, url, **words, version=1, then="stop")
    held = send(client, url, **words, version=2, then="submit")
    assert (kept.status_code, held.status_code, WARNING in text_of(held)) == (302, 200, True)
    send(client, url, **words, version=2, then="submit", anyway="yes")

    assert TrackReview.objects.get().is_submitted


def test_who_answers_by_a_link_is_warned_too(experience, sam, client):
    url = passes.ask(experience, name="Bo", email="bo@x.example", question="En?", by=sam).get_absolute_url()
    page = client.post(url, {"text": ROOM})
    client.post(url, {"text": ROOM, "general": "yes"})
    experience.passes.get().refresh_from_db()

    assert (WARNING in text_of(page), experience.passes.get().answer) == (True, GENERAL)
