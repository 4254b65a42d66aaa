"""Who may open a track (access.md rows 5 and R10)."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models import Track, readers_today, tracks
from learningtracks.values import READ_ON_DAYS


def who_sees(track: Track, people: list[User]) -> set[str]:
    return {person.get_short_name() for person in people if track in Track.objects.visible_to(person)}


@pytest.fixture
def everybody(sam, samira, wim, karima, tom, nora, otto, neighbours):
    return [sam, samira, wim, karima, tom, nora, otto, *neighbours.values()]


def test_only_the_learner_and_the_named_see_a_track(track, everybody):
    assert who_sees(track, everybody) == {"Sam", "Samira", "Wim", "Karima"}


def test_before_the_start_only_the_learner_sees_it(track, everybody):
    Track.objects.update(starts_on=today() + dt.timedelta(days=1))

    assert who_sees(track, everybody) == {"Sam"}


@pytest.mark.parametrize(("days_ago", "seen_by"), [(30, {"Sam", "Samira", "Wim", "Karima"}), (31, {"Sam"})])
def test_educators_read_thirty_days_after_the_end(track, everybody, days_ago, seen_by):
    Track.objects.update(ends_on=today() - dt.timedelta(days=days_ago), starts_on=today() - dt.timedelta(days=90))

    assert who_sees(track, everybody) == seen_by


def test_an_ended_membership_closes_the_track_at_once(track, samira, everybody):
    samira.memberships.update(ended_at=timezone.now())

    assert who_sees(track, everybody) == {"Sam", "Wim", "Karima"}


def test_an_organisation_that_leaves_takes_its_people_out(track, school, partnership, everybody):
    partnership.parties.filter(organisation=school).update(left_on=today())

    assert who_sees(track, everybody) == {"Sam", "Samira", "Wim"}


def test_who_reads_today_is_asked_anew_each_time(track, samira):
    """The question is kept for the day, never its answer."""
    there = set(readers_today().values_list("person__name", flat=True))
    assert len(readers_today()) == len(there)

    samira.memberships.update(ended_at=timezone.now())

    assert {one.person.name for one in readers_today()} == there - {samira.name} != there


def test_who_reads_tomorrow_is_another_question(track, samira, monkeypatch):
    assert readers_today().filter(person=samira).exists()

    monkeypatch.setattr(tracks, "today", lambda: track.ends_on + dt.timedelta(days=READ_ON_DAYS + 1))

    assert not readers_today().exists()
