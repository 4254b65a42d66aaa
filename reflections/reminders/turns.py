"""The turn of a team: plan it three weeks before the due day, and once more two weeks after it (domain.md §5.4). Of a
team that nobody leads the coordinators hear, once a turn."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Prefetch

from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import Role
from reflections import calendar
from reflections.calendar import at, local_day, propose_days
from reflections.events.value_checks import TEAM_WITHOUT_LEAD, VALUE_CHECK_LAST_NUDGE, VALUE_CHECK_TO_PLAN
from reflections.models.rhythms import Rhythm, turn_of
from reflections.policy.value_checks import leads


def _to_plan(things: Any) -> Iterator[tuple[Any, dt.date, set[int]]]:
    """The teams of which the turn is not planned: the due day, and who leads."""
    there = Membership.objects.active().filter(person__is_active=True)
    for team in things.select_related("rhythm").prefetch_related(
        "value_checks", Prefetch("memberships", there, to_attr="there")
    ):
        turn = turn_of(team)
        if turn.due_on and not turn.planned:
            yield team, turn.due_on, {one.person_id for one in team.there if one.role == Role.TEAM_LEAD}


def _due(after: dt.timedelta, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """To every lead of a team of which the turn is not planned."""
    for team, due_on, leading in _to_plan(things):
        yield from (Due(one, team.pk, due_on.isoformat(), at(due_on + after), team.organisation_id) for one in leading)


def _due_without_lead(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """To every coordinator of the organisation, of a team that has people and nobody who leads it."""
    coordinating = defaultdict(set)
    active = Membership.objects.active().filter(role=Role.COORDINATOR, person__is_active=True)
    for organisation, person in active.values_list("organisation", "person"):
        coordinating[organisation].add(person)
    for team, due_on, leading in _to_plan(things):
        place = team.organisation_id
        if team.there and not leading:
            moment = at(due_on - calendar.PLAN_AHEAD)
            yield from (Due(one, team.pk, due_on.isoformat(), moment, place) for one in coordinating[place])


def is_paused(team: Team, row: Reminder, now: dt.datetime) -> bool:
    """A step whose day falls in a pause never comes, not afterwards either (reliability.md §1.1)."""
    rhythm = getattr(team, "rhythm", None) or Rhythm(team=team)
    return rhythm.is_paused(local_day(row.due_at)) or rhythm.is_paused(local_day(now))


def _why_not_lead(row: Reminder, now: dt.datetime) -> Because | None:
    return _why_not(row, now) if leads(row.person, row.thing) else Because.NO_ACCESS


def _why_not_coordinator(row: Reminder, now: dt.datetime) -> Because | None:
    if row.thing.organisation_id not in belonging.of(row.person).coordinated:
        return Because.NO_ACCESS
    return Because.DONE if row.thing.leads().exists() else _why_not(row, now)


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    turn = turn_of(row.thing)
    if is_paused(row.thing, row, now):
        return Because.PAUSED
    if turn.due_on is None or turn.due_on.isoformat() != row.cycle:
        return Because.OTHER_TURN
    return Because.PLANNED if turn.planned else None


def _words(row: Reminder, team: Team, now: dt.datetime) -> Words:
    days = propose_days(dt.date.fromisoformat(row.cycle), local_day(now), team.organisation.holiday_dates())
    named = zip(("first_on", "second_on", "third_on"), days, strict=True)
    return {"team": team, "due_on": row.cycle, **{name: day.isoformat() for name, day in named}}


def _words_without_lead(row: Reminder, team: Team, now: dt.datetime) -> Words:
    return {"team": team, "due_on": row.cycle}


_kind = partial(ReminderKind, model=Team, why_not=_why_not_lead, words=_words)
register(_kind("plan", says=VALUE_CHECK_TO_PLAN, due=partial(_due, -calendar.PLAN_AHEAD)))
register(_kind("last_nudge", says=VALUE_CHECK_LAST_NUDGE, due=partial(_due, calendar.NUDGE_AFTER)))
register(
    ReminderKind(
        "team_without_lead",
        Team,
        TEAM_WITHOUT_LEAD,
        due=_due_without_lead,
        why_not=_why_not_coordinator,
        words=_words_without_lead,
    )
)
