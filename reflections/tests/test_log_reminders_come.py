"""When the reminder to log comes, and when it does not (domain.md §2.2)."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.values import LogRhythm
from learningtracks.models.tracks import Track
from partnerships.actions import reminders
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Holiday
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because


def test_after_work_on_working_days(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-26 16:29", "2026-11-26 16:30", "2026-11-27 16:30", "2026-11-28 16:30", "2026-11-29 16:30")

    assert diary.told() == ["2026-11-26 16:30 Sam log_asked", "2026-11-27 16:30 Sam log_asked"]


def test_once_a_week_on_friday(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.runs("2026-11-24", "2026-11-27 14:59", "2026-11-27 15:00", "2026-11-29", "2026-11-30 12:00")

    assert diary.told() == ["2026-11-27 15:00 Sam log_asked"]


def test_who_logged_already_is_not_asked(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.at("2026-11-23 10:00")
    diary.logs()
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.DONE}


def test_after_three_without_an_answer_it_stops_and_a_new_wish_starts_afresh(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs(*[f"2026-11-{day} 16:30" for day in (23, 24, 25, 26, 27)])
    stopped = User.objects.get(pk=diary.sam.pk).log_rhythm
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-30 16:30")

    assert (len(diary.told()), stopped) == (4, LogRhythm.NONE)
    assert diary.lapsed() == {"Sam log 2026-11-26": Because.UNANSWERED}


def test_an_experience_starts_the_count_afresh(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-23 16:30", "2026-11-24 16:30")
    diary.at("2026-11-24 20:00")
    diary.logs()
    diary.runs("2026-11-25 16:30", "2026-11-26 16:30", "2026-11-27 16:30")

    assert len(diary.told()) == 5


def test_another_rhythm_or_none_lets_the_row_lapse(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.UNWANTED}


@pytest.mark.parametrize("days", [("2026-12-14", "2027-03-01"), ("2026-09-01", "2026-11-25")], ids=["soon", "over"])
def test_who_has_no_track_that_runs_is_asked_as_well(diary, days):
    """Everybody logs (domain.md §2.1)."""
    diary.learns_alone(*days)
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-27 16:30")

    assert diary.told() == ["2026-11-27 16:30 Sam log_asked"]


def test_who_learns_nothing_is_asked_when_the_own_organisation_works(diary):
    lead = Membership.objects.get(person=diary.by)
    User.objects.filter(pk=diary.by.pk).update(log_rhythm=LogRhythm.AFTER_WORK)
    Holiday.objects.create(organisation=lead.organisation, day=dt.date(2026, 11, 26), name="Dag van het team")
    diary.runs("2026-11-26 16:30", "2026-11-27 16:30")

    assert [line for line in diary.told() if "log_asked" in line] == ["2026-11-27 16:30 Tom log_asked"]


def test_who_left_is_not_asked(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    diary.leaves("Sam")
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.NO_ACCESS}


def test_one_tap_mutes(diary, signed_in):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    page = signed_in(diary.sam).get(reverse("reflections:log_reminder"))
    signed_in(diary.sam).post(reverse("reflections:log_mute"))
    diary.runs("2026-11-27 15:00")

    assert "Niet meer herinneren" in page.content.decode()
    assert (User.objects.get(pk=diary.sam.pk).log_rhythm, diary.told()) == (LogRhythm.NONE, [])
    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.UNWANTED}


def test_two_tracks_are_one_question(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    track = Track.objects.get()
    track.pk, track.public_id = None, str(uuid4())
    track.save()
    diary.runs("2026-11-27 15:00")

    assert (Reminder.objects.filter(kind="log_weekly").count(), Notice.objects.count()) == (1, 1)


def test_nothing_happens_while_the_clocks_differ(diary):
    diary.learns_alone("2026-09-01")
    diary.wrong_clock("2027-03-02 10:00")

    assert (Reminder.objects.count(), reminders.tell_due(diary.database)) == (0, 0)
