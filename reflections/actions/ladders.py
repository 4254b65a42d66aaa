"""Which steps of the reminder ladder belong to a team, a session, a track and a person (domain.md §5.4).

Nothing is written here: every function says which rows there should be. `actions/reminders.py` inserts them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import cast

from django.db.models import Prefetch, QuerySet

import learningtracks.nudges
from accounts.models import User
from accounts.values import LogRhythm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.tracks import Track
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import Role, is_working_day, next_working_moment
from reflections import calendar
from reflections.calendar import Quarter, local_day, step_on
from reflections.models.reminders import Reminder
from reflections.models.rooms import origin_of
from reflections.models.value_checks import Participant, ValueCheck, tracks_alone, turn_of
from reflections.values import Step

Holidays = frozenset[dt.date]
ASKED_FOR = dt.timedelta(days=30)  # an action point that was due longer ago is not asked about any more
STEP_AFTER = {3: Step.PIECE_WAITS, 7: Step.PIECE_STILL_WAITS}  # days that a piece waits


def of_teams() -> Iterator[Reminder]:
    """Plan it three weeks before the due day, and once more two weeks after it, to every lead."""
    leading = Membership.objects.active().filter(role=Role.TEAM_LEAD).select_related("person")
    teams = Team.objects.select_related("rhythm").prefetch_related(
        "value_checks", "organisation__holidays", Prefetch("memberships", leading, to_attr="leading")
    )
    for team in teams:
        turn = turn_of(team)
        if turn.due_on is None or turn.planned:
            continue
        for lead in {membership.person for membership in team.leading}:  # type: ignore[attr-defined]
            yield from _plan_steps(team, turn.due_on, lead)


def _plan_steps(team: Team, due_on: dt.date, lead: User) -> Iterator[Reminder]:
    holidays = _holidays(team.organisation)
    for step, day in ((Step.PLAN, due_on - calendar.PLAN_AHEAD), (Step.LAST_NUDGE, due_on + calendar.NUDGE_AFTER)):
        yield Reminder(
            person=lead,
            subject=f"team:{team.pk}",
            step=step,
            cycle=due_on.isoformat(),
            due_at=step_on(day, holidays),
        )


def standing_checks() -> Iterable[ValueCheck]:
    """The sessions of which a step may still come."""
    return (
        ValueCheck.objects.upcoming()
        .filter(starts_at__isnull=False, team__isnull=False)
        .select_related("team__organisation")
    )


def of_check(check: ValueCheck) -> Iterator[Reminder]:
    """Invitation, "Kies alvast een verhaal" and "Ging het door?" of a session that stands; the report of a closed one.

    A step whose moment lies before the present plan does not come again, except the first invitation, which then goes
    at once: after a change everybody got one update instead.
    """
    if check.team is None or check.starts_at is None or check.planned_at is None:
        return
    holidays = _holidays(check.team.organisation)
    if check.closed_at:
        yield from _to_participants(check, Step.REPORT, next_working_moment(check.planned_at, holidays))
        yield from of_aftercare(check)
        return
    day = local_day(check.starts_at)
    invite = step_on(day - calendar.INVITE_AHEAD, holidays)
    story = calendar.step_before(day, calendar.STORY_AHEAD, holidays)
    for asked in _asked(check):
        due = max(invite, next_working_moment(asked.added_at, holidays))
        if check.plan_version == 1 or due >= check.planned_at:
            yield _row(check, asked.person, Step.INVITE, due)
        if story >= check.planned_at:
            yield _row(check, asked.person, Step.CHOOSE_STORY, story)
    outcome = step_on(day + calendar.ASK_AFTER, holidays)
    if check.opened_at is None and outcome >= check.planned_at:
        for lead in check.team.leads():
            yield _row(check, lead, Step.DID_IT_HAPPEN, outcome)


def recently_closed(now: dt.datetime) -> Iterable[ValueCheck]:
    """Sessions of which the aftercare is still to come: an action may get another owner in that week."""
    since = now - calendar.AFTERCARE_AFTER
    return ValueCheck.objects.filter(closed_at__gt=since, team__isnull=False).select_related("team__organisation")


def of_aftercare(check: ValueCheck) -> Iterator[Reminder]:
    """A week after closing, to everybody who still has an action of it to do: "Lukt het?" One each, however many
    actions. The day of the action itself is asked about by the action point (domain.md §5.4)."""
    team, closed_at = cast(Team, check.team), cast(dt.datetime, check.closed_at)
    moment = step_on(local_day(closed_at) + calendar.AFTERCARE_AFTER, _holidays(team.organisation))
    for owner in User.objects.filter(action_points__in=actions_of(check)).distinct():
        yield _row(check, owner, Step.AFTERCARE, moment)


def actions_of(check: ValueCheck) -> QuerySet[ActionPoint]:
    """What came out of this session and is still to be done."""
    return ActionPoint.objects.from_origin(origin_of(check)).standing()


def _asked(check: ValueCheck) -> QuerySet[Participant]:
    return check.participants.filter(removed_at__isnull=True, person__in=check.invited()).select_related("person")


def _to_participants(check: ValueCheck, step: Step, due_at: dt.datetime) -> Iterator[Reminder]:
    for person in check.invited():
        yield _row(check, person, step, due_at)


def _row(check: ValueCheck, person: User, step: Step, due_at: dt.datetime) -> Reminder:
    return Reminder(
        person=person,
        subject=f"check:{check.pk}",
        step=step,
        cycle=f"{check.cycle}/{check.plan_version}",
        value_check=check,
        due_at=due_at,
    )


def of_tracks(now: dt.datetime) -> Iterator[Reminder]:
    """The personal value check of this quarter, for who learns on a track without a team."""
    quarter = Quarter.of(local_day(now))
    for track in (
        tracks_alone().select_related("learner", "workplace").prefetch_related("workplace__organisation__holidays")
    ):
        yield from of_track(track, quarter)


def of_track(track: Track, quarter: Quarter) -> Iterator[Reminder]:
    """Invitation and one reminder; the closing round for a track that ends; nothing for who came just now."""
    if calendar.personal_waits(track.starts_on, quarter):
        return
    steps = {
        Step.PERSONAL_INVITE: quarter.last_month,
        Step.PERSONAL_REMINDER: quarter.last_month + calendar.PERSONAL_AGAIN,
    }
    if calendar.personal_closes(track.last_day, quarter):
        steps = {Step.CLOSING_ROUND: quarter.last_month}
    for step, day in steps.items():
        yield Reminder(
            person=track.learner,
            subject=f"track:{track.pk}",
            step=step,
            cycle=str(quarter),
            track=track,
            due_at=step_on(day, _holidays(track.workplace.organisation)),
        )


def of_logs(now: dt.datetime) -> Iterator[Reminder]:
    """The moment a learner chose to be asked for an experience: after work, or once a week."""
    day = local_day(now)
    learning = Track.objects.running().select_related("learner").prefetch_related("workplace__organisation__holidays")
    for track in learning.exclude(learner__log_rhythm=LogRhythm.NONE).order_by("learner", "pk"):
        holidays = _holidays(track.workplace.organisation)
        if track.learner.log_rhythm == LogRhythm.WEEKLY:
            moment = step_on(calendar.weekly_day(day), holidays, calendar.WEEKLY_AT)
            cycle = calendar.week_of(day)
        elif is_working_day(day, holidays):
            moment, cycle = calendar.at(day, calendar.AFTER_WORK), day.isoformat()
        else:
            continue
        yield Reminder(
            person=track.learner,
            subject=f"person:{track.learner_id}",
            step=Step.LOG,
            cycle=cycle,
            track=track,
            due_at=moment,
        )


def of_pieces(now: dt.datetime) -> Iterator[Reminder]:
    """A party that lets a puzzle piece wait, after three and seven days, once each per version (domain.md §4.2)."""
    for nudge in learningtracks.nudges.due(now):
        track = nudge.piece.track
        yield Reminder(
            person=nudge.person,
            subject=f"version:{nudge.version.pk}",
            step=STEP_AFTER[nudge.days],
            cycle=str(nudge.version.number),
            track=track,
            due_at=next_working_moment(nudge.due_at, _holidays(track.workplace.organisation)),
        )


def of_action_points(now: dt.datetime) -> Iterator[Reminder]:
    """Who does an action point is asked about it once, on its day; on a new day once more (domain.md §2.5)."""
    day = local_day(now)
    due = ActionPoint.objects.standing().due_by(day).filter(due_on__gte=day - ASKED_FOR)
    for point in due.select_related("owner", "track", "team", "organisation", "partnership"):
        yield Reminder(
            person=point.owner,
            subject=f"action:{point.pk}",
            step=Step.ACTION_DUE,
            cycle=point.due_on.isoformat(),
            track=point.track,
            due_at=step_on(point.due_on),
        )


def _holidays(organisation: Organisation) -> Holidays:
    return frozenset(holiday.day for holiday in organisation.holidays.all())
