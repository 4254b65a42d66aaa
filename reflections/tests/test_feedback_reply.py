"""Answering from the queue, changing the answer, thanking (domain.md §2.3, access.md row 12 and R5)."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale
from conftest import ask_feedback
from partnerships.models.notices import Notice
from reflections.actions import feedback
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest


def copy_of(experience):
    """The same experience once more, as if it was logged twice."""
    made = Experience.objects.create(
        author=experience.author, track=experience.track, situation="Nog een situatie.", saved_at=timezone.now()
    )
    made.versions.create(number=1, happened_on=made.happened_on, situation=made.situation)
    return made


@pytest.fixture
def answer(question, samira):
    return feedback.reply(question, text="Je begon met luisteren.", by=samira)


def test_the_queue_is_oldest_first(question, samira):
    older = ask_feedback(copy_of(question.experience), samira, "Hoe zou jij dit doen?")
    FeedbackRequest.objects.filter(pk=older.pk).update(asked_at=question.asked_at - dt.timedelta(days=2))

    assert list(FeedbackRequest.objects.waiting_for(samira)) == [older, question]


def test_an_empty_queue_says_so(samira, signed_in):
    page = signed_in(samira).get(reverse("queue"))

    assert "Je bent bij" in page.content.decode()


def test_the_page_shows_story_and_question_and_never_the_reflection(question, samira, signed_in):
    text = signed_in(samira).get(question.get_absolute_url()).content.decode()

    assert (question.experience.situation in text, question.question in text) == (True, True)
    assert question.experience.reflection not in text


def test_reading_is_logged_for_the_author(question, samira, signed_in):
    client = signed_in(samira)

    client.get(question.get_absolute_url())
    client.get(question.get_absolute_url())

    read = question.experience.reads.get()
    assert (read.person, read.times) == (samira, 2)


def test_send_and_next_goes_to_the_next_question(question, experience, samira, signed_in):
    following = ask_feedback(copy_of(experience), samira, "En dit?")

    answer = signed_in(samira).post(question.get_absolute_url(), {"text": "Goed gedaan."}, follow=True)

    assert answer.request["PATH_INFO"] == following.get_absolute_url()


def test_sending_twice_with_one_key_is_sending_once(question, samira, signed_in):
    form = {"text": "Je luisterde.", "once": str(uuid.uuid4())}
    client = signed_in(samira)

    answers = [client.post(question.get_absolute_url(), form) for _ in range(2)]

    assert [answer.url for answer in answers] == [reverse("queue_next")] * 2
    assert Feedback.objects.count() == 1


def test_an_empty_answer_is_an_error_at_the_field(question, samira, signed_in):
    page = signed_in(samira).post(question.get_absolute_url(), {"text": "  "})

    assert "Schrijf eerst je antwoord." in page.content.decode()
    assert not Feedback.objects.exists()


def test_the_learner_is_told(answer, sam):
    assert Notice.objects.get(person=sam).event.kind == "feedback_given"


def test_a_question_is_answered_once(answer, question, samira):
    with pytest.raises(Refused, match="al beantwoord"):
        feedback.reply(FeedbackRequest.objects.get(), text="Nog iets.", by=samira)


def test_nobody_else_answers(question, wim):
    with pytest.raises(Refused, match="niet meer"):
        feedback.reply(question, text="Ik ook.", by=wim)


def test_the_asker_is_sent_to_the_experience(question, sam, signed_in):
    answer = signed_in(sam).get(question.get_absolute_url())

    assert answer.url == question.experience.get_absolute_url()


def test_a_change_before_the_reaction(answer, samira, sam):
    changed = feedback.change(answer, text="Je begon met luisteren. Mooi.", version=1, by=samira)

    assert (changed.version, changed.text) == (2, "Je begon met luisteren. Mooi.")
    assert Notice.objects.filter(person=sam, event__kind="feedback_changed").count() == 1


def test_an_unchanged_text_is_no_change(answer, samira):
    assert feedback.change(answer, text=answer.text, version=1, by=samira).version == 1


def test_a_stale_change_shows_both_texts(answer, samira, signed_in):
    feedback.change(answer, text="Eerste tab.", version=1, by=samira)

    page = signed_in(samira).post(
        reverse("reflections:feedback_change", args=[answer.public_id]), {"text": "Tweede tab.", "version": 1}
    )

    assert page.status_code == 409
    assert ("Eerste tab." in page.content.decode(), "Tweede tab." in page.content.decode()) == (True, True)
    with pytest.raises(Stale):
        feedback.change(answer, text="Derde tab.", version=1, by=samira)


def test_changing_in_the_browser(answer, samira, signed_in):
    url = reverse("reflections:feedback_change", args=[answer.public_id])
    client = signed_in(samira)

    shown = client.get(url).content.decode()
    client.post(url, {"text": "Anders gezegd.", "version": 1})

    assert answer.text in shown
    assert Feedback.objects.get().text == "Anders gezegd."


def test_after_the_thanks_the_feedback_stands(answer, samira, sam):
    feedback.thank(answer, by=sam)

    with pytest.raises(Refused, match="gereageerd"):
        feedback.change(answer, text="Toch anders.", version=1, by=samira)


def test_only_the_giver_changes(answer, wim):
    with pytest.raises(Refused, match="de schrijver"):
        feedback.change(answer, text="Hoi.", version=1, by=wim)


def test_who_may_no_longer_read_changes_nothing(answer, samira, track):
    track.people.filter(person=samira).update(ended_at=timezone.now())

    with pytest.raises(Refused, match="niet meer lezen"):
        feedback.change(answer, text="Hoi.", version=1, by=samira)


def test_a_withdrawn_answer_leaves_the_question_waiting(answer, question, samira, signed_in):
    signed_in(samira).post(reverse("reflections:feedback_withdraw", args=[answer.public_id]))

    assert list(FeedbackRequest.objects.waiting_for(samira)) == [question]


def test_the_learner_thanks_once(answer, sam, samira, signed_in):
    client = signed_in(sam)

    for _ in range(2):
        client.post(reverse("reflections:feedback_thank", args=[answer.public_id]))

    assert Notice.objects.filter(person=samira, event__kind="feedback_thanked").count() == 1


def test_thanking_for_somebody_elses_feedback_is_refused(answer, samira):
    with pytest.raises(Refused, match="niet voor jou"):
        feedback.thank(answer, by=samira)


def test_words_stay_with_the_giver_when_the_entry_is_gone(answer, question, samira, signed_in):
    situation = question.experience.situation
    question.experience.delete()

    text = signed_in(samira).get(reverse("reflections:feedback_given")).content.decode()

    assert ("Je begon met luisteren." in text, situation in text) == (True, False)


def test_a_question_is_withdrawn_in_the_browser(question, sam, samira, signed_in):
    signed_in(sam).post(reverse("reflections:question_withdraw", args=[question.public_id]))

    assert not FeedbackRequest.objects.waiting_for(samira).exists()


def test_nobody_gives_feedback_to_themselves(question, sam):
    with pytest.raises(IntegrityError):
        Feedback.objects.create(request=question, author=sam, receiver=sam, text="Top.")
