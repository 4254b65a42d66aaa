"""Actions on tracks: setting up, changing, ending."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from learningtracks.actions import guides, periods
from learningtracks.events.tracks import TRACK_EDITED, TRACK_ENDED, TRACK_SET_UP, coordinators, people_of
from learningtracks.models.tracks import Track
from learningtracks.policy.tracks import (
    candidates_on,
    may_be_at,
    may_edit,
    may_end,
    may_learn,
    may_move,
    may_name,
    may_run,
    may_set_up,
)
from learningtracks.values import PERIOD_WEEKS, LearnerKind
from partnerships import events
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import Role


@transaction.atomic
def set_up(
    partnership: Partnership,
    *,
    by: User,
    learner: User,
    title: str,
    workplace: Workplace,
    starts_on: dt.date,
    ends_on: dt.date,
    school: Organisation | None = None,
    team: Team | None = None,
    learner_kind: str = LearnerKind.STUDENT,
    period_weeks: int = PERIOD_WEEKS,
    people: Iterable[Membership] = (),
) -> Track:
    """Make a track with its periods and the people of the doer's own side. The other side names its own people."""
    require(may_set_up(by, partnership, workplace, school))
    require(may_learn(learner, partnership))
    require(may_be_at(workplace, team))
    require(may_run(None, starts_on, ends_on, period_weeks))
    track = Track.objects.create(
        partnership=partnership,
        learner=learner,
        learner_kind=learner_kind,
        title=title,
        school=school,
        workplace=workplace,
        team=team,
        starts_on=starts_on,
        ends_on=ends_on,
        period_weeks=period_weeks,
    )
    periods.lay(track)
    for membership in {one.pk: one for one in [*people, *_own_place(by, track)]}.values():
        require(may_name(by, track, membership))
        guides.put_on(track, membership)
    events.record(
        TRACK_SET_UP,
        by=by,
        about=track,
        tell=[*people_of(track), *coordinators([school, workplace.organisation])],
        learner=learner,
        starts_on=starts_on.isoformat(),
    )
    return track


@transaction.atomic
def set_up_several(partnership: Partnership, *, by: User, learners: Iterable[User], **plan: Any) -> list[Track]:
    """The same plan for several learners, each with a track of their own; all of them or none."""
    return [set_up(partnership, by=by, learner=learner, **plan) for learner in learners]


def _own_place(by: User, track: Track) -> list[Membership]:
    """An instituutsopleider who sets up a track is on it; a coordinator is not."""
    if Track.objects.managed_by(by).filter(pk=track.pk).exists():
        return []
    found = candidates_on(by, track, Role.SCHOOL_SUPERVISOR).filter(person=by).first()
    return [found] if found else []


@transaction.atomic
def edit(
    track: Track,
    *,
    version: int,
    by: User,
    title: str,
    workplace: Workplace,
    team: Team | None,
    starts_on: dt.date,
    ends_on: dt.date,
    period_weeks: int,
) -> Track:
    """Change name, place, dates or the length of periods. Periods that have begun stay as they are. Raises Stale when
    another coordinator was ahead of `version`."""
    track = locked(Track.objects.all(), track.pk)
    require(may_edit(by, track))
    check_version(track, version)
    require(may_move(track, workplace))
    require(may_be_at(workplace, team))
    require(may_run(track, starts_on, ends_on, period_weeks))
    left = [track.team] if track.team and track.team != team else []
    track.title, track.workplace, track.team = title, workplace, team
    track.starts_on, track.ends_on, track.period_weeks = starts_on, ends_on, period_weeks
    track.version += 1
    track.save()
    periods.lay(track)
    events.record(
        TRACK_EDITED,
        by=by,
        about=track,
        also=left,
        tell=people_of(track),
        learner=track.learner,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )
    return track


@transaction.atomic
def end(track: Track, *, by: User) -> None:
    """Stop a track before its planned end, as of now. Its people keep reading for thirty days (access.md R10)."""
    track = locked(Track.objects.all(), track.pk)
    require(may_end(by, track))
    track.ended_on = today()
    track.save(update_fields=["ended_on"])
    periods.lay(track)
    events.record(TRACK_ENDED, by=by, about=track, tell=people_of(track), learner=track.learner)
