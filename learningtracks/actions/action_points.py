"""Actions on action points: make, edit, start, finish, stop, take up again (domain.md §2.5).

Every change counts `version` up; one that was made of an older version raises Stale and writes nothing.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Answer, require
from learningtracks.events.action_points import (
    ACTION_POINT_CHANGED,
    ACTION_POINT_FINISHED,
    ACTION_POINT_GIVEN,
    ACTION_POINT_HOLDS,
    ACTION_POINT_HOLDS_NO_MORE,
    ACTION_POINT_MADE,
    ACTION_POINT_REOPENED,
    ACTION_POINT_STARTED,
    ACTION_POINT_STOPPED,
    said_by,
)
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.policy.action_points import (
    may_be_due,
    may_edit_action_point,
    may_make_action_point,
    may_own,
    may_reopen_action_point,
    may_say_whether_it_holds,
    may_see_action_point,
    may_start_action_point,
    may_steer_action_point,
)
from learningtracks.values.actions import ActionStatus
from partnerships import events

May = Callable[[User, ActionPoint], Answer]
SETTLED = (ActionStatus.DONE, ActionStatus.STOPPED)
TOLD = {
    ActionStatus.BUSY: ACTION_POINT_STARTED,
    ActionStatus.DONE: ACTION_POINT_FINISHED,
    ActionStatus.STOPPED: ACTION_POINT_STOPPED,
}


@transaction.atomic
def make(
    subject: Subject,
    *,
    by: User,
    text: str,
    owner: User,
    due_on: dt.date,
    idea: str = "",
    origin: str = "",
    how_noticed: str = "",
) -> ActionPoint:
    """Make an action point of a team, an organisation, a partnership or a track. Its owner is told."""
    require(may_make_action_point(by, subject))
    require(may_own(by, subject, owner))
    require(may_be_due(due_on))
    point = ActionPoint.objects.create(
        **{field_of(subject): subject},
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        idea=idea,
        origin=origin,
        how_noticed=how_noticed.strip(),
        made_by=by,
    )
    events.record(ACTION_POINT_MADE, by=by, about=point, tell=[owner], **said_by(by, point))
    return point


@transaction.atomic
def edit(
    point: ActionPoint,
    *,
    version: int,
    by: User,
    text: str,
    owner: User,
    due_on: dt.date,
    how_noticed: str = "",
    may: May = may_edit_action_point,
) -> ActionPoint:
    """Change what, who, when and how it shows. A new owner is told that it is theirs; the earlier one that it changed.

    A date that has passed may stay as it is; a new date lies ahead. `may` is the question of who mends it elsewhere.
    """
    point = _locked(point, version, may, by)
    before = _give(point, owner, due_on, by)
    point.text, point.how_noticed = text.strip(), how_noticed.strip()
    _save(point)
    _tell_change(point, before, by)
    return point


def _give(point: ActionPoint, owner: User, due_on: dt.date, by: User) -> User:
    """Somebody does it, by a day. Gives who did it until now."""
    if owner.pk != point.owner_id:
        require(may_own(by, point.subject, owner))
    if due_on != point.due_on:
        require(may_be_due(due_on))
    before = point.owner
    point.owner, point.due_on = owner, due_on
    return before


def _tell_change(point: ActionPoint, before: User, by: User) -> None:
    words = said_by(by, point)
    events.record(ACTION_POINT_CHANGED, by=by, about=point, tell=[before], **words)
    if point.owner != before:
        events.record(ACTION_POINT_GIVEN, by=by, about=point, tell=[point.owner], **words)


@transaction.atomic
def look_back(
    point: ActionPoint,
    *,
    version: int,
    by: User,
    status: ActionStatus,
    words: str,
    owner: User,
    due_on: dt.date,
    may: May = may_steer_action_point,
) -> ActionPoint:
    """Where it stands, who does it from now on and by when, in one step: what a team says when it looks back. What was
    settled may stand open again. `words` are the reason of what was stopped, else what came of it so far."""
    point = _locked(point, version, may, by)
    was, agreed = point.status, (point.owner, point.due_on)
    before = _give(point, owner, due_on, by)
    if status == ActionStatus.STOPPED:
        point.stop_reason = words.strip()
    else:
        point.result = words.strip()
    if status != was:
        _stand(point, status)
    _save(point)
    if (owner, due_on) != agreed:
        _tell_change(point, before, by)
    if status != was:
        told = TOLD[status] if status in SETTLED or was == ActionStatus.OPEN else ACTION_POINT_REOPENED
        events.record(told, by=by, about=point, tell=_around(point), **said_by(by, point))
    return point


def _stand(point: ActionPoint, status: ActionStatus) -> None:
    """The times of a new status."""
    now = timezone.now()
    point.finished_at = now if status == ActionStatus.DONE else None
    point.stopped_at = now if status == ActionStatus.STOPPED else None
    point.holds = None
    if status == ActionStatus.BUSY:
        point.started_at = now
    elif status == ActionStatus.OPEN:
        point.started_at = None


@transaction.atomic
def start(point: ActionPoint, *, version: int, by: User) -> ActionPoint:
    """Somebody is at it."""
    point = _locked(point, version, may_start_action_point, by)
    point.started_at = timezone.now()
    _save(point)
    events.record(ACTION_POINT_STARTED, by=by, about=point, tell=_around(point), **said_by(by, point))
    return point


@transaction.atomic
def finish(point: ActionPoint, *, version: int, by: User, result: str) -> ActionPoint:
    """Done, with one line on what came of it."""
    point = _locked(point, version, may_edit_action_point, by)
    point.finished_at, point.result = timezone.now(), result.strip()
    _save(point)
    events.record(ACTION_POINT_FINISHED, by=by, about=point, tell=_around(point), **said_by(by, point))
    return point


@transaction.atomic
def stop(point: ActionPoint, *, version: int, by: User, reason: str) -> ActionPoint:
    """It does not go on, and why. That is a result too."""
    point = _locked(point, version, may_edit_action_point, by)
    point.stopped_at, point.stop_reason = timezone.now(), reason.strip()
    _save(point)
    events.record(ACTION_POINT_STOPPED, by=by, about=point, tell=_around(point), **said_by(by, point))
    return point


@transaction.atomic
def reopen(point: ActionPoint, *, version: int, by: User) -> ActionPoint:
    """Take it up again: it is busy, and what was written at its end stays to build on."""
    point = _locked(point, version, may_reopen_action_point, by)
    point.finished_at = point.stopped_at = point.holds = None
    point.started_at = timezone.now()
    _save(point)
    events.record(ACTION_POINT_REOPENED, by=by, about=point, tell=_around(point), **said_by(by, point))
    return point


@transaction.atomic
def say_whether_it_holds(point: ActionPoint, *, version: int, by: User, holds: bool) -> ActionPoint:
    """Six weeks after it was carried out: is it still so? Asked once, of who did it."""
    point = _locked(point, version, may_say_whether_it_holds, by)
    point.holds = holds
    _save(point)
    events.record(ACTION_POINT_HOLDS if holds else ACTION_POINT_HOLDS_NO_MORE, by=by, about=point, **said_by(by, point))
    return point


def _locked(point: ActionPoint, version: int, question: May, by: User) -> ActionPoint:
    """The row as it is now, locked, when this person may change it and saw this version of it."""
    row = locked(ActionPoint.objects.with_heads(), point.pk)
    require(may_see_action_point(by, row))
    check_version(row, version)
    require(question(by, row))
    return row


def _save(point: ActionPoint) -> None:
    point.version += 1
    point.save()


def _around(point: ActionPoint) -> list[User]:
    """Whose it is and who made it."""
    return [person for person in (point.owner, point.made_by) if person]
