"""Who belongs where today, in both directions, from the same facts.

`of(person)` and `teams_of(person)` answer with keys: a question about what somebody may see is then an `IN` on one
column, and policy asks without a query. `people_in(team)` goes the other way. The facts (memberships, and what higher
layers add with `joined_by`) stay the only source: nothing is stored.

Within `remembered()`, which `werkplek.middleware` puts around every request, facts about a person are read once. Any
statement that writes or locks makes them forgotten, and so does the end of a transaction; no action has to think of
it. Outside such a block every question reads anew. So access ends at the next request (access.md R28-R29), and no
answer outlives one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from partnerships.values import Role

Facts = TypeVar("Facts")
READING = ("SELECT", "(SELECT", "EXECUTE")
_known: ContextVar[dict[Any, Any] | None] = ContextVar("known", default=None)


# --- Read once a request ----------------------------------------------------------------------------------------


@contextmanager
def remembered() -> Iterator[None]:
    """Within this block facts about a person are read once, until something is written. Blocks may nest."""
    if _known.get() is not None:
        yield
        return
    kept = _known.set({})
    try:
        with connection.execute_wrapper(_forget_at_writing):
            yield
    finally:
        _known.reset(kept)


def _forget_at_writing(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
    """A lock too: who waited for it may find that others changed something meanwhile. A UNION begins with a bracket,
    and EXECUTE is a question that PostgreSQL knows already (accounts/plans.py)."""
    if (known := _known.get()) and not (str(sql).startswith(READING) and "FOR UPDATE" not in sql):
        known.clear()
    return execute(sql, *rest)


class Once(Generic[Facts]):
    """Facts about a person, read once within `remembered()`. `read` takes some people, so that those of many cost no
    more queries than those of one, and answers by the key of each."""

    def __init__(self, read: Callable[[Collection[User]], Mapping[int, Facts]]) -> None:
        self._read = read
        _READ_AT_ONCE.append(self)

    def __call__(self, person: User) -> Facts:
        known = _known.get()
        if known is None:
            return self._read([person])[person.pk]
        key = self._key(person.pk)
        if key not in known:
            found = self._read([person])[person.pk]
            known[key] = found
            return found
        kept: Facts = known[key]
        return kept

    def of_all(self, people: Collection[User]) -> None:
        """Read the facts about all of these now, within `remembered()`."""
        known = _known.get()
        new = [person for person in people if known is not None and self._key(person.pk) not in known]
        if known is not None and new:
            known |= {self._key(person): facts for person, facts in self._read(new).items()}

    def _key(self, person: int) -> tuple[object, ...]:
        """What was read in a transaction is not known after it: a rollback undoes what was written there, and is no
        statement that we hear of."""
        return self, person, connection.in_atomic_block


_READ_AT_ONCE: list[Once[Any]] = []


def read_at_once(people: Collection[User]) -> None:
    """Read everything about these people in a few queries, before they are asked about one by one."""
    for facts in _READ_AT_ONCE:
        facts.of_all(people)


# --- Where a person belongs -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Belonging:
    """The memberships of one person: every one there ever was, each with `in_force`; and the partnerships with a
    present party that they coordinate or advise."""

    memberships: tuple[Any, ...]
    parties: tuple[tuple[int, int], ...]  # organisation and partnership

    @cached_property
    def now(self) -> tuple[Any, ...]:
        """The memberships in force (access.md R28); each says until when, and in which role."""
        return tuple(one for one in self.memberships if one.in_force)

    def _values(self, field: str, roles: Iterable[Role]) -> frozenset[Any]:
        there = [one for one in self.now if not roles or one.role in roles]
        return frozenset(getattr(one, field) for one in there) - {None}

    def organisations(self, *roles: Role) -> frozenset[int]:
        """Where somebody works or learns, in one of these roles, or in any."""
        return self._values("organisation_id", roles)

    def partnerships(self, *roles: Role) -> frozenset[int]:
        """In which partnerships somebody takes part, in one of these roles, or in any."""
        return self._values("partnership_id", roles)

    def teams(self, *roles: Role) -> frozenset[int]:
        """Of which teams somebody is a member, in one of these roles, or in any; see `teams_of`."""
        return self._values("team_id", roles)

    def roles_at(self, organisation: int) -> frozenset[str]:
        return frozenset(one.role for one in self.now if one.organisation_id == organisation)

    @cached_property
    def coordinated(self) -> frozenset[int]:
        """Organisations whose people, teams and tracks this person manages (access.md R22)."""
        return self.organisations(Role.COORDINATOR)

    @cached_property
    def advised(self) -> frozenset[int]:
        """Organisations this person advises on learning and development (access.md, LA)."""
        return self.organisations(Role.LND_ADVISER)

    @cached_property
    def managed(self) -> frozenset[int]:
        """Partnerships with a present party whose organisation this person coordinates."""
        return frozenset(partnership for organisation, partnership in self.parties if organisation in self.coordinated)

    @cached_property
    def joined(self) -> frozenset[int]:
        """Partnerships this person takes part in, or whose partner they coordinate (access.md row 4)."""
        return self.partnerships() | self.managed

    @cached_property
    def totalled(self) -> frozenset[int]:
        """Partnerships with a present party that this person coordinates or advises: totals only (row 33, LA)."""
        return frozenset(partnership for _organisation, partnership in self.parties)

    def learns_in(self, partnership: int) -> bool:
        """Whether this person takes part in a partnership as a learner, or learns at a partner without saying where."""
        return any(one.role == Role.LEARNER and one.partnership_id in (partnership, None) for one in self.now)


@Prepared
def _memberships_of(people: list[int]) -> QuerySet[Any]:
    found = apps.get_model("partnerships.Membership").objects.filter(person__in=people).with_heads()
    return found.select_related(None).select_related("organisation", "partnership", "team").order_by("pk")


@Prepared
def _parties_of(organisations: list[int]) -> QuerySet[Any]:
    parties = apps.get_model("partnerships.PartnershipParty").objects.present()
    return parties.filter(organisation__in=organisations).values_list("organisation", "partnership")


def _read(people: Collection[User]) -> dict[int, Belonging]:
    """Two queries at most; one when nobody coordinates or advises."""
    known = {person.pk: person for person in people}
    memberships: dict[int, list[Any]] = {key: [] for key in known}
    for one in _memberships_of(known):
        one.person = known[one.person_id]
        memberships[one.person_id].append(one)
    found = {key: Belonging(tuple(there), ()) for key, there in memberships.items()}
    steered = {organisation for one in found.values() for organisation in one.coordinated | one.advised}
    if not steered:
        return found
    pairs = list(_parties_of(steered))
    return {
        key: Belonging(one.memberships, tuple(pair for pair in pairs if pair[0] in one.coordinated | one.advised))
        for key, one in found.items()
    }


of = Once(_read)


# --- Who is in a team -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Joined:
    """A way to be in a team without a membership of it, in both directions."""

    teams: Callable[[User], Iterable[int]]
    people: Callable[[Iterable[int]], QuerySet[Any]]


_JOINED: list[_Joined] = []


def joined_by(*, teams: Callable[[User], Iterable[int]], people: Callable[[Iterable[int]], QuerySet[Any]]) -> None:
    """Let a higher layer say who else is in a team: `teams` of a person, and keys of the `people` of some teams."""
    _JOINED.append(_Joined(teams, people))


def teams_of(person: User) -> frozenset[int]:
    """Teams this person leads, works in or learns in today (access.md §2, TL and TM)."""
    return of(person).teams().union(*(joined.teams(person) for joined in _JOINED))


def people_in(*teams: int) -> QuerySet[User]:
    """The other way round: who leads, works or learns in one of these teams today."""
    working = apps.get_model("partnerships.Membership").objects.active().filter(team__in=teams)
    there = Q(pk__in=working.values("person"))
    for joined in _JOINED:
        there |= Q(pk__in=joined.people(teams))
    return User.objects.filter(there, is_active=True).order_by("name_key", "pk")


@Prepared
def keys_of_people_in(team: int) -> QuerySet[Any]:
    """The same for one team, asked more quickly: only their keys."""
    return people_in(team).values_list("pk", flat=True)
