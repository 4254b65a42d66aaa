"""Condition scans that somebody did not hand in yet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.condition_scans import ConditionScan, ConditionSheet
from learningtracks.models.tracks import Track
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_TEAM, Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    scans = list(things.open().filter(together=False).select_related("team"))
    sheets = ConditionSheet.objects.filter(scan__in=scans, handed_in_at__isnull=False)
    done = set(sheets.values_list("scan", "person"))
    for scan in scans:
        for person in belonging.people_in(scan.team_id).values_list("pk", flat=True):
            if (scan.pk, person) not in done:
                yield Owed(person, scan.pk, scan.opened_at, IN_TEAM, scan.team_id)


def _says(things: Any, person: User) -> list[Said]:
    return [(scan, _("Vul de leerklimaatscan in"), str(scan.team)) for scan in things]


SCAN_TO_FILL_IN = register(
    ToDoKind(
        "condition_scan",
        ConditionScan,
        owed=_owed,
        says=_says,
        shown=lambda things: things.select_related("team"),
        around={
            Team: lambda team: ConditionScan.objects.filter(team=team),
            Track: lambda track: ConditionScan.objects.filter(team=track.team_id),
            Membership: lambda one: ConditionScan.objects.filter(team=one.team_id),
        },
    )
)
