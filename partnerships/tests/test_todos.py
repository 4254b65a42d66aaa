"""The table of to-dos: kept by what happens, compared each night, and asked about rights at each reading."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships import events, todos
from partnerships.actions import retention
from partnerships.actions.todos import look_again, put_right
from partnerships.models.notices import Notice
from partnerships.models.teams import Team
from partnerships.models.todos import ToDo
from partnerships.todos import Owed
from partnerships.values import Role
from werkplek.tests.casting import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(kind, duty):
    return kind(asks=duty, sees=Team.objects.with_member)


@pytest.fixture
def row(met, nora, tom, team):
    """Something happened to the team, and now Tom has something to do."""
    events.record(met, by=nora, about=team, tell=[tom], name=team)
    return ToDo.objects.get(kind="duty")


def test_what_happens_makes_a_row_and_what_happens_settles_it(row, met, nora, tom, team):
    assert (row.person, row.about, row.since, todos.waiting_for(tom)) == (tom, team, row.opens_at, [row])
    Team.objects.update(name="Team Es")
    events.record(met, by=nora, about=team, name=team)

    assert (todos.waiting_for(tom), ToDo.objects.open().count(), ToDo.objects.count()) == ([], 0, 1)
    assert Notice.objects.unseen_by(tom).count() == 0


def test_the_same_thing_again_is_the_same_row(row, met, nora, team):
    events.record(met, by=nora, about=team, name=team)

    assert ToDo.objects.get(kind="duty") == row


def test_a_row_moves_with_its_facts(row, met, nora, team):
    Team.objects.update(started_on=team.started_on - dt.timedelta(days=3))
    events.record(met, by=nora, about=team, name=team)

    assert ToDo.objects.get(kind="duty").since == row.since - dt.timedelta(days=3)


def test_one_open_row_for_one_person_one_kind_and_one_thing(row):
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_who_may_no_longer_know_has_nothing_to_do(row, tom):
    tom.memberships.update(ended_at=timezone.now())

    assert (todos.waiting_for(tom), ToDo.objects.open().count()) == ([], 1)


def test_who_is_switched_off_has_nothing_to_do(row, tom):
    tom.is_active = False

    assert todos.waiting_for(tom) == []


def test_what_opens_later_does_not_count_yet(row, tom):
    ToDo.objects.update(opens_at=timezone.now() + dt.timedelta(days=1))

    assert todos.waiting_for(tom) == []


def test_a_kind_of_a_newer_process_is_left_alone(row, tom, monkeypatch):
    monkeypatch.delitem(todos.KINDS, "duty")

    assert todos.waiting_for(tom) == []


def test_two_kinds_with_one_code_are_a_mistake(duty):
    with pytest.raises(ValueError, match="duty"):
        todos.register(duty)


def test_a_thing_that_goes_takes_its_rows_along(row, team):
    team.memberships.all().delete()
    team.delete()

    assert not ToDo.objects.exists()


def test_the_night_mends_what_differs_and_says_how_much(row, met, nora, tom, team):
    Team.objects.create(name="Team Els", organisation=team.organisation, started_on=team.started_on)
    Team.objects.filter(pk=team.pk).update(name="Team Es")
    assert todos.differences() == {"duty": 2}

    assert (put_right(), put_right(), todos.differences()) == ({"duty": 2}, {}, {})
    assert [row.about.name for row in ToDo.objects.open()] == ["Team Els"]
    assert Notice.objects.unseen_by(tom).count() == 0


def test_what_two_actions_did_at_the_same_moment_is_put_right_soon_after(row, met, nora, tom, team):
    """Neither saw what the other was about to commit, so neither settled the row."""
    events.record(met, by=nora, about=team)
    Team.objects.filter(pk=team.pk).update(name="Team Es")
    assert ToDo.objects.open().exists()

    assert look_again(timezone.now() + dt.timedelta(minutes=4)) == 1
    assert not ToDo.objects.open().exists()
    assert look_again(timezone.now() + dt.timedelta(minutes=11)) == 0


def test_the_night_looks_at_more_than_one_batch(duty, team, monkeypatch):
    monkeypatch.setattr(todos, "A_BATCH", 2)
    for number in range(4):
        Team.objects.create(name=f"Team {number}", organisation=team.organisation, started_on=team.started_on)

    assert put_right()["duty"] == 5


def test_the_command_says_and_mends(row):
    Team.objects.update(name="Team Es")
    said = StringIO()
    call_command("todos", stdout=said)
    call_command("todos", "--mend", stdout=said)
    call_command("todos", stdout=said)

    assert said.getvalue() == "duty 1\nduty 1\n"


def test_what_was_done_is_forgotten_after_thirty_days(row):
    now = timezone.now()
    ToDo.objects.update(settled_at=now - dt.timedelta(days=29))
    assert retention.todos(now) == 0
    ToDo.objects.update(settled_at=now - dt.timedelta(days=31))

    assert (retention.todos(now), ToDo.objects.count()) == (1, 0)


@pytest.mark.parametrize("rows", [1, 30])
def test_reading_costs_the_same_with_thirty(duty, tom, team, company, rows, django_assert_num_queries):
    for number in range(rows - 1):
        made = Team.objects.create(name=f"Team {number}", organisation=company, started_on=team.started_on)
        join(tom, Role.TEAM_LEAD, company, team=made)
    put_right()

    with django_assert_num_queries(2):  # the table, and one that says where Tom belongs
        assert len([row for row in todos.waiting_for(tom) if row.kind == "duty"]) == rows


def test_a_fact_is_a_person_a_thing_and_a_moment():
    moment = timezone.now()

    assert Owed(1, 2, moment).opens_at is None
