"""The reminder ladder of one session, and what happens to it when the plan changes: one row each (docs/decisions/,
"Reminders"). Rows are read as those of test_reminders_calendar.py.
"""

import pytest

CASES = {
    "the whole ladder of a session": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            (
                "runs",
                "2027-01-25 08:00",
                "2027-02-02 08:00",
                "2027-02-12 08:00",
                "2027-02-15 08:00",
                "2027-02-16 18:00",
            ),
            ("runs", "2027-02-17 08:00", "2027-02-18", "2027-02-23 08:00", "2027-03-01", "2027-03-09", "2027-03-16"),
        ],
        [
            "2027-02-02 08:00 Tina invited",
            "2027-02-02 08:00 Tom invited",
            "2027-02-12 08:00 Tina story",
            "2027-02-12 08:00 Tom story",
            "2027-02-17 08:00 Tom outcome",
            "2027-02-23 08:00 Tom outcome_again",
        ],
    ),
    "never opened and never answered: not held, and the next quarter begins a new ladder": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-17 08:00", "2027-02-23 08:00", "2027-03-03", "2027-04-01", "2027-04-26 08:00"),
            ("runs", "2027-05-31 08:00"),
        ],
        [
            "2027-02-17 08:00 Tom outcome",
            "2027-02-23 08:00 Tom outcome_again",
            "2027-04-26 08:00 Tom to_plan",
            "2027-05-31 08:00 Tom last_nudge",
        ],
    ),
    "held all the same, said after it was asked twice: the report goes out": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-23 08:00"),
            ("mails", "2027-02-23 09:00"),
            ("at", "2027-03-10 10:00"),
            ("closes", "2027-02-16"),
            ("runs", "2027-03-10 10:01", "2027-04-26 08:00"),
        ],
        [
            "2027-02-23 08:00 Tom outcome_again",
            "2027-03-10 10:01 Tina report",
            "2027-03-10 10:01 Tom report",
            "2027-04-26 08:00 Tom to_plan",
        ],
    ),
    "session postponed: rows of the old date die, one update, the ladder anew": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("mails", "2027-02-02 09:00"),
            ("at", "2027-02-10 10:00"),
            ("postpones", "2027-03-16 14:00"),
            (
                "runs",
                "2027-02-14 12:00",
                "2027-02-15 08:00",
                "2027-02-17 08:00",
                "2027-03-02 08:00",
                "2027-03-12 08:00",
                "2027-03-15 08:00",
            ),
            ("runs", "2027-03-17 08:00"),
        ],
        [
            "2027-02-02 08:00 Tina invited",
            "2027-02-02 08:00 Tom invited",
            "2027-02-10 10:00 Tina postponed",
            "2027-03-02 08:00 Tina invited",
            "2027-03-02 08:00 Tom invited",
            "2027-03-12 08:00 Tina story",
            "2027-03-12 08:00 Tom story",
            "2027-03-17 08:00 Tom outcome",
        ],
    ),
    "session postponed to a near date: the update is the invitation": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("mails", "2027-02-02 09:00"),
            ("at", "2027-02-10 10:00"),
            ("postpones", "2027-02-18 14:00"),
            ("runs", "2027-02-10 10:01", "2027-02-12 12:00"),
        ],
        ["2027-02-02 08:00 Tina invited", "2027-02-02 08:00 Tom invited", "2027-02-10 10:00 Tina postponed"],
    ),
    "postponed before the invitation was mailed: only the update is left": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("postpones", "2027-02-18 14:00"),
            ("runs", "2027-02-02 08:01"),
        ],
        ["2027-02-02 08:00 Tina postponed"],
    ),
    "session skipped: rows die, one update goes out": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("mails", "2027-02-02 09:00"),
            ("at", "2027-02-10 10:00"),
            ("skips",),
            ("runs", "2027-02-15 08:00", "2027-02-17 08:00"),
        ],
        ["2027-02-02 08:00 Tina invited", "2027-02-02 08:00 Tom invited", "2027-02-10 10:00 Tina skipped"],
    ),
    "session closed early: rows die, the report goes out": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("mails", "2027-02-02 09:00"),
            ("at", "2027-02-10 10:00"),
            ("closes", "2027-02-09"),
            ("runs", "2027-02-10 10:01", "2027-02-15 08:00", "2027-02-17 08:00"),
        ],
        [
            "2027-02-02 08:00 Tina invited",
            "2027-02-02 08:00 Tom invited",
            "2027-02-10 10:01 Tina report",
            "2027-02-10 10:01 Tom report",
        ],
    ),
    "place changed after the invitation: one update, no second invitation": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-16 14:00"),
            ("runs", "2027-02-02 08:00"),
            ("mails", "2027-02-02 09:00"),
            ("at", "2027-02-03 10:00"),
            ("changes", "Tuinkamer"),
            ("runs", "2027-02-03 10:01", "2027-02-08"),
        ],
        ["2027-02-02 08:00 Tina invited", "2027-02-02 08:00 Tom invited", "2027-02-03 10:00 Tina changed"],
    ),
    "planned in time: no plan reminder and no nudge": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-20"),
            ("at", "2027-01-21 12:00"),
            ("session", "2027-03-30 14:00"),
            ("runs", "2027-01-25 08:00", "2027-03-01 08:00"),
        ],
        [],
    ),
    "not planned: a reminder and a last nudge, and the same again in the next quarter": (
        [
            ("team_due", "2027-02-15"),
            ("runs", "2027-01-25 08:00", "2027-02-15", "2027-03-01 08:00", "2027-03-15", "2027-04-12"),
            ("runs", "2027-04-26 08:00", "2027-05-17", "2027-05-31 08:00", "2027-06-30"),
        ],
        [
            "2027-01-25 08:00 Tom to_plan",
            "2027-03-01 08:00 Tom last_nudge",
            "2027-04-26 08:00 Tom to_plan",
            "2027-05-31 08:00 Tom last_nudge",
        ],
    ),
    "left out beforehand: silence until the ladder of the next due day": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2026-11-30 12:00"),
            ("skips_turn",),
            ("runs", "2027-01-25 08:00", "2027-03-01 08:00", "2027-04-26 08:00"),
        ],
        ["2027-04-26 08:00 Tom to_plan"],
    ),
}


@pytest.mark.parametrize(("story", "told"), CASES.values(), ids=CASES.keys())
def test_session_case(diary, story, told):
    for verb, *words in story:
        getattr(diary, verb)(*words)

    assert diary.told() == told
