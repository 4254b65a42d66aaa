"""Each step of the ladder at the moment it is kept: does it still stand, what is it about, what does it say.

Rights and wishes are asked here, at the moment of telling, never when the row was planned (access.md R32).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model, Q

import learningtracks.nudges
from accounts.models import User
from accounts.values import LogRhythm
from learningtracks.events.action_points import ACTION_POINT_DUE
from learningtracks.events.pieces import PIECE_WAITS
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from learningtracks.models.versions import PieceVersion
from learningtracks.policy.action_points import may_see_action_point, own_sides
from partnerships.events import Kind
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM
from reflections.actions import ladders
from reflections.calendar import Quarter, at, local_day, propose_days
from reflections.events.reminders import LOG_ASKED
from reflections.events.value_checks import (
    CLOSING_ROUND,
    PERSONAL_INVITED,
    PERSONAL_REMINDED,
    VALUE_CHECK_AFTERCARE,
    VALUE_CHECK_INVITED,
    VALUE_CHECK_LAST_NUDGE,
    VALUE_CHECK_OUTCOME,
    VALUE_CHECK_REPORT,
    VALUE_CHECK_STORY,
    VALUE_CHECK_TO_PLAN,
)
from reflections.models.experiences import Experience
from reflections.models.reminders import Reminder
from reflections.models.value_checks import Rhythm, ValueCheck, tracks_alone, turn_of
from reflections.policy.experiences import may_log
from reflections.policy.value_checks import leads
from reflections.values import UNANSWERED_LOGS, Because, QuestionSet, Step

Words = dict[str, Any]
WEEK = dt.timedelta(days=6)  # from the day of the reminder back to the same week


def team_of(row: Reminder) -> Team:
    """The team of a row about planning; its subject is "team:<id>"."""
    return Team.objects.select_related("rhythm", "organisation").get(pk=int(row.subject.partition(":")[2]))


def organisation_of(row: Reminder) -> Organisation:
    """Whose holidays count for this row."""
    if row.value_check and row.value_check.team:
        return row.value_check.team.organisation
    if row.track:
        return row.track.workplace.organisation
    return _place_of_action(row) if row.step == Step.ACTION_DUE else team_of(row).organisation


def newer_was_told(row: Reminder) -> bool:
    """A later step about the same thing went out already: this one has nothing to add."""
    later = Q(due_at__gt=row.due_at) | Q(due_at=row.due_at, pk__gt=row.pk)
    return Reminder.objects.filter(later, person=row.person, subject=row.subject, told_at__isnull=False).exists()


def _is_paused(team: Team, row: Reminder, now: dt.datetime) -> bool:
    """A step whose day falls in a pause never comes, not afterwards either (reliability.md §1.1)."""
    rhythm = getattr(team, "rhythm", None) or Rhythm(team=team)
    return rhythm.is_paused(local_day(row.due_at)) or rhythm.is_paused(local_day(now))


# --- Planning -------------------------------------------------------------------------------------------


def _why_not_plan(row: Reminder, now: dt.datetime) -> Because | None:
    team = team_of(row)
    turn = turn_of(team)
    if not leads(row.person, team):
        return Because.NO_ACCESS
    if _is_paused(team, row, now):
        return Because.PAUSED
    if turn.due_on is None or turn.due_on.isoformat() != row.cycle:
        return Because.OTHER_TURN
    return Because.PLANNED if turn.planned else None


def _plan_words(row: Reminder, team: Team, now: dt.datetime) -> Words:
    due_on = dt.date.fromisoformat(row.cycle)
    days = propose_days(due_on, local_day(now), team.organisation.holiday_dates())
    named = zip(("first_on", "second_on", "third_on"), days, strict=True)
    return {"team": team, "due_on": row.cycle, **{name: day.isoformat() for name, day in named}}


# --- A session -------------------------------------------------------------------------------------------


def _check_of(row: Reminder) -> ValueCheck:
    if row.value_check is None:
        raise ValueError(f"Reminder {row.pk} lost its session.")
    return row.value_check


def _why_not_check(row: Reminder, now: dt.datetime) -> Because | None:
    check = _check_of(row)
    if not check.is_open:
        return Because.SETTLED
    if row.cycle != f"{check.cycle}/{check.plan_version}":
        return Because.REPLANNED
    if check.team is None or _is_paused(check.team, row, now):
        return Because.PAUSED
    return None


def _why_not_invited(row: Reminder, now: dt.datetime) -> Because | None:
    check = _check_of(row)
    if because := _why_not_check(row, now):
        return because
    if not check.invited().filter(pk=row.person_id).exists():
        return Because.NO_ACCESS
    return Because.PAST if check.starts_at is None or check.starts_at <= now else None


def _why_not_outcome(row: Reminder, now: dt.datetime) -> Because | None:
    check = _check_of(row)
    if because := _why_not_check(row, now):
        return because
    if not leads(row.person, check.team):
        return Because.NO_ACCESS
    return Because.DONE if check.opened_at else None


def _why_not_report(row: Reminder, now: dt.datetime) -> Because | None:
    check = _check_of(row)
    if check.closed_at is None:
        return Because.REPLANNED
    return None if check.invited().filter(pk=row.person_id).exists() else Because.NO_ACCESS


def _why_not_aftercare(row: Reminder, now: dt.datetime) -> Because | None:
    check = _check_of(row)
    if check.closed_at is None:
        return Because.REPLANNED
    if not ValueCheck.objects.visible_to(row.person).filter(pk=check.pk).exists():
        return Because.NO_ACCESS
    return None if ladders.actions_of(check).filter(owner=row.person).exists() else Because.DONE


def _check_words(row: Reminder, check: ValueCheck, now: dt.datetime) -> Words:
    starts = (check.starts_at or now).astimezone(AMSTERDAM)
    words = {"team": check.team, "starts_on": local_day(starts).isoformat(), "time": f"{starts:%H:%M}"}
    return words | ({"held_on": local_day(check.closed_at).isoformat()} if check.closed_at else {})


# --- The personal value check -----------------------------------------------------------------------------


def _why_not_personal(row: Reminder, now: dt.datetime) -> Because | None:
    if row.track is None or not tracks_alone(row.person).filter(pk=row.track.pk).exists():
        return Because.IN_TEAM if row.track and row.track.team_id else Because.NO_ACCESS
    quarter = Quarter.of(local_day(now))
    if row.cycle != str(quarter) or row.step not in [step.step for step in ladders.of_track(row.track, quarter)]:
        return Because.OTHER_TURN
    done = ValueCheck.objects.filter(track=row.track, cycle=row.cycle, closed_at__isnull=False)
    return Because.DONE if done.exists() else None


def _personal_check(row: Reminder, now: dt.datetime) -> ValueCheck:
    """The learner's own value check of this quarter; it begins to exist here, or when the learner starts it."""
    if row.track is None:
        raise ValueError(f"Reminder {row.pk} lost its track.")
    last = Quarter.of(local_day(now)).last_day
    closing = row.step == Step.CLOSING_ROUND
    wanted = {
        "due_on": min(last, row.track.last_day) if closing else last,
        "question_set": QuestionSet.AFTER if closing else QuestionSet.INSIGHT,
    }
    check, _created = ValueCheck.objects.get_or_create(track=row.track, cycle=row.cycle, defaults=wanted)
    return check


