"""The ladder of a value check that is held apart: one row each, read as those of test_reminders_calendar.py. Nothing
goes in a weekend, an evening or a night."""

import pytest

WEEK = [
    ("team_due", "2027-03-01"),
    ("at", "2027-02-26 12:00"),
    ("week", "2027-03-01", "2027-03-08"),
]
DAYS = [
    ("runs", "2027-02-27 12:00", "2027-03-01 08:00", "2027-03-04 08:00", "2027-03-05 18:30", "2027-03-07 12:00"),
    ("runs", "2027-03-09 00:10", "2027-03-09 08:00"),
]
CASES = {
    "it opens, two working days before the end, the harvest, and to who leads that it is still to be closed": (
        [*WEEK, ("runs", "2027-03-01 08:00"), ("tells", "Tina"), *DAYS, ("runs", "2027-03-15 08:00")],
        [
            "2027-03-01 08:00 Tina apart_opened",
            "2027-03-01 08:00 Tom apart_opened",
            "2027-03-04 08:00 Tom apart_ends",
            "2027-03-09 08:00 Tina apart_harvest",
            "2027-03-09 08:00 Tom apart_harvest",
            "2027-03-15 08:00 Tom apart_to_close",
        ],
    ),
    "who tells or passes hears nothing more, and without a story there is no harvest": (
        [*WEEK, ("runs", "2027-03-01 08:00"), ("passes", "Tina"), ("passes", "Tom"), *DAYS],
        ["2027-03-01 08:00 Tina apart_opened", "2027-03-01 08:00 Tom apart_opened"],
    ),
    "planned on its first day it opens at once": (
        [
            ("team_due", "2027-03-01"),
            ("at", "2027-03-01 10:30"),
            ("week", "2027-03-01", "2027-03-03"),
            ("runs", "2027-03-01 10:40", "2027-03-01 11:00", "2027-03-02 08:00"),
        ],
        ["2027-03-01 10:40 Tina apart_opened", "2027-03-01 10:40 Tom apart_opened"],
    ),
    "a first day in the weekend opens on Monday": (
        [
            ("team_due", "2027-03-01"),
            ("at", "2027-02-26 10:30"),
            ("week", "2027-02-27", "2027-03-08"),
            ("runs", "2027-02-27 09:00", "2027-02-28 09:00", "2027-03-01 08:00"),
        ],
        ["2027-03-01 08:00 Tina apart_opened", "2027-03-01 08:00 Tom apart_opened"],
    ),
    "a later last day: one update, and the end anew": (
        [
            *WEEK,
            ("runs", "2027-03-01 08:00"),
            ("mails", "2027-03-01 09:00"),
            ("at", "2027-03-03 10:00"),
            ("last_day", "2027-03-12"),
            ("tells", "Tina"),
            ("runs", "2027-03-04 08:00", "2027-03-10 08:00"),
        ],
        [
            "2027-03-01 08:00 Tina apart_opened",
            "2027-03-01 08:00 Tom apart_opened",
            "2027-03-03 10:00 Tina apart_changed",
            "2027-03-10 08:00 Tom apart_ends",
        ],
    ),
    "closed: the report, and a week later nothing about closing": (
        [
            *WEEK,
            ("runs", "2027-03-01 08:00"),
            ("mails", "2027-03-01 09:00"),
            ("tells", "Tina"),
            ("runs", "2027-03-09 08:00"),
            ("mails", "2027-03-09 08:30"),
            ("closes_apart",),
            ("runs", "2027-03-09 09:00", "2027-03-15 08:00"),
        ],
        [
            "2027-03-01 08:00 Tina apart_opened",
            "2027-03-01 08:00 Tom apart_opened",
            "2027-03-09 08:00 Tina apart_harvest",
            "2027-03-09 08:00 Tom apart_harvest",
            "2027-03-09 09:00 Tina report",
            "2027-03-09 09:00 Tom report",
        ],
    ),
    "in a pause nothing is told": (
        [*WEEK, ("pause", "2027-02-27", "2027-04-01"), *DAYS],
        [],
    ),
    "who left the team is told nothing": (
        [*WEEK, ("leaves", "Tina"), ("runs", "2027-03-01 08:00")],
        ["2027-03-01 08:00 Tom apart_opened"],
    ),
}


@pytest.mark.parametrize(("story", "expected"), CASES.values(), ids=CASES.keys())
def test_ladder(diary, story, expected):
    for verb, *given in story:
        getattr(diary, verb)(*given)
    assert diary.told() == expected
