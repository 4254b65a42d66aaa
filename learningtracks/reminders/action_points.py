"""The day of an action point: who does it is asked about it once, and once more on a new day; and six weeks after an
idea of the catalogue was carried out, whether it is still so (domain.md §2.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.values import today
from learningtracks.events.action_points import ACTION_POINT_DUE, ACTION_POINT_STILL
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import may_see_action_point, own_sides
from learningtracks.values.actions import STILL_AFTER
from partnerships import belonging
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because, Closed, Due, ReminderKind, Words, register
from partnerships.values import AMSTERDAM, morning_of

ASKED_FOR = dt.timedelta(days=30)  # an action point that was due longer ago is not asked about any more


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    day = today()
    found = things.standing().due_by(day).filter(due_on__gte=day - ASKED_FOR)
    points = list(found.select_related("owner", "team", "partnership", "track__workplace"))
    _know_sides_of(points)
    for point in points:
        yield Due(point.owner_id, point.pk, point.due_on.isoformat(), morning_of(point.due_on), _place(point))


def _still_due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    points = list(things.to_ask_again(now).select_related("owner", "team", "partnership", "track__workplace"))
    _know_sides_of(points)
    for point in points:
        moment = morning_of(timezone.localdate(point.finished_at + STILL_AFTER, AMSTERDAM))
        yield Due(point.owner_id, point.pk, _done_on(point), moment, _place(point))


def _done_on(point: ActionPoint) -> str:
    return timezone.localdate(point.finished_at, AMSTERDAM).isoformat()


def _know_sides_of(points: list[ActionPoint]) -> None:
    """The owners of what is of a partnership speak for a side of it; asked for all at once."""
    belonging.read_at_once({point.owner for point in points if point.partnership})


def _place(point: ActionPoint) -> int | None:
    """Whose closing days count: of the track, the team, the organisation, or the owner's side of the partnership."""
    if point.track:
        return point.track.workplace.organisation_id
    if point.partnership:
        return own_sides(point.owner, point.partnership).values_list("pk", flat=True).first()
    return point.team.organisation_id if point.team else point.organisation_id


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    point = row.thing
    if point.is_settled:
        return Because.DONE
    if point.owner_id != row.person_id or not may_see_action_point(row.person, point):
        return Because.NO_ACCESS
    return None if point.due_on.isoformat() == row.cycle else Because.REPLANNED


def _words(row: Reminder, point: ActionPoint, now: dt.datetime) -> Words:
    return {"place": point.subject, "due_on": row.cycle}


register(ReminderKind("action_due", ActionPoint, ACTION_POINT_DUE, due=_due, why_not=_why_not, words=_words))


def _still_why_not(row: Reminder, now: dt.datetime) -> Because | None:
    point = row.thing
    if point.owner_id != row.person_id or not may_see_action_point(row.person, point):
        return Because.NO_ACCESS
    if point.holds is not None or not point.finished_at:
        return Because.DONE
    return None if _done_on(point) == row.cycle else Because.REPLANNED


def _still_words(row: Reminder, point: ActionPoint, now: dt.datetime) -> Words:
    return {"place": point.subject, "done_on": row.cycle}


register(
    ReminderKind(
        "action_still", ActionPoint, ACTION_POINT_STILL, due=_still_due, why_not=_still_why_not, words=_still_words
    )
)
