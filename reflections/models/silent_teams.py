"""Teams of which two quarters went by without a value check, for who coordinates the organisation (domain.md §5.4).

That it is silent, and since when; never what was told before.
"""

import datetime as dt
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.calendar import Quarter, at
from reflections.models.rhythms import Rhythm
from reflections.models.value_checks import ValueCheck


def silent_teams(coordinator: User) -> list[Any]:
    """Those in the organisations of this person, by name, each with `last_held` and `has_lead`. Not one that rests, and
    not one with a value check ahead."""
    organisations = belonging.of(coordinator).coordinated
    return list(_silent(organisations)) if organisations else []


@Prepared
def _silent(organisations: list[int]) -> QuerySet[Any]:
    since = Quarter.of(today()).previous.previous.first_day
    there = Team.objects.filter(organisation__in=organisations, started_on__lte=since)
    checks = ValueCheck.objects.filter(team=OuterRef("pk"))
    held = Exists(checks.filter(closed_at__gte=at(since, dt.time(0))))
    ahead = Exists(checks.upcoming().filter(starts_at__isnull=False))
    rests = Exists(Rhythm.objects.resting(today()).filter(team=OuterRef("pk")))
    lead = Membership.objects.active().filter(role=Role.TEAM_LEAD, team=OuterRef("pk"), person__is_active=True)
    silent = there.filter(~held, ~ahead, ~rests).order_by("name", "pk")
    return silent.annotate(last_held=Max("value_checks__closed_at"), has_lead=Exists(lead))
