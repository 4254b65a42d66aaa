"""What somebody is asked and has yet to answer."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask, AskQuerySet
from instruments.models.sheets import Sheet
from instruments.policy.subjects import people_of
from learningtracks.models.tracks import Track
from learningtracks.todos.places import ON_TRACK
from learningtracks.values.instruments import Reading
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_TEAM, Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    """Who is asked by name; where everybody answers apart, who is in the team and did not hand in."""
    asks = list(things.open().filter(Q(asked__isnull=False) | Q(reading=Reading.SPREAD, team__isnull=False)))
    done = set(Sheet.objects.filter(ask__in=asks, handed_in_at__isnull=False).values_list("ask", "person"))
    teams: dict[int, list[int]] = {}
    for ask in asks:
        if ask.asked_id:
            where = (IN_TEAM, ask.team_id) if ask.team_id else (ON_TRACK, ask.track_id)
            yield Owed(ask.asked_id, ask.pk, ask.started_at, *where)
            continue
        if ask.team_id not in teams:
            teams[ask.team_id] = list(people_of(ask).values_list("pk", flat=True))
        for person in teams[ask.team_id]:
            if (ask.pk, person) not in done:
                yield Owed(person, ask.pk, ask.started_at, IN_TEAM, ask.team_id)


def _says(things: Any, person: User) -> list[Said]:
    known = [one for one in things if one.kind in KINDS]  # one of a newer process has no words yet
    return [(one, str(KINDS[one.kind].words.todo), _about(one)) for one in known]


def _about(ask: Ask) -> str:
    return ", ".join(filter(None, (str(ask.by), ask.title))) if ask.asked_id else str(ask.subject)


ASK_TO_ANSWER = register(
    ToDoKind(
        "ask",
        Ask,
        owed=_owed,
        says=_says,
        shown=AskQuerySet.with_heads,
        around={
            Team: lambda team: Ask.objects.filter(team=team),
            Track: lambda track: Ask.objects.filter(team__isnull=False, team=track.team_id),
            Membership: lambda one: Ask.objects.filter(team__isnull=False, team=one.team_id),
        },
    )
)
