"""What is typed in the steps is kept between, and two who write the same text keep both."""

import pytest

from accounts.values import today
from reflections.actions import experiences
from reflections.models.experiences import Experience
from reflections.tests.logbook import SITUATION, a_draft, form, on, step, words

NEW = "/experiences/new/"


# --- Autosave


def autosave(student, address, **fields):
    return student.post(address, form(**fields), headers={"X-Autosave": "1"})


def test_autosave_makes_the_draft_once_and_then_keeps_up(student):
    sent = form(situation="Een bew")
    first = student.post(NEW, sent, headers={"X-Autosave": "1"}).json()
    again = student.post(NEW, {**sent, "situation": "Een bewoner"}, headers={"X-Autosave": "1"}).json()
    then = autosave(student, again["url"], situation="Een bewoner viel", version=again["version"]).json()

    draft = Experience.objects.get()
    assert (first["url"], first["version"]) == (step(draft, 1), 1)
    assert (draft.situation, then["version"], draft.version) == ("Een bewoner viel", 3, 3)


def test_autosave_of_nothing_makes_nothing(student):
    assert (autosave(student, NEW, situation="").status_code, Experience.objects.count()) == (422, 0)


def test_autosave_keeps_half_a_question_and_a_person_without_one(student, sam, samira, track):
    draft = a_draft(sam)
    named = str(on(track, samira).public_id)

    answer = autosave(student, step(draft, 3), named=named, question="", version=draft.version)

    draft.refresh_from_db()
    assert (answer.status_code, draft.asked_person) == (200, samira)


def test_autosave_says_when_a_text_is_too_long(student, sam):
    draft = a_draft(sam)

    assert autosave(student, step(draft, 2), analysis="a" * 10_001, version=1).status_code == 422


def test_autosave_does_not_care_for_a_wrong_day(student, sam):
    draft = a_draft(sam)

    autosave(student, step(draft, 1), situation="Anders", happened_on="9999-01-01", version=draft.version)

    draft.refresh_from_db()
    assert (draft.situation, draft.happened_on) == ("Anders", today())


def test_autosave_shows_the_newer_text_when_somebody_was_ahead(student, sam):
    draft = a_draft(sam, analysis="Van de telefoon.")

    answer = autosave(student, step(draft, 2), analysis="Van de laptop.", version=1)

    assert (answer.status_code, "Van de telefoon." in words(answer)) == (409, True)


def test_a_page_whose_draft_is_gone_leads_to_the_log(student):
    sent = form(situation=SITUATION)
    student.post(NEW, sent)
    Experience.objects.all().delete()

    assert student.post(NEW, sent).url == "/experiences/"


# --- Two editors


def test_two_editors_of_one_text_both_survive(student, sam):
    draft = a_draft(sam, analysis="Van de telefoon.")

    clash = student.post(step(draft, 2), form(analysis="Van de laptop.", version=1))
    page = words(clash)
    merged = student.post(step(draft, 2), form(analysis="Allebei.", version=clash.context["form"]["version"].value()))

    draft.refresh_from_db()
    assert [clash.status_code, "Van de telefoon." in page, "Van de laptop." in page] == [409, True, True]
    assert (merged.status_code, draft.analysis) == (302, "Allebei.")


def test_the_first_page_once_more_after_the_draft_went_on(student, sam):
    sent = form(situation="Eerste zin.")
    student.post(NEW, sent)
    draft = Experience.objects.get()
    experiences.write(draft, changes={"situation": "Elders verder."}, version=draft.version, by=sam)

    clash = student.post(NEW, {**sent, "situation": "Eerste zin, langer."})

    page = words(clash)
    assert [clash.status_code, "Elders verder." in page, "Eerste zin, langer." in page] == [409, True, True]


def test_a_stale_check_page_shows_what_is_there_now(student, sam):
    draft = a_draft(sam, analysis="Later getypt.")

    answer = student.post(f"/experiences/{draft.public_id}/check/", form(version="1"))

    assert (answer.status_code, "Later getypt." in words(answer)) == (409, True)


@pytest.mark.parametrize("version", ["", "x", "²", "-1"])
def test_an_odd_version_is_a_stale_one(student, sam, version):
    draft = a_draft(sam)

    assert student.post(f"/experiences/{draft.public_id}/check/", form(version=version)).status_code == 409
