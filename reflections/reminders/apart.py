"""A value check that is held apart: it opens, two working days before the end, the harvest is there, and to who leads a
week later that it is still to be closed (domain.md §5.4, §5.6).

After a change of the plan a step whose moment lies before it does not come again: everybody got one update instead.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from partnerships.models.memberships import Membership
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import Role
from reflections.calendar import CLOSE_AFTER, END_AHEAD, TO_CLOSE_AFTER, local_day, step_on, working_days_before
from reflections.events.apart import APART_ENDS, APART_HARVEST, APART_OPENED, APART_TO_CLOSE_TOLD
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import leads
from reflections.reminders.value_checks import asked, cycle_of, is_invited, planned, why_not_open
from reflections.values import CheckForm


def _apart(things: Any) -> Any:
    return planned(things).upcoming().filter(form=CheckForm.APART)


def _still_comes(check: ValueCheck, moment: dt.datetime) -> bool:
    return check.plan_version == 1 or (check.planned_at is not None and moment >= check.planned_at)


def _due_opens(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """To who was added later at once, as long as people tell."""
    for check, one in asked(_apart(things)):
        place = check.team.organisation_id
        opens = step_on(local_day(check.starts_at), closed[place])
        moment = max(opens, one.added_at)
        if _still_comes(check, moment) and moment < check.ends_at:
            yield Due(one.person_id, check.pk, cycle_of(check), moment, place)


def _due_ends(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """Not to who hears on that day or later that it opened: that says the same."""
    for check, one in asked(_apart(things)):
        place = check.team.organisation_id
        moment = step_on(working_days_before(check.last_on, END_AHEAD, closed[place]), closed[place])
        opened = max(step_on(local_day(check.starts_at), closed[place]), one.added_at)
        if _still_comes(check, moment) and local_day(opened) < local_day(moment):
            yield Due(one.person_id, check.pk, cycle_of(check), moment, place)


def _due_harvest(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for check, one in asked(_apart(things)):
        place = check.team.organisation_id
        yield Due(one.person_id, check.pk, cycle_of(check), step_on(local_day(check.ends_at), closed[place]), place)


def _due_to_close(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    checks = list(_apart(things))
    active = Membership.objects.active().filter(role=Role.TEAM_LEAD, person__is_active=True)
    leading = defaultdict(set)
    for team, person in active.filter(team__in=[check.team_id for check in checks]).values_list("team", "person"):
        leading[team].add(person)
    for check in checks:
        place = check.team.organisation_id
        moment = step_on(check.last_on + TO_CLOSE_AFTER, closed[place])
        yield from (Due(lead, check.pk, cycle_of(check), moment, place) for lead in leading[check.team_id])


def _why_not_to_tell(row: Reminder, now: dt.datetime) -> Because | None:
    check = row.thing
    if because := why_not_open(row, now):
        return because
    if not is_invited(row):
        return Because.NO_ACCESS
    if check.ends_at is None or check.ends_at <= now:
        return Because.PAST
    told = ValueStory.objects.told_by(row.person).filter(value_check=check).exists()
    passed = check.participants.filter(person=row.person, passed_at__isnull=False).exists()
    return Because.DONE if told or passed else None


def _why_not_harvest(row: Reminder, now: dt.datetime) -> Because | None:
    if because := why_not_open(row, now):
        return because
    if not is_invited(row):
        return Because.NO_ACCESS
    return None if row.thing.stories.filter(withdrawn_at__isnull=True).exists() else Because.DONE


def _why_not_to_close(row: Reminder, now: dt.datetime) -> Because | None:
    if because := why_not_open(row, now):
        return because
    return None if leads(row.person, row.thing.team) else Because.NO_ACCESS


def _words(row: Reminder, check: ValueCheck, now: dt.datetime) -> Words:
    last = check.last_on or local_day(now)
    return {"team": check.team, "last_on": last.isoformat(), "closes_on": (last + CLOSE_AFTER).isoformat()}


_kind = partial(ReminderKind, model=ValueCheck, words=_words)
register(_kind("apart_opens", says=APART_OPENED, due=_due_opens, why_not=_why_not_to_tell))
register(_kind("apart_ends", says=APART_ENDS, due=_due_ends, why_not=_why_not_to_tell))
register(_kind("apart_harvest", says=APART_HARVEST, due=_due_harvest, why_not=_why_not_harvest))
register(_kind("apart_to_close", says=APART_TO_CLOSE_TOLD, due=_due_to_close, why_not=_why_not_to_close))
