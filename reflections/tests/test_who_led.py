"""Who leads changes during a session; the report and the turns tell who did (domain.md §5.1)."""

import pytest
from django.urls import reverse

from reflections.actions import rooms
from reflections.models.leading import led_by_turns
from reflections.tests.live import text_of
from reflections.values import MoveKind, Phase, SessionRole

pytestmark = pytest.mark.django_db
LEADING = SessionRole.FACILITATOR


@pytest.fixture
def head_of(signed_in, session):
    """What the report says about leading, after the session ended."""

    def close(who, reader):
        session.go(who, Phase.CHECK_OUT)
        rooms.end(session.check, by=session.seat(who))
        session.check.refresh_from_db()
        text = text_of(signed_in(reader).get(reverse("reflections:report", args=[session.check.public_id])))
        return " ".join(text.split('class="report__there"')[1].split("</p>")[0].split(">")[-1].split())

    return close


def test_who_was_planned_and_led_is_named(session, head_of, tom, sam):
    assert head_of(tom, sam) == tom.name
    assert session.check.facilitator == tom


def test_who_took_over_halfway_is_named_too(session, head_of, tom, sam, tina):
    session.go(tom, Phase.STORIES)
    session.do(tom, MoveKind.HAND_OVER, role=LEADING, to=session.number(tina))

    assert head_of(tina, sam) == f"{tom.name}, {tina.name}"
    assert session.check.facilitator == tom


def test_who_gave_it_away_in_the_lobby_did_not_lead(session, head_of, team, tom, sam, tina):
    session.do(tom, MoveKind.HAND_OVER, role=LEADING, to=session.number(tina))

    assert head_of(tina, sam) == tina.name
    assert session.check.facilitator == tina
    assert [one.person for one in led_by_turns(team.value_checks.all())] == [tina]


def test_a_leader_who_left_for_good_is_not_named(session, head_of, tom, sam, tina):
    session.go(tom, Phase.STORIES)
    session.do(tom, MoveKind.HAND_OVER, role=LEADING, to=session.number(tina))
    session.seat(tom).delete()

    assert head_of(tina, sam) == tina.name
