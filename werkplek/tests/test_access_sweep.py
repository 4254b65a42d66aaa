"""Every address, every person: who may not look may not write, and rights add up as `access_table.py` says (access.md
§4). What everybody gets to see at every address: test_canaries.py."""

import uuid
from collections import Counter

import pytest

from learningtracks.models.tracks import Track
from partnerships.values import OrganisationKind, Role
from werkplek.tests.access_rows import EACH, PEOPLE, SEES_BUT_MAY_NOT, STEP, Row, share_of
from werkplek.tests.access_table import ROWS
from werkplek.tests.casting import join, name_on
from werkplek.tests.endpoints import our_endpoints
from werkplek.tests.pages import browser_of, shape_of
from werkplek.tests.stored import rows_stored, statements_that_write
from werkplek.tests.world import OUT

pytestmark = pytest.mark.once(
    "postgresql", "walks past every endpoint: other tests ask on SQLite what the endpoints ask"
)

# --- The table and the addresses belong together --------------------------------------------------------------


def test_every_address_is_in_the_table():
    """A name that is told here: say in werkplek/tests/access_table.py who may open it, from access.md."""
    assert {endpoint.name for endpoint in our_endpoints()} - {row.address for row in ROWS} == set()


def test_the_table_has_no_dead_rows():
    addresses = {endpoint.name for endpoint in our_endpoints()}

    assert [str(row) for row in ROWS if row.address not in addresses] == []
    assert [row for row, times in Counter((str(row), row.more) for row in ROWS).items() if times > 1] == []


# --- The sweep --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("codes", "step"), [pytest.param(PEOPLE, STEP, id="a share each"), *EACH])
def test_who_may_not_look_may_not_write(filled, quiet, bare_refusals, codes, step):
    """POST gives who is refused the same refusal, whatever they send, and writes nothing. Who is signed out gets the
    words back, and is told to sign in."""
    tried, wrong, stored = 0, [], rows_stored()
    for code in codes:
        client = browser_of(filled.who(code), just_confirmed=True)
        refused = [row for row in share_of(code, ROWS, step) if is_refused(row, code)]
        tried += len(refused)
        with statements_that_write() as written:
            for row in refused:
                sent = {"text": "Ik mag dit niet.", "once": str(uuid.uuid4()), "then": "save"}
                answer = client.post(row.url(filled), sent)
                refusals = {302: (401,), 403: (403, 405)}.get(row.expect(code), (404,))
                if answer.status_code not in refusals:
                    wrong.append(f"{row} {code}: {answer.status_code}")
                if written and rows_stored() != stored:  # a row that is taken back with the whole action is none
                    wrong.append(f"{row} {code} stored something")
                wrong += [f"{row} {code} wrote: {sql}" for sql in written if not sql.startswith("INSERT")]
                written.clear()

    assert (wrong, tried > 10, rows_stored()) == ([], True, stored)


def is_refused(row: Row, code: str) -> bool:
    """The endpoint is there, and not for them: closed, seen but not theirs to use, or behind the sign-in page."""
    if OUT in row.allowed or row.is_of_allauth:
        return False  # open to anyone, or answered by allauth in its own ways
    return row.expect(code) in (302 if code == OUT else 404, 403)


SHARES = 3  # each with a time limit of its own, on whichever core is free
LATER = [pytest.param(number, marks=pytest.mark.long("the other endpoints")) for number in range(1, SHARES)]


@pytest.fixture(params=[0, *LATER])
def share(request: pytest.FixtureRequest) -> list[Row]:
    """A third of the endpoints that open one thing; every endpoint is in one share."""
    return [row for row in ROWS if row.thing][request.param :: SHARES]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("code", ["FAR", "S2"])
def test_foreign_and_made_up_look_the_same(filled, quiet, share, code, method):
    """Same status, same page, same headers (access.md R34)."""
    send, wrong, made_up = getattr(browser_of(filled.who(code)), method), [], {}
    closed = [row for row in share if row.expect(code) == 404]
    for row in closed:
        endpoint = (row.address, row.more, row.query)
        if endpoint not in made_up:  # many things are behind one endpoint: what is not there is asked of it once
            answer = send(row.url(filled, uuid.uuid4()))
            made_up[endpoint] = (answer.status_code, shape_of(answer))
        foreign = send(row.url(filled))
        if (foreign.status_code, shape_of(foreign)) != made_up[endpoint]:
            wrong.append(str(row))

    assert (wrong, len(closed) > 20) == ([], True)


# --- More than one role: rights add up per object, never across objects (access.md §2) ---------------------------

BEST = [200, 405, 301, 302, 410, 403, 404]  # the widest answer first


def both(row: Row, *codes: str) -> int:
    return min((row.expect(code) for code in codes), key=BEST.index)


def deviations(world, person, *codes: str, rows, but=None) -> dict[str, tuple[int, int]]:
    """Where somebody who holds all these codes gets another answer than the widest of them, or than the one in `but`
    that is known of an endpoint."""
    client, found = browser_of(person), {}
    for row in rows:
        answer, expected = client.get(row.url(world)).status_code, (but or {}).get(str(row), both(row, *codes))
        if answer != expected:
            found[str(row)] = (answer, expected)
    return found


