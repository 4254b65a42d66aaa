"""Who may open a track (access.md rows 5 and R10)."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models.tracks import Track


def who_sees(track: Track, people: list[User]) -> set[str]:
    return {person.get_short_name() for person in people if track in Track.objects.readable_by(person)}


def who_takes_part(track: Track, people: list[User]) -> set[str]:
    return {person.get_short_name() for person in people if track in Track.objects.visible_to(person)}


@pytest.fixture
def everybody(sam, samira, wim, karima, tom, nora, otto, neighbours):
    return [sam, samira, wim, karima, tom, nora, otto, *neighbours.values()]


def test_only_the_learner_and_the_named_see_a_track(track, everybody):
    assert who_sees(track, everybody) == who_takes_part(track, everybody) == {"Sam", "Samira", "Wim", "Karima"}


def test_who_is_named_sees_it_before_it_starts(track, everybody):
    """From the moment it is set up (domain.md §2.1)."""
    Track.objects.update(starts_on=today() + dt.timedelta(days=60))

    assert who_sees(track, everybody) == who_takes_part(track, everybody) == {"Sam", "Samira", "Wim", "Karima"}


def test_who_stands_in_from_tomorrow_sees_it_tomorrow(track, wim, everybody):
    wim.named_on.update(starts_on=today() + dt.timedelta(days=1))

    assert who_sees(track, everybody) == {"Sam", "Samira", "Karima"}


def test_a_learner_whose_membership_ended_keeps_reading_and_takes_no_part(track, sam, everybody):
    sam.memberships.update(ended_at=timezone.now())

    assert who_sees(track, everybody) == {"Sam", "Samira", "Wim", "Karima"}
    assert who_takes_part(track, everybody) == {"Samira", "Wim", "Karima"}


@pytest.mark.parametrize(("days_ago", "seen_by"), [(30, {"Sam", "Samira", "Wim", "Karima"}), (31, {"Sam"})])
def test_educators_read_thirty_days_after_the_end(track, everybody, days_ago, seen_by):
    Track.objects.update(ends_on=today() - dt.timedelta(days=days_ago), starts_on=today() - dt.timedelta(days=90))

    assert who_sees(track, everybody) == seen_by


def test_an_ended_membership_closes_the_track_at_once(track, samira, everybody):
    samira.memberships.update(ended_at=timezone.now())

    assert who_sees(track, everybody) == {"Sam", "Wim", "Karima"}


def test_an_organisation_that_leaves_takes_its_people_out(track, school, partnership, everybody):
    partnership.parties.filter(organisation=school).update(left_on=today())

    assert who_sees(track, everybody) == {"Sam", "Samira", "Wim"}  # and Sam no more than that
    assert who_takes_part(track, everybody) == {"Samira", "Wim"}
