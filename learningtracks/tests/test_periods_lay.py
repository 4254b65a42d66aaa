"""How a track is cut into periods (domain.md §1: ten weeks by default)."""

import datetime as dt

import pytest

from accounts.values import today
from learningtracks.actions import periods
from learningtracks.models.puzzles import Puzzle
from learningtracks.values import slices


@pytest.fixture
def weeks(track):
    """The periods, as (number, weeks from today until the first day, length in days)."""

    def read():
        return [
            (one.number, (one.starts_on - today()).days / 7, (one.ends_on - one.starts_on).days + 1)
            for one in track.periods.all()
        ]

    return read


def change(track, **facts):
    for name, value in facts.items():
        setattr(track, name, value)
    track.save()
    periods.lay(track)


def test_the_last_one_is_shorter():
    first = dt.date(2027, 1, 4)

    assert slices(first, first + dt.timedelta(days=24), 2) == [
        (first, dt.date(2027, 1, 17)),
        (dt.date(2027, 1, 18), dt.date(2027, 1, 28)),
    ]


def test_laying_again_changes_nothing(track, weeks):
    periods.lay(track)

    assert weeks() == [(1, -4, 70), (2, 6, 70)]


def test_shorter_periods_count_from_the_next_one(track, weeks):
    change(track, period_weeks=5)

    assert weeks() == [(1, -4, 70), (2, 6, 35), (3, 11, 35)]


def test_an_earlier_end_cuts_what_is_to_come(track, weeks):
    change(track, ends_on=today() + dt.timedelta(weeks=7, days=-1))

    assert weeks() == [(1, -4, 70), (2, 6, 7)]


def test_an_end_inside_the_running_period_cuts_it(track, weeks):
    change(track, ends_on=today() + dt.timedelta(days=2))

    assert weeks() == [(1, -4, 31)]


def test_a_later_end_first_fills_the_running_period(track, weeks):
    change(track, ends_on=today() + dt.timedelta(days=2))
    change(track, ends_on=today() + dt.timedelta(weeks=8, days=-1))

    assert weeks() == [(1, -4, 70), (2, 6, 14)]


def test_before_the_start_everything_is_laid_anew(track, weeks):
    track.periods.all().delete()
    first = today() + dt.timedelta(weeks=1)
    change(track, starts_on=first, ends_on=first + dt.timedelta(weeks=12, days=-1), period_weeks=12)

    assert weeks() == [(1, 1, 84)]


def test_a_track_stopped_before_its_start_has_none(track, weeks):
    track.periods.all().delete()
    change(track, starts_on=today() + dt.timedelta(weeks=1), ended_on=today())

    assert weeks() == []


def test_a_period_whose_puzzle_was_opened_ahead_stays(track, weeks):
    ahead = track.periods.last()
    Puzzle.objects.create(period=ahead)

    change(track, ends_on=track.ends_on + dt.timedelta(weeks=5))

    assert Puzzle.objects.get().period_id == ahead.pk
    assert weeks() == [(1, -4, 70), (2, 6, 70), (3, 16, 35)]
