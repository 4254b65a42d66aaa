"""Who leads the conversation of a team, in turn: those who work in it. Who learns there is asked only when they offer
(domain.md §5.1)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.values import ROLES_IN_TEAM
from reflections.models.value_checks import ValueCheck

LAST_SHOWN = 3
NEVER = 1_000_000  # times ago


@dataclass(frozen=True)
class Led:
    """One conversation that was led: by whom, on which day."""

    person: User
    day: dt.date


def led_by_turns(checks: Iterable[ValueCheck]) -> list[Led]:
    """The conversations that somebody led, the newest first."""
    held = sorted((check for check in checks if check.closed_at and check.facilitator), key=_closed, reverse=True)
    return [Led(check.facilitator, check.day) for check in held if check.facilitator]


def _closed(check: ValueCheck) -> dt.datetime:
    return check.closed_at or check.created_at


def staff_of(team: Team) -> set[int]:
    """The keys of who works in this team today."""
    working = Membership.objects.active().filter(team=team, role__in=ROLES_IN_TEAM)
    return set(working.values_list("person", flat=True))


def whose_turn(staff: Sequence[User], led: Iterable[Led]) -> User | None:
    """Who never led, else who led longest ago; in the order of the list, and never twice in a row. Nobody before the
    first time: then who comes first leads, or they agree on it."""
    last = {one.person.pk: number for number, one in reversed(list(enumerate(led)))}
    others = [person for person in staff if last.get(person.pk) != 0] if last else []
    return max(others, key=lambda person: last.get(person.pk, NEVER), default=None)
