"""A learner asks one person one question (domain.md §2.2 step 3, access.md rows 8 and 12)."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.values import Refused, today
from conftest import ask_feedback
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from reflections.actions import feedback
from reflections.models.experiences import Experience
from reflections.models.feedback import FeedbackRequest


def test_the_person_asked_may_read_the_story_and_nobody_else(
    question, samira, wim, karima, tom, nora, otto, neighbours
):
    everybody = [samira, wim, karima, tom, nora, otto, *neighbours.values()]

    readers = [person for person in everybody if question.experience in Experience.objects.shared_with(person)]

    assert readers == [samira]


def test_the_person_asked_is_told_without_a_word_of_the_entry(question, samira):
    notice = Notice.objects.get(person=samira)

    assert notice.event.kind == "feedback_asked"
    assert notice.event.words == {"name": ["person", samira.pk]}


def test_asking_twice_is_asking_once(question, samira):
    again = ask_feedback(question.experience, samira, "En nu?")

    assert again == question
    assert FeedbackRequest.objects.count() == 1


def test_an_experience_without_a_track_gets_the_track_of_the_person_asked(experience, track, samira):
    experience.track = None
    experience.save()

    feedback.ask(experience, named=track.people.get(person=samira), question="Hoe?", by=experience.author)

    experience.refresh_from_db()
    assert experience.track == track


def test_nobody_asks_about_somebody_elses_experience(experience, track, samira):
    with pytest.raises(Refused, match="de schrijver"):
        feedback.ask(experience, named=track.people.get(person=samira), question="Hoe?", by=samira)


def test_a_draft_is_saved_before_it_is_asked_about(experience, samira):
    experience.saved_at = None
    experience.save()

    with pytest.raises(Refused, match="Bewaar"):
        ask_feedback(experience, samira, "Hoe?")


def test_somebody_who_left_the_track_is_not_asked(experience, track, samira):
    track.people.filter(person=samira).update(ended_at=timezone.now())

    with pytest.raises(Refused, match="begeleidt je nu niet"):
        ask_feedback(experience, samira, "Hoe?")


def test_an_experience_stays_with_its_track(experience, track, samira):
    named = track.people.get(person=samira)
    track.pk, track.public_id, track._state.adding = None, "00000000-0000-4000-8000-000000000001", True
    track.save()
    experience.track = track
    experience.save()

    with pytest.raises(Refused, match="ander traject"):
        feedback.ask(experience, named=named, question="Hoe?", by=experience.author)


@pytest.mark.both("the database keeps the rule")
def test_the_database_refuses_a_second_standing_question(question):
    with pytest.raises(IntegrityError):
        FeedbackRequest.objects.create(experience=question.experience, asked=question.asked, question="Nog eens?")


def test_withdrawing_closes_the_story_for_the_person_asked(question, samira):
    feedback.withdraw_question(question, by=question.experience.author)

    assert not Experience.objects.shared_with(samira).exists()
    assert not FeedbackRequest.objects.waiting_for(samira).exists()
    assert Event.objects.filter(kind="question_withdrawn").count() == 1


def test_only_the_asker_withdraws(question, samira):
    with pytest.raises(Refused, match="de vrager"):
        feedback.withdraw_question(question, by=samira)


def test_an_answered_question_stays(question, samira):
    feedback.reply(question, text="Je luisterde.", by=samira)
    question.refresh_from_db()

    with pytest.raises(Refused, match="beantwoord"):
        feedback.withdraw_question(question, by=question.experience.author)


def test_thirty_one_days_after_the_end_the_question_is_gone(question, track, samira):
    track.ends_on = today() - dt.timedelta(days=31)
    track.starts_on = today() - dt.timedelta(days=60)
    track.save()

    assert not FeedbackRequest.objects.waiting_for(samira).exists()