def _personal_words(row: Reminder, check: ValueCheck, now: dt.datetime) -> Words:
    return {"until_on": check.due_on.isoformat()}


# --- Asking for an experience --------------------------------------------------------------------------------


def _why_not_log(row: Reminder, now: dt.datetime) -> Because | None:
    weekly = "W" in row.cycle
    wanted = LogRhythm.WEEKLY if weekly else LogRhythm.AFTER_WORK
    if row.person.log_rhythm != wanted:
        return Because.UNWANTED
    if row.track is None or not row.track.is_running or not may_log(row.person):
        return Because.NO_ACCESS
    since = at(local_day(row.due_at), dt.time(0)) - (WEEK if weekly else dt.timedelta(0))
    if Experience.objects.written_by(row.person).filter(created_at__gte=since).exists():
        return Because.DONE
    return Because.UNANSWERED if _unanswered(row.person) >= UNANSWERED_LOGS else None


def _unanswered(person: User) -> int:
    """Reminders told since the last experience, or since they stopped by themselves the last time."""
    rows = Reminder.objects.filter(person=person, step=Step.LOG)
    newest = Experience.objects.written_by(person).order_by("-created_at").first()
    stopped = rows.filter(lapsed_because=Because.UNANSWERED).order_by("-lapsed_at").first()
    marks = [mark for mark in (newest and newest.created_at, stopped and stopped.lapsed_at) if mark]
    told = rows.filter(told_at__isnull=False)
    return (told.filter(told_at__gt=max(marks)) if marks else told).count()


# --- A puzzle piece that waits --------------------------------------------------------------------------------


def _version_of(row: Reminder) -> PieceVersion:
    """The version of a row about a piece; its subject is "version:<id>"."""
    return PieceVersion.objects.select_related("piece__puzzle").get(pk=int(row.subject.partition(":")[2]))


