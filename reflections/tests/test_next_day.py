"""The day that a group is offered for its next value check (domain.md §5.4), one row a case."""

import datetime as dt

import pytest

from reflections.calendar import same_weekday

pytestmark = pytest.mark.both("sums with days")

CASES = {
    "the due day itself": ("2027-08-16", "2027-05-10", "", "2027-08-16"),
    "three days after the due day": ("2027-08-16", "2027-05-13", "", "2027-08-19"),
    "three days before it": ("2027-08-16", "2027-05-14", "", "2027-08-13"),
    "Whit Monday: a week later": ("2027-05-17", "2027-02-15", "", "2027-05-24"),
    "two closed weeks: the third": ("2027-08-17", "2027-05-18", "2027-08-17 2027-08-24", "2027-08-31"),
    "King's Day": ("2027-04-27", "2027-01-26", "", "2027-05-04"),
    "held on a Saturday: the first working day": ("2027-08-13", "2027-05-15", "", "2027-08-16"),
}


@pytest.mark.parametrize(("due", "held", "closed", "day"), CASES.values(), ids=CASES.keys())
def test_the_same_weekday_and_no_day_off(due, held, closed, day):
    holidays = frozenset(map(dt.date.fromisoformat, closed.split()))

    assert same_weekday(*map(dt.date.fromisoformat, (due, held)), holidays) == dt.date.fromisoformat(day)
