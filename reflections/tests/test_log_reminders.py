"""The reminder that is offered after the first experience (findings D3)."""

import pytest
from django.utils import timezone

from accounts.values import LogRhythm
from reflections.tests.logbook import an_entry, words

PUSH = "Meldingen op dit apparaat"
OFFER = "Zullen we je aan de volgende herinneren?"


def test_after_the_first_one_a_reminder_is_offered_and_one_tap_sets_it(student, sam):
    entry = an_entry(sam)
    offered = words(student.get(f"/experiences/{entry.public_id}/saved/"))

    after = words(student.post(f"/experiences/{entry.public_id}/ask-me/", {"rhythm": "weekly"}, follow=True))

    sam.refresh_from_db()
    assert (OFFER in offered, "Elke week" in offered, OFFER in after) == (True, True, False)
    assert ("Je krijgt een herinnering." in after, sam.log_rhythm) == (True, LogRhythm.WEEKLY)


def test_on_an_own_device_it_can_be_heard_there_too(student, sam, settings):
    saved = f"/experiences/{an_entry(sam).public_id}/saved/"
    student.post(saved.replace("saved", "ask-me"), {"rhythm": "weekly"})
    shared = words(student.get(saved))
    student.post("/settings/sessions/", {"own": "yes"})
    own = words(student.get(saved))
    settings.PUSH_KEY = ""

    assert [PUSH in page for page in (shared, own, words(student.get(saved)))] == [False, True, False]


@pytest.mark.parametrize("rhythm", ["hourly", "none"])
def test_what_is_not_offered_sets_nothing(student, sam, rhythm):
    entry = an_entry(sam)

    page = words(student.post(f"/experiences/{entry.public_id}/ask-me/", {"rhythm": rhythm}, follow=True))

    sam.refresh_from_db()
    assert (sam.log_rhythm, "Je krijgt een herinnering." in page) == (LogRhythm.NONE, False)


def test_after_the_second_one_it_is_not_offered_again(student, sam):
    an_entry(sam)
    entry = an_entry(sam)

    assert OFFER not in words(student.get(f"/experiences/{entry.public_id}/saved/"))


@pytest.mark.parametrize(("code", "offered"), [("sam", True), ("wim", True), ("gone", False)])
def test_whoever_may_log_can_be_reminded_also_without_a_track(signed_in, request, sam, code, offered):
    person = sam if code == "gone" else request.getfixturevalue(code)
    entry = an_entry(person)
    if code == "gone":
        sam.memberships.update(ended_at=timezone.now())

    assert (OFFER in words(signed_in(person).get(f"/experiences/{entry.public_id}/saved/"))) == offered
