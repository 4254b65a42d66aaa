"""The rhythm of a team: how often, and when it rests (domain.md §5.4, access.md row 27)."""

import datetime as dt

from django.db import transaction

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from partnerships.models.teams import Team
from reflections.events.value_checks import RHYTHM_SET
from reflections.models.rhythms import Rhythm
from reflections.policy.value_checks import may_set_rhythm


@transaction.atomic
def set_rhythm(
    team: Team, *, weeks: int, paused_from: dt.date | None, paused_until: dt.date | None, version: int, by: User
) -> Rhythm:
    """Set the cadence and the pause. Reminders of a turn that moves lapse when their day comes. Raises
    Stale when a colleague was ahead."""
    require(may_set_rhythm(by, team))
    locked(Team.objects.all(), team.pk)
    check_version(Rhythm.objects.filter(team=team).first() or Rhythm(team=team), version)
    wanted = {"weeks": weeks, "paused_from": paused_from, "paused_until": paused_until}
    rhythm, _created = Rhythm.objects.update_or_create(team=team, defaults=wanted)
    events.record(RHYTHM_SET, by=by, about=team)
    return rhythm
