"""A session that stands: invitation, "Kies alvast een verhaal", twice "Is het doorgegaan?"; of a closed one the report,
and a week later "Lukt het?" (domain.md §5.4).

A step whose moment lies before the present plan does not come again, except the first invitation, which then goes at
once: after a change everybody got one update instead.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from learningtracks.models.action_points import ActionPoint
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import AMSTERDAM, Role, next_working_moment
from reflections import calendar
from reflections.calendar import at, local_day, step_on, working_days_before
from reflections.events.value_checks import (
    VALUE_CHECK_AFTERCARE,
    VALUE_CHECK_INVITED,
    VALUE_CHECK_OUTCOME,
    VALUE_CHECK_OUTCOME_AGAIN,
    VALUE_CHECK_REPORT,
    VALUE_CHECK_STORY,
)
from reflections.models.rooms import origin_of
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.value_checks import leads
from reflections.reminders.turns import is_paused
from reflections.values import CheckForm

ASKED_AGAIN = "did_it_happen_again"


def cycle_of(check: ValueCheck) -> str:
    return f"{check.cycle}/{check.plan_version}"


# --- Who, and when ----------------------------------------------------------------------------------------------


def planned(things: Any) -> Any:
    return things.filter(starts_at__isnull=False, planned_at__isnull=False).select_related("team")


def _together(things: Any) -> Any:
    """Sessions to come to. Of one that is held apart people hear when it opens (reminders/apart.py)."""
    return planned(things).upcoming().exclude(form=CheckForm.APART)


def asked(checks: Any) -> Iterator[tuple[Any, Participant]]:
    """Who was asked for these sessions and still takes part in the team (access.md R32)."""
    there = Participant.objects.filter(removed_at__isnull=True, person__is_active=True).select_related("person")
    found = list(checks.prefetch_related(Prefetch("participants", there, to_attr="asked")))
    with belonging.remembered():
        belonging.read_at_once({one.person for check in found for one in check.asked})
        for check in found:
            yield from ((check, one) for one in check.asked if check.team_id in belonging.teams_of(one.person))


def _due_invite(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for check, one in asked(_together(things)):
        place = check.team.organisation_id
        invite = step_on(local_day(check.starts_at) - calendar.INVITE_AHEAD, closed[place])
        due = max(invite, next_working_moment(one.added_at, closed[place]))
        if check.plan_version == 1 or due >= check.planned_at:
            yield Due(one.person_id, check.pk, cycle_of(check), due, place)


def _due_story(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for check, one in asked(_together(things)):
        place = check.team.organisation_id
        story = at(working_days_before(local_day(check.starts_at), calendar.STORY_AHEAD, closed[place]))
        if story >= check.planned_at:
            yield Due(one.person_id, check.pk, cycle_of(check), story, place)


def _due_outcome(after: dt.timedelta, things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    checks = list(_together(things).filter(opened_at__isnull=True))
    active = Membership.objects.active().filter(role=Role.TEAM_LEAD, person__is_active=True)
    leading = defaultdict(set)
    for team, person in active.filter(team__in=[check.team_id for check in checks]).values_list("team", "person"):
        leading[team].add(person)
    for check in checks:
        place = check.team.organisation_id
        outcome = step_on(local_day(check.starts_at) + after, closed[place])
        if outcome >= check.planned_at:
            yield from (Due(lead, check.pk, cycle_of(check), outcome, place) for lead in leading[check.team_id])


def _just_closed(things: Any, now: dt.datetime) -> Any:
    """Of which the aftercare is still to come: an action may get another owner in that week."""
    since = now - calendar.AFTERCARE_AFTER
    recent = Q(closed_at__gt=since) | Q(planned_at__gt=since)
    return things.filter(recent, closed_at__isnull=False).select_related("team")


def _due_report(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for check, one in asked(planned(_just_closed(things, now))):
        yield Due(one.person_id, check.pk, cycle_of(check), check.planned_at, check.team.organisation_id)


def _due_aftercare(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    """To everybody who still has an action of it to do, one each, however many actions. The day of the action itself
    is asked about by the action point (domain.md §5.4)."""
    checks = {origin_of(check): check for check in _just_closed(things, now)}
    owners = ActionPoint.objects.standing().filter(origin__in=checks).values_list("origin", "owner")
    for origin, owner in owners.order_by("origin", "owner").distinct():
        check = checks[origin]
        moment = at(local_day(check.closed_at) + calendar.AFTERCARE_AFTER)
        yield Due(owner, check.pk, cycle_of(check), moment, check.team.organisation_id)


# --- Whether it still stands --------------------------------------------------------------------------------------


def why_not_open(row: Reminder, now: dt.datetime) -> Because | None:
    check = row.thing
    if not check.is_open:
        return Because.SETTLED
    if row.cycle != cycle_of(check):
        return Because.REPLANNED
    if is_paused(check.team, row, now):
        return Because.PAUSED
    return None


def is_invited(row: Reminder) -> bool:
    return ValueCheck.objects.invited_to(row.person).filter(pk=row.about_id).exists()


def _why_not_invited(row: Reminder, now: dt.datetime) -> Because | None:
    if because := why_not_open(row, now):
        return because
    if not is_invited(row):
        return Because.NO_ACCESS
    return Because.PAST if row.thing.starts_at is None or row.thing.starts_at <= now else None


def _why_not_outcome(row: Reminder, now: dt.datetime) -> Because | None:
    if because := why_not_open(row, now):
        return because
    if not leads(row.person, row.thing.team):
        return Because.NO_ACCESS
    return Because.DONE if row.thing.opened_at else None


def _why_not_report(row: Reminder, now: dt.datetime) -> Because | None:
    if row.thing.closed_at is None:
        return Because.REPLANNED
    return None if is_invited(row) else Because.NO_ACCESS


def _why_not_aftercare(row: Reminder, now: dt.datetime) -> Because | None:
    if row.thing.closed_at is None:
        return Because.REPLANNED
    if not ValueCheck.objects.visible_to(row.person).filter(pk=row.about_id).exists():
        return Because.NO_ACCESS
    return None if actions_of(row.thing).filter(owner=row.person).exists() else Because.DONE


def actions_of(check: ValueCheck) -> QuerySet[ActionPoint]:
    """What came out of this session and is still to be done."""
    return ActionPoint.objects.from_origin(origin_of(check)).standing()


def _words(row: Reminder, check: ValueCheck, now: dt.datetime) -> Words:
    starts = (check.starts_at or now).astimezone(AMSTERDAM)
    words = {"team": check.team, "starts_on": local_day(starts).isoformat(), "time": f"{starts:%H:%M}"}
    if row.kind == ASKED_AGAIN:
        words["until_on"] = (local_day(starts) + calendar.NOT_HELD_AFTER).isoformat()
    return words | ({"held_on": local_day(check.closed_at).isoformat()} if check.closed_at else {})


_kind = partial(ReminderKind, model=ValueCheck, words=_words)
register(_kind("invite", says=VALUE_CHECK_INVITED, due=_due_invite, why_not=_why_not_invited))
register(_kind("choose_story", says=VALUE_CHECK_STORY, due=_due_story, why_not=_why_not_invited))
for _code, _says, _after in (
    ("did_it_happen", VALUE_CHECK_OUTCOME, calendar.ASK_AFTER),
    (ASKED_AGAIN, VALUE_CHECK_OUTCOME_AGAIN, calendar.ASK_AGAIN_AFTER),
):
    register(_kind(_code, says=_says, due=partial(_due_outcome, _after), why_not=_why_not_outcome))
register(_kind("report", says=VALUE_CHECK_REPORT, due=_due_report, why_not=_why_not_report))
register(_kind("aftercare", says=VALUE_CHECK_AFTERCARE, due=_due_aftercare, why_not=_why_not_aftercare))
