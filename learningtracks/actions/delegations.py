"""Lending the vote of the workplace to a werkbegeleider for some time, where the learner sees it (access.md, WB)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from learningtracks.events.pieces import VOTE_LENT, VOTE_RETURNED
from learningtracks.events.tracks import people_of
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.puzzles import may_delegate, may_end_delegation, may_lend
from partnerships import events
from partnerships.values import SPEAKS, Party

WORKPLACE = [role for role, party in SPEAKS.items() if party == Party.WORKPLACE]


@transaction.atomic
def delegate(track: Track, *, to: TrackPerson, starts_on: dt.date, ends_on: dt.date, by: User) -> VoteDelegation:
    """Let a named werkbegeleider vote for the workplace between two days. The praktijkopleider keeps the vote too."""
    track = locked(Track.objects.all(), track.pk)
    require(may_delegate(by, track))
    require(may_lend(to, track, starts_on, ends_on))
    gone = VoteDelegation.objects.filter(to=to, ended_at__isnull=True)
    gone.exclude(pk__in=VoteDelegation.objects.standing().values("pk")).update(ended_at=timezone.now())
    given_by = TrackPerson.objects.readable().filter(track=track, person=by, role__in=WORKPLACE).earliest("pk")
    made = VoteDelegation.objects.create(track=track, given_by=given_by, to=to, starts_on=starts_on, ends_on=ends_on)
    words: dict[str, Any] = {"name": to.person, "learner": track.learner}
    words |= {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    events.record(VOTE_LENT, by=by, about=track, tell=people_of(track), **words)
    return made


@transaction.atomic
def end(delegation: VoteDelegation, *, by: User) -> None:
    """Take the vote back before its last day, or give it back. Votes that were cast stand."""
    track = locked(Track.objects.all(), delegation.track_id)
    require(may_end_delegation(by, delegation))
    VoteDelegation.objects.filter(pk=delegation.pk).update(ended_at=timezone.now())
    words: dict[str, Any] = {"name": delegation.to.person, "learner": track.learner}
    events.record(VOTE_RETURNED, by=by, about=track, tell=people_of(track), **words)
