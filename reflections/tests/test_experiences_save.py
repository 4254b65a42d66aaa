"""Saving: a version for readers, a question to the person chosen, nothing twice."""

import pytest
from django.db import models
from django.utils import timezone

from accounts.values import Refused, Stale
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from reflections.actions import experiences
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.tests.logbook import SITUATION, a_draft, an_entry, changed
from reflections.values import TEXT_FIELDS, ValueLevel


def test_a_short_log_is_a_full_log(sam, track):
    draft = a_draft(sam)

    experiences.save(draft, version=draft.version, by=sam)

    draft.refresh_from_db()
    assert (draft.is_draft, [row.situation for row in draft.versions.all()]) == (False, [SITUATION])


def test_without_a_situation_there_is_nothing_to_save(sam, track):
    with pytest.raises(Refused):
        experiences.save(a_draft(sam, situation=" "), version=1, by=sam)


def test_nobody_saves_the_entry_of_another(sam, samira, track):
    with pytest.raises(Refused):
        experiences.save(a_draft(sam), version=1, by=samira)


def test_every_change_becomes_a_version_and_the_old_one_stays(sam, track):
    entry = changed(an_entry(sam), situation="Nu anders.")

    assert [(row.number, row.situation) for row in entry.versions.all()] == [(1, SITUATION), (2, "Nu anders.")]


def test_saving_without_a_change_makes_no_version_and_no_event(sam, track):
    entry = an_entry(sam)

    experiences.save(entry, version=entry.version, by=sam)

    assert (ExperienceVersion.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize(("model", "besides"), [(Experience, {"question"}), (ExperienceVersion, set())])
def test_every_text_is_in_the_table_of_texts(model, besides):
    """What is not in `TEXTS` of reflections/values.py is neither kept at "Bewaren" nor shown to readers."""
    texts = {field.name for field in model._meta.fields if isinstance(field, models.TextField)}

    assert texts - besides == set(TEXT_FIELDS)


def test_a_version_keeps_the_value_notes_of_its_moment(sam, track):
    entry = an_entry(sam, notes={ValueLevel.APPLIED: ("Ik wacht.", False)})
    entry.value_notes.all().delete()

    assert entry.versions.get().value == [{"level": "applied", "text": "Ik wacht.", "fell_short": False}]
    assert entry.differs_from(entry.latest())


def test_a_stale_check_page_saves_nothing(sam, track):
    draft = a_draft(sam, analysis="Later getypt.")

    with pytest.raises(Stale):
        experiences.save(draft, version=1, by=sam)

    assert ExperienceVersion.objects.count() == 0


def test_the_person_chosen_gets_the_question(sam, samira, track):
    draft = a_draft(sam, asked_person=samira, question="Wat deed ik goed?")

    request = experiences.save(draft, version=draft.version, by=sam)

    draft.refresh_from_db()
    assert (request.asked, request.question) == (samira, "Wat deed ik goed?")
    assert (draft.asked_person, draft.question) == (None, "")
    assert [notice.person for notice in Notice.objects.all()] == [samira]


def test_a_second_question_needs_no_change_of_the_text(sam, samira, track):
    entry = an_entry(sam)
    entry = experiences.write(
        entry, changes={"asked_person": samira, "question": "Hoe zou jij dit doen?"}, version=entry.version, by=sam
    )

    assert experiences.save(entry, version=entry.version, by=sam).asked == samira
    assert ExperienceVersion.objects.count() == 1


def test_who_left_the_track_is_not_asked_and_the_entry_is_saved(sam, samira, track):
    draft = a_draft(sam, asked_person=samira, question="Wat deed ik goed?")
    track.people.filter(person=samira).update(ended_at=timezone.now())

    assert experiences.save(draft, version=draft.version, by=sam) is None
    draft.refresh_from_db()
    assert (draft.is_draft, draft.question) == (False, "Wat deed ik goed?")