def is_toms_own(row: Row) -> bool:
    """He was invited, sat in the room, heard the story, asked the question, has to do it, or leads that team: no other
    lead has it, and leading alone opens no session and no story (access.md R15, rows 18-21)."""
    his = {
        "learningtracks:action_point[organisation_action]",
        "reflections:value_story[story]",
        "reflections:value_story[apart_story]",
        "reflections:value_story_change[apart_story]",
        "reflections:apart_note[apart_story]",
        "reflections:story_note_new[apart_story]",
        "reflections:apart_note[story]",
        "reflections:harvest_propose[note]",
    }
    at_the_door = ("reflections:room_open", "reflections:room_close")  # of every lead
    in_room = row.address.startswith("reflections:room") and row.address not in at_the_door
    between_two = row.thing.endswith("follow_up") and row.thing != "offered_follow_up"
    return in_room or row.thing == "led_team" or between_two or str(row) in his


def test_praktijkopleider_and_team_lead(filled, quiet, bare_refusals, share):
    """A lead of this team as well: both there, and nothing of what is of Tom himself, nor in his other team."""
    samira = filled.people["samira"]
    join(samira, Role.TEAM_LEAD, filled.things["organisation"], team=filled.things["team"])
    of_tom = [row for row in share if is_toms_own(row)]
    here = [row for row in share if row not in of_tom]
    # Not on the list of the value check, a lead sees it and chooses no story: back to the page of the check. One held
    # apart such a lead closes, without reading it.
    not_invited = {
        "reflections:value_check_stories[value_check]": 302,
        "reflections:apart[apart_check]": SEES_BUT_MAY_NOT,
        "reflections:apart[apart_over]": SEES_BUT_MAY_NOT,
        "reflections:apart_tell[apart_check]": SEES_BUT_MAY_NOT,
        "reflections:apart_tell[apart_over]": SEES_BUT_MAY_NOT,
        "reflections:apart_action[apart_over]": SEES_BUT_MAY_NOT,
        "reflections:apart_check_out[apart_over]": SEES_BUT_MAY_NOT,
    }

    assert (deviations(filled, samira, "PO", rows=of_tom), of_tom != []) == ({}, True)
    assert deviations(filled, samira, "PO", "TL", rows=here, but=not_invited) == {}


def test_instituutsopleider_and_coordinator(filled, quiet, bare_refusals, share):
    karima, school = filled.people["karima"], filled.things["track"].school
    join(karima, Role.COORDINATOR, school, partnership=filled.things["partnership"])

    assert deviations(filled, karima, "SO", "OA2", rows=share) == {}


def test_learner_and_member_of_another_team(filled, quiet, bare_refusals, share):
    """Being in team Eik as well gives nothing more in team Beuk."""
    sam, other = filled.people["sam"], filled.people["TM2"].memberships.get().team
    join(sam, Role.TEAM_MEMBER, other.organisation, team=other)
    # What was published to the whole organisation is there for every member of a team of it (row 25).
    published = {"reflections:organisation_harvest[organisation]": 200}
    of_eik = {"instruments:team_rounds[next_team]": 200}

    assert deviations(filled, sam, "S", rows=share, but=published | of_eik) == {}


def test_learner_has_in_another_team_what_a_member_has(filled, quiet, bare_refusals):
    sam, other = filled.people["sam"], filled.people["TM2"].memberships.get().team
    join(sam, Role.TEAM_MEMBER, other.organisation, team=other)
    filled.things["team"] = other
    rows = [row for row in ROWS if row.thing == "team" and row.expect("TM") == 200]

    assert (deviations(filled, sam, "TM", rows=rows), rows != []) == ({}, True)


def test_praktijkopleider_here_and_learner_elsewhere(filled, quiet, bare_refusals, share):
    """A learner at a far school sees the own track there and, here, what a praktijkopleider sees and no more."""
    samira, far = filled.people["samira"], filled.people["otto"].memberships.get()
    far_school = far.partnership.organisations.get(kind=OrganisationKind.SCHOOL)
    join(samira, Role.LEARNER, far_school, partnership=far.partnership)

    assert deviations(filled, samira, "PO", rows=share) == {}


def test_platform_administrator_and_instituutsopleider(filled, quiet, bare_refusals, share):
    """First of this school only, then named wherever Karima is: what is Sofie's, or her draft, he never has."""
    paul, track = filled.people["PA"], filled.things["track"]
    membership = join(paul, Role.SCHOOL_SUPERVISOR, track.school, partnership=track.partnership)
    drafts = {"draft_review", "draft_of_education"}
    of_others = [row for row in share if row.thing.startswith("near_") or row.thing in drafts]
    here = [row for row in share if row not in of_others]
    assert deviations(filled, paul, "PA", "SO2", rows=here) == {}

    for one in Track.objects.filter(people__person=filled.people["karima"]):
        name_on(one, membership)

    assert deviations(filled, paul, "PA", "SO", rows=here) == {}
    assert (deviations(filled, paul, "PA", rows=of_others), of_others != []) == ({}, True)
