"""The short form: half an hour for three tellers, in fewer parts (domain.md §5.6)."""

import datetime as dt

import pytest
from django.utils import timezone

from reflections.actions import retention, rooms
from reflections.live.board import fold
from reflections.live.scene import Scene
from reflections.models.rooms import Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.tests.live import Session
from reflections.values import (
    SHORT_LENGTH,
    SHORT_MINUTES,
    SHORT_TELLERS,
    CheckForm,
    MoveKind,
    Phase,
    minutes_of,
    phases_of,
)

PARTS = ["lobby", "check_in", "stories", "harvest", "actions", "check_out", "closed"]


@pytest.fixture
def short(team, tom, sam, tina, track):
    return Session(team, tom, sam, form=CheckForm.SHORT, minutes=SHORT_LENGTH)


def test_its_parts_are_half_an_hour_for_three_tellers():
    tellers = (SHORT_TELLERS - 1) * SHORT_MINUTES[Phase.STORIES]
    assert sum(SHORT_MINUTES.values()) + tellers == SHORT_LENGTH
    assert (phases_of("short"), minutes_of("full")[Phase.STORIES], len(phases_of(""))) == (PARTS, 8, 9)


def test_the_group_goes_through_its_parts_forward_and_back(short, tom):
    seen = [short.board.phase]
    while following := short.board.neighbour(1).replace(Phase.CLOSED, ""):
        short.do(tom, MoveKind.PHASE, to=following)
        seen.append(short.board.phase)
    short.do(tom, MoveKind.PHASE, to=short.board.neighbour(-1))
    assert (seen, short.board.phase) == (PARTS[:-1], Phase.ACTIONS)


def test_what_everybody_sees_counts_its_own_parts_and_minutes(short, tom):
    short.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN)
    scene = Scene(short.check, short.room, short.board, list(Seat.objects.in_room(short.room)), short.seat(tom))
    assert ([phase for phase, _where in scene.steps], scene.step, scene.after) == (PARTS[:-1], 2, Phase.STORIES)
    assert scene.ends_at - dt.datetime.fromisoformat(short.board.since) == dt.timedelta(minutes=2)


def test_it_stays_short_after_a_step_back_and_without_who_came_first(short, tom, sam):
    short.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN)
    short.do(tom, MoveKind.UNDO, number=short.board.flow[-1])
    assert short.board.form == CheckForm.SHORT
    retention.forget_seats(tom)
    assert (short.board.form, fold(rooms.moves_of(short.check)).form) == (CheckForm.SHORT, CheckForm.SHORT)


def test_one_with_all_parts_says_nothing_of_its_form(session):
    assert session.board.form == ""
    assert not any("form" in move.payload for move in session.room.value_check.moves.all())


def test_the_next_one_is_planned_in_the_same_form(short, tom):
    for phase in PARTS[1:-1]:
        short.do(tom, MoveKind.PHASE, to=phase)
    short.do(tom, MoveKind.NEXT_DATE, on=(timezone.localdate() + dt.timedelta(days=60)).isoformat())
    rooms.end(short.check, by=short.seat(tom))
    following = ValueCheck.objects.latest("created_at")
    assert (following.pk == short.check.pk, following.form, Room.objects.count()) == (False, CheckForm.SHORT, 1)
