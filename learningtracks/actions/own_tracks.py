"""Beginning a track for oneself: nobody sets it up, and it stays in the hands of who began it (docs/decisions/0165)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.values import require
from learningtracks.actions import guides, periods, pieces
from learningtracks.events.tracks import OWN_TRACK_BEGUN, coordinators
from learningtracks.models.puzzles import Puzzle, period_now
from learningtracks.models.tracks import Track
from learningtracks.policy.own_tracks import Spot, may_begin_at, may_take
from learningtracks.policy.tracks import may_learn
from learningtracks.values import LearnerKind
from learningtracks.values.pieces import Slot
from partnerships import events
from partnerships.actions import memberships
from partnerships.actions.organisations import hold
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation


@transaction.atomic
def begin(
    *,
    by: User,
    spot: Spot,
    wants: str,
    starts_on: dt.date,
    ends_on: dt.date,
    how: str = "",
    school: Organisation | None = None,
    speaker: Membership | None = None,
) -> Track:
    """Make a track for oneself with its periods. What somebody wants to learn is the leervraag of its puzzle, and no
    name that others see; a colleague is asked, and a school names its own people afterwards. `how` they want to learn
    it is its first piece: a goal and a form of one's own (a leerexpeditie)."""
    partnership, workplace = spot
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one at a time, also for who works for two employers
    hold(workplace.organisation)
    require(may_begin_at(by, spot, school))
    require(may_take(starts_on, ends_on))
    memberships.learn(by, workplace.organisation, partnership)
    require(may_learn(by, partnership))
    track = Track.objects.create(
        partnership=partnership,
        learner=by,
        learner_kind=LearnerKind.EMPLOYEE,
        title=_("Eigen traject"),
        school=school,
        workplace=workplace,
        starts_on=starts_on,
        ends_on=ends_on,
        self_begun=True,
    )
    periods.lay(track)
    told = coordinators([school, workplace.organisation])
    events.record(OWN_TRACK_BEGUN, by=by, about=track, tell=told, starts_on=starts_on.isoformat())
    if speaker:
        guides.name(track, speaker, by=by)
    now = Puzzle.of(period_now(list(track.periods.order_by("number"))))
    pieces.propose(now, slot=Slot.QUESTION, by=by, title=wants)
    if how:
        pieces.propose(now, slot=Slot.WORK, by=by, title=how)
    return track
