"""The end of a live session and what is left of it (domain.md §5, access.md rows 18-22, R15-R20, R38)."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, today
from conftest import join, make_person
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.actions import rooms, value_checks
from reflections.actions.retention import forget_seats, sessions
from reflections.calendar import local_day
from reflections.live.board import Board
from reflections.models.rhythms import next_day_after
from reflections.models.rooms import Pad, Room, ScoreCount, Seat, SessionMove
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_move
from reflections.tests.live import refused
from reflections.tests.planned import details
from reflections.values import MoveKind, Phase

pytestmark = pytest.mark.django_db
NEXT = today() + dt.timedelta(days=90)


# --- Check-out and the end ------------------------------------------------------------------------------------------


def test_a_score_has_no_owner_and_counts_once(session, tom, sam):
    with pytest.raises(Refused, match="check-out"):
        rooms.score(session.check, value=4, by=session.seat(sam))
    session.go(tom, Phase.CHECK_OUT)
    version = session.room.tag
    rooms.score(session.check, value=4, by=session.seat(sam))
    with pytest.raises(Refused, match="al een score"):
        rooms.score(session.check, value=5, by=session.seat(sam))

    assert list(ScoreCount.objects.values_list("score", "count")) == [(1, 0), (2, 0), (3, 0), (4, 1), (5, 0)]
    assert session.room.tag == version
    assert {field.name for field in ScoreCount._meta.fields} == {"id", "value_check", "score", "count"}


@pytest.fixture
def ended(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    Pad.objects.create(seat=session.seat(sam), text="Mijn geheim.")
    session.go(tom, Phase.CHECK_OUT)
    session.do(sam, MoveKind.WORD, text="rustig")
    session.do(sam, MoveKind.WORD, text="blij")
    session.do(tom, MoveKind.NEXT_DATE, on=NEXT.isoformat())
    rooms.end(session.check, by=session.seat(tom))
    session.check.refresh_from_db()
    return session


def test_closing_leaves_the_rows_and_takes_everything_else(ended):
    room = ended.room

    assert (ended.check.standing, room.code, room.next_on) == ("closed", None, NEXT)
    assert (Pad.objects.count(), CheckOutWord.objects.get().text) == (0, "blij")
    assert (StoryNote.objects.get().text, ValueStory.objects.get().title) == ("Ik vraag nu eerst.", "De dochter")
    left = str([room.board, *SessionMove.objects.values_list("payload", flat=True)])
    assert [word for word in ("vraag nu", "dochter", "blij", "rustig") if word in left] == []


def test_the_date_that_was_chosen_is_planned_by_who_may(ended, tom, team):
    planned = ValueCheck.objects.get(team=team, closed_at=None)

    assert (local_day(planned.starts_at), planned.planned_by, planned.participants.count()) == (NEXT, tom, 3)


def test_who_leads_is_offered_a_day_until_the_group_chose_one(session, tom, sam, look_at):
    """On the weekday of this session, about a rhythm after the day it was due, and no day off."""
    session.go(tom, Phase.CHECK_OUT)
    offered = next_day_after(session.check)
    leads, listens = (look_at(who).content.decode() for who in (tom, sam))
    session.do(tom, MoveKind.NEXT_DATE, on=NEXT.isoformat())
    after = look_at(tom).content.decode()

    assert offered.weekday() == session.check.day.weekday() or session.check.day.weekday() > 4
    assert (f'value="{offered.isoformat()}"' in leads, "Voorstel:" in leads) == (True, True)
    assert (f'value="{offered.isoformat()}"' in listens, "Voorstel:" in listens) == (False, False)
    assert (f'value="{NEXT.isoformat()}"' in after, "Voorstel:" in after) == (True, False)


def test_who_may_not_plan_leaves_the_date_to_the_lead(session, tom, sam, team):
    session.go(tom, Phase.CHECK_OUT)
    assert "die nog komt" in refused(session, tom, MoveKind.NEXT_DATE, on=today().isoformat())
    session.do(tom, MoveKind.NEXT_DATE, on=NEXT.isoformat())
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=session.number(sam))
    rooms.end(session.check, by=session.seat(sam))

    assert (session.room.next_on, ValueCheck.objects.filter(team=team, closed_at=None).count()) == (NEXT, 0)


def test_closing_twice_is_closing_once(ended, tom):
    closed_at = ended.check.closed_at
    rooms.end(ended.check, by=ended.seat(tom))
    ended.check.refresh_from_db()

    assert ended.check.closed_at == closed_at


def test_nothing_moves_after_the_end(ended, tom, sam):
    assert refused(ended, sam, MoveKind.WORD, text="toch nog") == "Deze waardecheck is afgerond."
    seat = ended.seat(sam)
    assert str(may_move(seat, ended.board, MoveKind.WORD, {}, None).reason) == "Deze waardecheck is afgerond."
    assert str(may_move(seat, Board(), MoveKind.WORD, {}, None).reason) == "Kom eerst binnen."


def test_only_the_facilitator_ends_and_only_at_the_check_out(session, tom, sam):
    with pytest.raises(Refused, match="bij de check-out"):
        rooms.end(session.check, by=session.seat(tom))
    session.go(tom, Phase.CHECK_OUT)
    with pytest.raises(Refused, match="Alleen de gespreksleider"):
        rooms.end(session.check, by=session.seat(sam))


def test_a_room_that_was_never_opened_has_no_moves(team, tom, track, sam):
    check = value_checks.plan(team, starts_at=timezone.now() + dt.timedelta(minutes=1), details=details(team), by=tom)
    with pytest.raises(Refused, match="nog niet open"):
        rooms.locked(check)


@pytest.mark.parametrize(("hours", "closed"), [(11, 0), (12, 1), (300, 1)])
def test_a_forgotten_session_ends_itself_after_twelve_hours(session, tom, sam, tina, hours, closed):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    now = session.room.touched_at + dt.timedelta(hours=hours, seconds=1)

    assert (rooms.end_forgotten(now), rooms.end_forgotten(now)) == (closed, 0)
    told = [notice.person for notice in Notice.objects.filter(event__kind="room_ended_itself")]
    assert told == [tom] * closed
    assert (StoryNote.objects.get().confirmed_at, Room.objects.get().ended_itself_at == now) == (None, bool(closed))


@pytest.mark.both("locks, and who waits for whom")
def test_a_move_in_the_same_moment_keeps_a_session_open(session, tom):
    room = session.room
    session.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN)

    assert rooms._end_forgotten(room, timezone.now()) == 0


# --- What is left ------------------------------------------------------------------------------------------------


def test_after_two_years_only_counts_are_left(ended, sam):
    StoryNote.objects.update(confirmed_at=timezone.now())
    sessions(timezone.now() + dt.timedelta(days=731))

    assert Room.objects.get().counts == {"present": 3, "stories": 1, "notes": 1, "levels": {"applied": 1}}
    assert [model.objects.count() for model in (Seat, SessionMove, ValueStory, StoryNote, CheckOutWord)] == [0] * 5


def test_who_leaves_werkplek_takes_the_own_story_from_a_live_board(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Van Sam.")
    session.tell(tom, tina, tom, "Van Tina.")
    forget_seats(sam)

    assert [note.text for note in session.board.notes] == ["Van Tina."]
    assert [note.text for note in StoryNote.objects.all()] == ["Van Tina."]
    assert "Van Sam" not in str(list(SessionMove.objects.values_list("payload", flat=True)))
    session.do(tom, MoveKind.TIME)


def test_who_leaves_werkplek_takes_the_own_story_from_a_closed_session(ended, sam):
    forget_seats(sam)

    assert (ValueStory.objects.count(), Seat.objects.count()) == (0, 2)


def test_only_who_was_present_reads_a_story(ended, tom, sam, tina, team):
    member = make_person("Uma Kok")
    join(member, Role.TEAM_MEMBER, team.organisation, team=team)
    stories = ValueStory.objects

    assert [stories.visible_to(person).count() for person in (sam, tom, tina, member)] == [1, 1, 1, 0]
    stories.update(audience="team")
    assert stories.visible_to(member).count() == 1
    stories.update(withdrawn_at=timezone.now())
    assert [stories.visible_to(person).count() for person in (sam, tom, member)] == [1, 0, 0]
    assert (stories.standing().count(), stories.told_by(sam).count()) == (0, 1)


def test_a_year_later_it_is_the_tellers_again(ended, tom, sam):
    ValueCheck.objects.filter(pk=ended.check.pk).update(closed_at=timezone.now() - dt.timedelta(days=366))

    assert [ValueStory.objects.visible_to(person).count() for person in (sam, tom)] == [1, 0]


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "broken",
    [
        {"value_check": True, "number": 1, "guest_name": "Gerda"},
        {"value_check": True, "number": 9},
        {"value_check": True, "number": 9, "guest_name": "Gerda", "person": True},
    ],
)
def test_the_database_knows_who_sits(session, tom, broken):
    facts = broken | {"value_check": session.check} | ({"person": tom} if "person" in broken else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(**facts)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_moves_notes_and_scores(session, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Ja.")
    move = SessionMove.objects.first()
    story = ValueStory.objects.get()
    for create in [
        lambda: SessionMove.objects.create(
            value_check=session.check, number=1, kind="join", client_id=uuid.uuid4(), based_on=0
        ),
        lambda: SessionMove.objects.create(
            value_check=session.check, number=99, kind="join", client_id=move.client_id, based_on=0
        ),
        lambda: SessionMove.objects.create(
            value_check=session.check, number=99, kind="jump", client_id=uuid.uuid4(), based_on=0
        ),
        lambda: StoryNote.objects.create(story=story, number=1, level="applied", text=""),
        lambda: StoryNote.objects.create(story=story, number=1, level="higher", text="x"),
        lambda: ScoreCount.objects.create(value_check=session.check, score=3),
        lambda: ScoreCount.objects.create(value_check=session.check, score=6),
        lambda: ValueStory.objects.filter(pk=story.pk).update(audience="world"),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            create()
