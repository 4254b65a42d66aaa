"""Every address, every person: the answer of `access_table.py` (access.md §4), and nothing written by who may not."""

import uuid
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from partnerships.values import OrganisationKind, Role
from reflections.models import Read
from werkplek.tests.access_table import PEOPLE, ROWS, Row
from werkplek.tests.casting import join, name_on
from werkplek.tests.doors import our_doors
from werkplek.tests.pages import browser_of, shape_of
from werkplek.tests.world import OUT

# A look is written down in these, whoever looks (access.md R37: sessions and logs apart).
LOGS = {"sessions.Session", "usersessions.UserSession", "admin.LogEntry", Read._meta.label}


def rows_stored() -> dict[str, int]:
    """How many rows every table has, logs apart, in one query."""
    tables = {model._meta.label: model._meta.db_table for model in apps.get_models() if model._meta.managed}
    wanted = [label for label in sorted(tables) if label not in LOGS]
    counts = ", ".join(f'(SELECT COUNT(*) FROM "{tables[label]}")' for label in wanted)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip(wanted, cursor.fetchone(), strict=True))


# --- The table and the addresses belong together --------------------------------------------------------------


@pytest.mark.parametrize("door", our_doors(), ids=lambda door: door.name)
def test_every_address_is_in_the_table(door):
    assert door.name in {row.address for row in ROWS}, (
        f"{door.name} is not in werkplek/tests/access_table.py: say there who may open it, from access.md."
    )


def test_the_table_has_no_dead_rows():
    addresses = {door.name for door in our_doors()}

    assert [str(row) for row in ROWS if row.address not in addresses] == []
    assert [row for row, times in Counter((str(row), row.more) for row in ROWS).items() if times > 1] == []


# --- The sweep --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", PEOPLE)
def test_looking(filled, quiet, code):
    """GET gives everybody the answer of the table, and writes nothing."""
    client, stored = browser_of(filled.who(code)), rows_stored()
    found = {}
    for row in ROWS:
        if code in ("S", "OA", OUT) or not is_of_allauth(row):  # whose answers depend on a second step alone
            found[f"{row} {row.more}"] = (client.get(row.url(filled)).status_code, row.expect(code))

    assert {row: answers for row, answers in found.items() if answers[0] != answers[1]} == {}
    assert rows_stored() == stored


@pytest.mark.parametrize("code", PEOPLE)
def test_who_may_not_look_may_not_write(filled, quiet, code):
    """POST gives who is refused the same refusal, whatever they send, and writes nothing."""
    client, wrong = browser_of(filled.who(code), just_confirmed=True), []
    refused = [row for row in ROWS if is_refused(row, code)]
    stored = rows_stored()
    for row in refused:
        answer = client.post(row.url(filled), {"text": "Ik mag dit niet.", "once": str(uuid.uuid4()), "then": "save"})
        if answer.status_code not in (row.expect(code), 405 if row.expect(code) == 403 else 404):
            wrong.append(f"{row}: {answer.status_code}")
        if stored != (stored := rows_stored()):
            wrong.append(f"{row} wrote something")

    assert (wrong, len(refused) > 10) == ([], True)


def is_refused(row: Row, code: str) -> bool:
    """The door is there, and not for them: closed, seen but not theirs to use, or behind the sign-in page."""
    if OUT in row.allowed or is_of_allauth(row):
        return False  # open to anyone, or answered by allauth in its own ways
    return row.expect(code) in (302 if code == OUT else 404, 403)


def is_of_allauth(row: Row) -> bool:
    return row.address.startswith(("account_", "mfa_"))


@pytest.mark.parametrize("code", ["FAR", "S2"])
def test_foreign_and_made_up_look_the_same(filled, quiet, code):
    """Same status, same page, same headers (access.md R34)."""
    client, wrong = browser_of(filled.who(code)), []
    closed = [row for row in ROWS if row.thing and row.expect(code) == 404]
    for row in closed:
        for send in (client.get, client.post):
            foreign, made_up = send(row.url(filled)), send(row.url(filled, uuid.uuid4()))
            if (foreign.status_code, shape_of(foreign)) != (made_up.status_code, shape_of(made_up)):
                wrong.append(f"{row} {send.__name__}")

    assert (wrong, len(closed) > 20) == ([], True)


# --- More than one role: rights add up per object, never across objects (access.md §2) ---------------------------

BEST = [200, 405, 302, 403, 404]  # the widest answer first


def both(row: Row, *codes: str) -> int:
    return min((row.expect(code) for code in codes), key=BEST.index)


def deviations(world, person, *codes: str, rows=ROWS) -> dict[str, tuple[int, int]]:
    """Where somebody who holds all these codes gets another answer than the widest of them."""
    client, found = browser_of(person), {}
    for row in rows:
        if row.thing:
            answer, expected = client.get(row.url(world)).status_code, both(row, *codes)
            if answer != expected:
                found[str(row)] = (answer, expected)
    return found


def test_praktijkopleider_and_team_lead(filled, quiet):
    """A lead of this team as well: both there, and nothing in the other team of Tom."""
    samira = filled.people["samira"]
    join(samira, Role.TEAM_LEAD, filled.things["organisation"], team=filled.things["team"])
    of_tom = [row for row in ROWS if row.thing == "led_team"]
    here = [row for row in ROWS if row not in of_tom]

    assert deviations(filled, samira, "PO", rows=of_tom) == {}
    # On the team's list of the value check stands Tom: a lead who was not invited chooses no story.
    assert deviations(filled, samira, "PO", "TL", rows=here) == {
        "reflections:value_check_stories[value_check]": (302, 200)
    }


def test_instituutsopleider_and_coordinator(filled, quiet):
    karima, school = filled.people["karima"], filled.things["track"].school
    join(karima, Role.COORDINATOR, school, partnership=filled.things["partnership"])

    assert deviations(filled, karima, "SO", "OA2") == {}


def test_learner_and_member_of_another_team(filled, quiet):
    """Being in team Eik as well gives nothing more in team Beuk, and what a member has in team Eik."""
    sam, other = filled.people["sam"], filled.people["TM2"].memberships.get().team
    join(sam, Role.TEAM_MEMBER, other.organisation, team=other)

    assert deviations(filled, sam, "S") == {}
    filled.things["team"] = other
    rows = [row for row in ROWS if row.thing == "team" and row.expect("TM") == 200]
    assert (deviations(filled, sam, "TM", rows=rows), rows != []) == ({}, True)


def test_praktijkopleider_here_and_learner_elsewhere(filled, quiet, otto):
    """A learner at a far school sees the own track there and, here, what a praktijkopleider sees and no more."""
    samira, far = filled.people["samira"], otto.memberships.get()
    far_school = far.partnership.organisations.get(kind=OrganisationKind.SCHOOL)
    join(samira, Role.LEARNER, far_school, partnership=far.partnership)

    own = {"reflections:experience_new"}
    assert set(deviations(filled, samira, "PO")) <= own


def test_platform_administrator_and_instituutsopleider(filled, quiet):
    paul, track = filled.people["PA"], filled.things["track"]
    membership = join(paul, Role.SCHOOL_SUPERVISOR, track.school, partnership=track.partnership)
    near = [row for row in ROWS if row.thing == "near_track"]  # Sofie's, not Paul's
    here = [row for row in ROWS if row not in near]
    assert deviations(filled, paul, "PA", "SO2", rows=here) == deviations(filled, paul, "PA", rows=near) == {}

    name_on(track, membership)

    assert deviations(filled, paul, "PA", "SO", rows=here) == {}
