"""Every calendar case of the reminder ladder, one row each (docs/decisions/, "Reminders").

A row is a story in verbs of `World` (conftest.py) and what people were told. Tom leads Team Beuk; Sam learns alone.
"""

import pytest

CASES = {
    # --- Working days
    "a step in a weekend moves to Monday 08:00": (
        [
            ("team_due", "2027-02-13"),
            ("runs", "2027-01-23 12:00", "2027-01-24 12:00", "2027-01-25 07:59", "2027-01-25 08:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan"],
    ),
    "a step at night moves to the next working day 08:00": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-21 23:00"),
            ("session", "2027-01-29 14:00"),
            ("runs", "2027-01-21 23:01", "2027-01-22 07:59", "2027-01-22 08:00"),
        ],
        ["2027-01-22 08:00 Tina invited", "2027-01-22 08:00 Tom invited"],
    ),
    "a step on Friday evening moves over the weekend": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-22 18:00"),
            ("session", "2027-01-29 14:00"),
            ("runs", "2027-01-22 18:01", "2027-01-23 10:00", "2027-01-25 08:00"),
        ],
        ["2027-01-25 08:00 Tina invited", "2027-01-25 08:00 Tom invited"],
    ),
    "two working days before a session on Monday is the Thursday before": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-02-10 12:00"),
            ("session", "2027-02-15 14:00"),
            ("runs", "2027-02-10 12:01", "2027-02-11 08:00", "2027-02-12 08:00", "2027-02-15 08:00"),
        ],
        [
            "2027-02-10 12:01 Tina invited",
            "2027-02-10 12:01 Tom invited",
            "2027-02-11 08:00 Tina story",
            "2027-02-11 08:00 Tom story",
        ],
    ),
    "a holiday of the organisation is no working day before a session either": (
        [
            ("team_due", "2027-02-15"),
            ("holiday", "2027-02-11"),
            ("at", "2027-02-03 12:00"),
            ("session", "2027-02-15 14:00"),
            ("runs", "2027-02-03 12:01", "2027-02-09", "2027-02-10 08:00"),
        ],
        [
            "2027-02-03 12:01 Tina invited",
            "2027-02-03 12:01 Tom invited",
            "2027-02-10 08:00 Tina story",
            "2027-02-10 08:00 Tom story",
        ],
    ),
    "a step on a holiday of the organisation moves on": (
        [("team_due", "2027-02-15"), ("holiday", "2027-01-25"), ("runs", "2027-01-25 08:00", "2027-01-26 08:00")],
        ["2027-01-26 08:00 Tom to_plan"],
    ),
    "a holiday set after the row was planned counts too": (
        [
            ("team_due", "2027-02-15"),
            ("runs", "2027-01-20"),
            ("holiday", "2027-01-25"),
            ("runs", "2027-01-25 08:00", "2027-01-26 07:59", "2027-01-26 08:00"),
        ],
        ["2027-01-26 08:00 Tom to_plan"],
    ),
    "1 January is a holiday everywhere": (
        [("team_due", "2027-01-22"), ("runs", "2027-01-01 08:00", "2027-01-01 12:00", "2027-01-04 08:00")],
        ["2027-01-04 08:00 Tom to_plan"],
    ),
    # --- Clock changes: never 07:00, never twice
    **{
        f"the clock changes on {change}": (
            [
                ("team_due", due),
                ("runs", f"{change} 01:30", f"{change} 02:30", f"{change} 08:00", f"{monday} 07:00", f"{monday} 07:59"),
                ("runs", f"{monday} 08:00", f"{monday} 08:15", f"{monday} 09:00"),
            ],
            [f"{monday} 08:00 Tom to_plan"],
        )
        for change, monday, due in [
            ("2027-03-28", "2027-03-30", "2027-04-18"),
            ("2027-10-31", "2027-11-01", "2027-11-21"),
            ("2028-03-26", "2028-03-27", "2028-04-16"),
            ("2028-10-29", "2028-10-30", "2028-11-19"),
            ("2029-03-25", "2029-03-26", "2029-04-15"),
            ("2029-10-28", "2029-10-29", "2029-11-18"),
        ]
    },
    # --- 29 February 2028
    "joined on 29 February 2028: waits for the next quarter": (
        [("learns_alone", "2028-02-29"), ("runs", "2028-03-01 08:00", "2028-03-31 12:00", "2028-06-01 08:00")],
        ["2028-06-01 08:00 Sam personal_check_invited"],
    ),
    "track ends on 29 February 2028: nothing in March": (
        [
            ("learns_alone", "2027-09-01", "2028-02-29"),
            ("runs", "2028-02-29 12:00", "2028-03-01 08:00", "2028-03-08 08:00"),
        ],
        [],
    ),
    "pause from 29 February 2028": (
        [
            ("team_due", "2028-03-21"),
            ("pause", "2028-02-29", "2028-03-02"),
            ("runs", "2028-02-29 08:00", "2028-03-02 08:00"),
        ],
        [],
    ),
    "pause until 29 February 2028": (
        [
            ("team_due", "2028-03-21"),
            ("pause", "2028-02-01", "2028-02-29"),
            ("runs", "2028-02-28 12:00", "2028-02-29 08:00"),
        ],
        ["2028-02-29 08:00 Tom to_plan"],
    ),
    # --- Coming and going
    "joined less than six weeks before: waits for the next": (
        [("learns_alone", "2027-01-19"), ("runs", "2027-03-01 08:00", "2027-03-08 08:00", "2027-06-01 08:00")],
        ["2027-06-01 08:00 Sam personal_check_invited"],
    ),
    "joined six weeks before to the day: invited": (
        [("learns_alone", "2027-01-18"), ("runs", "2027-03-01 08:00")],
        ["2027-03-01 08:00 Sam personal_check_invited"],
    ),
    "track ends within two weeks: the closing round instead": (
        [
            ("learns_alone", "2026-09-01", "2027-03-15"),
            ("runs", "2027-03-01 08:00", "2027-03-08 08:00", "2027-03-15 08:00"),
        ],
        ["2027-03-01 08:00 Sam personal_check_closing"],
    ),
    "track ends a day later than two weeks: the usual one": (
        [("learns_alone", "2026-09-01", "2027-03-16"), ("runs", "2027-03-01 08:00")],
        ["2027-03-01 08:00 Sam personal_check_invited"],
    ),
    "the personal one: an invitation, one reminder, then silence": (
        [
            ("learns_alone", "2026-09-01"),
            ("runs", "2027-03-01 08:00", "2027-03-05", "2027-03-08 08:00", "2027-03-15", "2027-03-22", "2027-03-31"),
        ],
        ["2027-03-01 08:00 Sam personal_check_invited", "2027-03-08 08:00 Sam personal_check_reminded"],
    ),
    "who left gets nothing": (
        [("team_due", "2027-02-15"), ("plans", "2027-01-20"), ("leaves", "Tom"), ("runs", "2027-01-25 08:00")],
        [],
    ),
    # --- Pauses
    "paused team: none, and none afterwards for the pause": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-20"),
            ("pause", "2027-01-22", "2027-02-01"),
            ("runs", "2027-01-25 08:00", "2027-01-29", "2027-02-01 08:00", "2027-02-10"),
        ],
        [],
    ),
    "paused without an end: silence": (
        [
            ("team_due", "2027-02-15"),
            ("pause", "2027-01-22"),
            ("runs", "2027-01-25 08:00", "2027-03-01 08:00", "2027-06-01"),
        ],
        [],
    ),
    "pause lifted on the date itself: sent": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-20"),
            ("pause", "2027-01-11", "2027-01-25"),
            ("runs", "2027-01-24 12:00", "2027-01-25 08:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan"],
    ),
    "due inside a pause: the turn moves to the day the pause ends": (
        [
            ("team_due", "2027-02-15"),
            ("pause", "2027-01-22", "2027-03-01"),
            ("runs", "2027-02-08 08:00", "2027-03-01 08:00", "2027-03-15 08:00"),
        ],
        ["2027-03-15 08:00 Tom last_nudge"],
    ),
    # --- Workers that were away
    "sender down 14 days: once, on return": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-25 08:00", "2027-02-01", "2027-02-08 09:59"),
            ("runs", "2027-02-08 10:00", "2027-02-08 10:15"),
        ],
        ["2027-02-08 10:00 Tom to_plan"],
    ),
    "sender back in a weekend: Monday 08:00": (
        [("team_due", "2027-02-15"), ("plans", "2027-01-25 08:00"), ("runs", "2027-02-06 10:00", "2027-02-08 08:00")],
        ["2027-02-08 08:00 Tom to_plan"],
    ),
    "planner and sender down 14 days: once, on return": (
        [("team_due", "2027-02-15"), ("runs", "2027-02-08 10:00", "2027-02-09 10:00")],
        ["2027-02-08 10:00 Tom to_plan"],
    ),
    "sender down over a whole quarter: only the newest step, of the turn that runs by then": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-25", "2027-02-25", "2027-05-03 09:00"),
            ("runs", "2027-05-03 10:00"),
        ],
        ["2027-05-03 10:00 Tom to_plan"],
    ),
    "everything down over a whole quarter: only the newest personal step": (
        [("learns_alone", "2026-09-01"), ("plans", "2027-02-20"), ("runs", "2027-06-10 10:00", "2027-06-11 10:00")],
        ["2027-06-10 10:00 Sam personal_check_reminded"],
    ),
    "down over the session itself: only the question whether it was held": (
        [
            ("team_due", "2027-02-15"),
            ("at", "2027-01-20 12:00"),
            ("session", "2027-02-15 14:00"),
            ("plans", "2027-01-21"),
            ("runs", "2027-03-01 09:00"),
        ],
        ["2027-03-01 09:00 Tom outcome_again"],
    ),
    # --- Several teams, organisations, addresses
    "person in two teams: both in one digest": (
        [
            ("team_due", "2027-02-15"),
            ("second_team_due", "Team Eik", "2027-02-15"),
            ("runs", "2027-01-25 08:00"),
            ("mails", "2027-01-25 09:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan", "2027-01-25 08:00 Tom to_plan"],
    ),
    "person under two organisations with different holidays: each own row": (
        [
            ("team_due", "2027-02-15"),
            ("team_elsewhere_due", "Team Noord", "2027-02-15", "2027-01-25"),
            ("runs", "2027-01-25 08:00", "2027-01-26 08:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan", "2027-01-26 08:00 Tom to_plan"],
    ),
    "address changed between plan and send: told all the same": (
        [
            ("team_due", "2027-02-15"),
            ("plans", "2027-01-20"),
            ("new_address", "Tom", "tom.nieuw@demo.werkplek.example"),
            ("runs", "2027-01-25 08:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan"],
    ),
    # --- Clocks and zones
    **{
        f"server time zone {zone}": (
            [("server_zone", zone), ("team_due", "2027-04-20"), ("runs", "2027-03-30 07:59", "2027-03-30 08:00")],
            ["2027-03-30 08:00 Tom to_plan"],
        )
        for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu")
    },
    "server clock an hour back: none twice": (
        [
            ("team_due", "2027-02-15"),
            ("runs", "2027-01-25 09:00", "2027-01-25 08:00", "2027-01-25 08:30", "2027-01-25 09:00"),
        ],
        ["2027-01-25 09:00 Tom to_plan"],
    ),
    "server clock a year ahead for a minute: nothing planned, told or mailed": (
        [
            ("team_due", "2027-02-15"),
            ("learns_alone", "2026-09-01"),
            ("runs", "2027-01-20 10:00"),
            ("wrong_clock", "2028-03-08 10:00"),
            ("runs", "2027-01-20 10:02", "2027-01-25 08:00"),
        ],
        ["2027-01-25 08:00 Tom to_plan"],
    ),
}


@pytest.mark.parametrize(("story", "told"), CASES.values(), ids=CASES.keys())
def test_calendar_case(diary, story, told):
    for verb, *words in story:
        getattr(diary, verb)(*words)

    assert diary.told() == told
