"""How a learning moment came: just happened, agreed, or a lesson (domain.md §2.2 step 6, §5.5)."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import today
from reflections.models.experiences import Experience
from reflections.tests.logbook import a_draft, an_entry, form, shared, step, words
from reflections.trends import forms_of
from reflections.values import LearningForm
from werkplek.tests.casting import more_tracks

STEADY = "Het is steeds “Zomaar gebeurd”."


def trend(client, team) -> str:
    return words(client.get(reverse("reflections:team_trend", args=[team.public_id])))


@pytest.fixture
def five(track, sam, samira):
    """Sam and four others in the team each share something that just happened."""
    for learner in [sam, *(other.learner for other in more_tracks(track, 4))]:
        shared(an_entry(learner, learning_form=LearningForm.INFORMAL), samira)


def test_the_last_step_asks_it_and_the_check_page_shows_it(student, sam, track):
    draft = a_draft(sam)

    student.post(step(draft, 6), form(version=draft.version, learning_form="formal"))

    assert Experience.objects.get(pk=draft.pk).learning_form == LearningForm.FORMAL
    assert "Les of training" in words(student.get(f"/experiences/{draft.public_id}/check/"))


def test_it_need_not_be_said_and_can_be_taken_back(student, sam, track):
    draft = a_draft(sam, learning_form=LearningForm.FORMAL)

    student.post(step(draft, 6), form(version=draft.version, learning_form=""))

    assert Experience.objects.get(pk=draft.pk).learning_form == ""
    assert "Hoe het kwam" not in words(student.get(f"/experiences/{draft.public_id}/check/"))


def test_another_word_is_refused_and_changes_nothing(student, sam, track):
    draft = a_draft(sam, learning_form=LearningForm.FORMAL)

    student.post(step(draft, 6), form(version=draft.version, learning_form="by accident"))

    assert Experience.objects.get(pk=draft.pk).learning_form == LearningForm.FORMAL


def test_who_reads_an_experience_does_not_see_it(signed_in, sam, samira, track):
    entry = shared(an_entry(sam, learning_form=LearningForm.FORMAL), samira)

    assert "Les of training" not in words(signed_in(samira).get(entry.get_absolute_url()))


def test_growth_says_in_a_sentence_how_the_learning_came(student, sam, track):
    an_entry(sam)
    assert "Hoe het leren kwam" not in words(student.get("/growth/"))

    an_entry(sam, learning_form=LearningForm.INFORMAL)

    assert STEADY in words(student.get("/growth/"))


def test_the_team_reads_it_from_five_people(signed_in, tom, team, five):
    assert STEADY in trend(signed_in(tom), team)


@pytest.mark.parametrize(
    "change",
    [
        {"learning_form": ""},
        {"happened_on": today() - dt.timedelta(days=800)},
        {"hidden_at": "2026-11-30T12:00Z"},
        {"track": None},
    ],
    ids=["not said", "long ago", "hidden", "not in the team"],
)
def test_below_five_the_team_reads_nothing(signed_in, sam, tom, team, five, change):
    Experience.objects.filter(author=sam).update(**change)

    assert "Hoe het leren kwam" not in trend(signed_in(tom), team)


def test_what_is_shared_no_more_does_not_count(signed_in, sam, tom, team, five):
    sam.experiences.get().shares.update(ended_at="2026-11-30T12:00Z")

    assert "Hoe het leren kwam" not in trend(signed_in(tom), team)


def test_people_count_and_not_how_often_they_say_so():
    assert not forms_of([(1, "formal", 40), (2, "formal", 3), (3, "formal", 1), (4, "formal", 1), (4, "informal", 9)])
