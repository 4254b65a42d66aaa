"""Actions on the people of a track. Each side names its own (access.md R23)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from learningtracks.events.tracks import (
    GUIDE_ASKED,
    GUIDE_NAMED,
    GUIDE_REPLACED,
    GUIDE_STEPPED_BACK,
    GUIDE_TAKEN_OFF,
    STAND_IN_NAMED,
    people_of,
)
from learningtracks.extensions import COMES_ON
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.tracks import may_change_people, may_name, may_stand_in, may_take_off
from partnerships import events
from partnerships.models.memberships import Membership


def put_on(track: Track, membership: Membership, **fields: object) -> TrackPerson:
    """Give a membership its place on a track, within the caller's transaction. An earlier place that ran out is closed
    first: one open place a person and role. What was shared with who was not there until now stays ended (access.md
    R2)."""
    gone = track.people.filter(person=membership.person, role=membership.role, ended_at__isnull=True)
    gone.exclude(pk__in=TrackPerson.objects.standing().values("pk")).update(ended_at=timezone.now())
    if not track.people.standing().filter(person=membership.person).exists():
        COMES_ON(track, membership.person)
    return TrackPerson.objects.create(
        track=track, membership=membership, person=membership.person, role=membership.role, **fields
    )


@transaction.atomic
def name(track: Track, membership: Membership, *, by: User) -> TrackPerson:
    """Put a colleague on the track, or ask one for an own track; who sees nothing of what was shared before (access.md
    R2)."""
    track = locked(Track.objects.all(), track.pk)
    require(may_change_people(by, track))
    require(may_name(by, track, membership))
    guide = put_on(track, membership)
    words: dict[str, Any] = {"name": membership.person, "learner": track.learner}
    kind = GUIDE_ASKED if by == track.learner else GUIDE_NAMED
    events.record(kind, by=by, about=track, tell=people_of(track), **words)
    return guide


@transaction.atomic
def name_on_all(tracks: Iterable[Track], membership: Membership, *, by: User) -> None:
    """The same on several tracks: all of them or none."""
    for track in sorted(tracks, key=lambda one: one.pk):  # in one order: nobody waits for each other
        name(track, membership, by=by)


@transaction.atomic
def replace(guide: TrackPerson, membership: Membership, *, by: User) -> TrackPerson:
    """End somebody's place and give it to a colleague, who sees nothing of what was shared before (access.md R2)."""
    track = locked(Track.objects.all(), guide.track_id)
    require(may_take_off(by, guide))
    require(may_name(by, track, membership))
    _end(guide)
    successor = put_on(track, membership)
    words: dict[str, Any] = {"name": membership.person, "old": guide.person, "learner": track.learner}
    events.record(GUIDE_REPLACED, by=by, about=track, tell=people_of(track), **words)
    return successor


@transaction.atomic
def take_off(guide: TrackPerson, *, by: User) -> None:
    """End somebody's place on the track, or the own one, and that of who stands in for them."""
    track = locked(Track.objects.all(), guide.track_id)
    require(may_take_off(by, guide))
    _end(guide)
    words: dict[str, Any] = {"name": guide.person, "learner": track.learner}
    kind = GUIDE_STEPPED_BACK if by == guide.person else GUIDE_TAKEN_OFF
    events.record(kind, by=by, about=track, tell=people_of(track), **words)


def _end(guide: TrackPerson) -> None:
    now = timezone.now()
    guide.stand_ins.filter(ended_at__isnull=True).update(ended_at=now)
    guide.ended_at = now
    guide.save(update_fields=["ended_at"])


@transaction.atomic
def stand_in(
    guide: TrackPerson, membership: Membership, *, starts_on: dt.date, ends_on: dt.date, by: User
) -> TrackPerson:
    """Let a colleague stand in for some weeks. The learner sees who and how long (access.md R11)."""
    track = locked(Track.objects.all(), guide.track_id)
    require(may_stand_in(by, guide, membership, starts_on, ends_on))
    made = put_on(track, membership, stands_in_for=guide, starts_on=starts_on, ends_on=ends_on)
    events.record(
        STAND_IN_NAMED,
        by=by,
        about=track,
        tell=people_of(track),
        name=membership.person,
        old=guide.person,
        learner=track.learner,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )
    return made