def _why_not_piece(row: Reminder, now: dt.datetime) -> Because | None:
    days = next(days for days, step in ladders.STEP_AFTER.items() if step == row.step)
    if row.track is None or not learningtracks.nudges.has_voice(row.person, row.track):
        return Because.NO_ACCESS
    return None if learningtracks.nudges.waits(_version_of(row), row.person, days, now) else Because.DONE


def _piece_of(row: Reminder, now: dt.datetime) -> Piece:
    return _version_of(row).piece


def _piece_words(row: Reminder, piece: Piece, now: dt.datetime) -> Words:
    since = learningtracks.nudges.since(piece, row.person)
    return {"learner": piece.track.learner, "since_on": local_day(since).isoformat()}


# --- The day of an action point ---------------------------------------------------------------------------------


def _action_of(row: Reminder) -> ActionPoint:
    """The action point of a row; its subject is "action:<id>"."""
    return ActionPoint.objects.with_heads().get(pk=int(row.subject.partition(":")[2]))


def _place_of_action(row: Reminder) -> Organisation:
    """Whose holidays count: of the team, the organisation, or the owner's side of the partnership."""
    point = _action_of(row)
    if point.partnership:
        parties = point.partnership.parties.present().select_related("organisation")
        own = parties.filter(organisation__in=own_sides(row.person, point.partnership)).first()
        return (own or parties.first() or point.partnership.parties.select_related("organisation")[0]).organisation
    return point.team.organisation if point.team else point.organisation  # type: ignore[return-value]


def _why_not_action(row: Reminder, now: dt.datetime) -> Because | None:
    point = _action_of(row)
    if point.is_settled:
        return Because.DONE
    if point.owner_id != row.person_id or not may_see_action_point(row.person, point):
        return Because.NO_ACCESS
    return None if point.due_on.isoformat() == row.cycle else Because.REPLANNED


def _the_action(row: Reminder, now: dt.datetime) -> ActionPoint:
    return _action_of(row)


def _action_words(row: Reminder, point: ActionPoint, now: dt.datetime) -> Words:
    return {"place": point.subject, "due_on": row.cycle}


def _nothing(row: Reminder, person: User, now: dt.datetime) -> Words:
    return {}


@dataclass(frozen=True)
class Rung:
    """`why_not` says why it lapses, or None; `about` is what the event is about; `words` fill its sentence."""

    kind: Kind
    why_not: Callable[[Reminder, dt.datetime], Because | None]
    about: Callable[[Reminder, dt.datetime], Model]
    words: Callable[..., Words]


def _the_team(row: Reminder, now: dt.datetime) -> Team:
    return team_of(row)


def _the_check(row: Reminder, now: dt.datetime) -> ValueCheck:
    return _check_of(row)


def _the_person(row: Reminder, now: dt.datetime) -> User:
    return row.person


_planning = partial(Rung, why_not=_why_not_plan, about=_the_team, words=_plan_words)
_session = partial(Rung, about=_the_check, words=_check_words)
_piece = partial(Rung, PIECE_WAITS, why_not=_why_not_piece, about=_piece_of, words=_piece_words)
_personal = partial(Rung, why_not=_why_not_personal, about=_personal_check, words=_personal_words)

RUNGS: dict[str, Rung] = {
    Step.PLAN: _planning(VALUE_CHECK_TO_PLAN),
    Step.LAST_NUDGE: _planning(VALUE_CHECK_LAST_NUDGE),
    Step.INVITE: _session(VALUE_CHECK_INVITED, why_not=_why_not_invited),
    Step.CHOOSE_STORY: _session(VALUE_CHECK_STORY, why_not=_why_not_invited),
    Step.DID_IT_HAPPEN: _session(VALUE_CHECK_OUTCOME, why_not=_why_not_outcome),
    Step.REPORT: _session(VALUE_CHECK_REPORT, why_not=_why_not_report),
    Step.AFTERCARE: _session(VALUE_CHECK_AFTERCARE, why_not=_why_not_aftercare),
    Step.PERSONAL_INVITE: _personal(PERSONAL_INVITED),
    Step.PERSONAL_REMINDER: _personal(PERSONAL_REMINDED),
    Step.CLOSING_ROUND: _personal(CLOSING_ROUND),
    Step.PIECE_WAITS: _piece(),
    Step.PIECE_STILL_WAITS: _piece(),
    Step.ACTION_DUE: Rung(ACTION_POINT_DUE, why_not=_why_not_action, about=_the_action, words=_action_words),
    Step.LOG: Rung(LOG_ASKED, why_not=_why_not_log, about=_the_person, words=_nothing),
}
