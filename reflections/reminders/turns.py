"""The turn of a team: plan it three weeks before the due day, and once more two weeks after it (domain.md §5.4)."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Prefetch

from partnerships.models.memberships import Membership
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import Role
from reflections import calendar
from reflections.calendar import at, local_day, propose_days
from reflections.events.value_checks import VALUE_CHECK_LAST_NUDGE, VALUE_CHECK_TO_PLAN
from reflections.models.value_checks import Rhythm, turn_of
from reflections.policy.value_checks import leads


def _due(after: dt.timedelta, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """To every lead of a team of which the turn is not planned."""
    leading = Membership.objects.active().filter(role=Role.TEAM_LEAD)
    for team in things.select_related("rhythm").prefetch_related(
        "value_checks", Prefetch("memberships", leading, to_attr="leading")
    ):
        turn = turn_of(team)
        if turn.due_on and not turn.planned:
            for lead in {membership.person_id for membership in team.leading}:
                yield Due(lead, team.pk, turn.due_on.isoformat(), at(turn.due_on + after), team.organisation_id)


def is_paused(team: Team, row: Reminder, now: dt.datetime) -> bool:
    """A step whose day falls in a pause never comes, not afterwards either (reliability.md §1.1)."""
    rhythm = getattr(team, "rhythm", None) or Rhythm(team=team)
    return rhythm.is_paused(local_day(row.due_at)) or rhythm.is_paused(local_day(now))


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    turn = turn_of(row.thing)
    if not leads(row.person, row.thing):
        return Because.NO_ACCESS
    if is_paused(row.thing, row, now):
        return Because.PAUSED
    if turn.due_on is None or turn.due_on.isoformat() != row.cycle:
        return Because.OTHER_TURN
    return Because.PLANNED if turn.planned else None


def _words(row: Reminder, team: Team, now: dt.datetime) -> Words:
    days = propose_days(dt.date.fromisoformat(row.cycle), local_day(now), team.organisation.holiday_dates())
    named = zip(("first_on", "second_on", "third_on"), days, strict=True)
    return {"team": team, "due_on": row.cycle, **{name: day.isoformat() for name, day in named}}


_kind = partial(ReminderKind, model=Team, why_not=_why_not, words=_words)
register(_kind("plan", says=VALUE_CHECK_TO_PLAN, due=partial(_due, -calendar.PLAN_AHEAD)))
register(_kind("last_nudge", says=VALUE_CHECK_LAST_NUDGE, due=partial(_due, calendar.NUDGE_AFTER)))
