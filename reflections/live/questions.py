"""The questions that screens ask all day: who may look into this room, and which version is it?

Django takes ten milliseconds to build such a question from its querysets and one to ask it. So the SQL is built once a
process, from the facts that everything else is made of (`belonging.people_in`), and asked with other values since.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.values import today
from learningtracks.models.tracks import Track
from partnerships import belonging
from partnerships.models.memberships import Membership
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.value_checks import Participant, ValueCheck

Words = Callable[[], QuerySet[Any, Any]]

# Values that stand for the ones to come. No row has them.
SOMEBODY = User(pk=2_000_000_011)
SOME_CHECK = uuid.UUID(int=2_000_000_012)
SOME_ROW = 2_000_000_013
SOME_TEAM = 2_000_000_014
NAMES: dict[Any, str] = {
    SOMEBODY.pk: "person",
    SOME_CHECK: "check",
    SOME_CHECK.hex: "hex",
    SOME_ROW: "row",
    SOME_TEAM: "team",
}
_built: dict[tuple[str, Words], tuple[str, list[Any]]] = {}


def invited(person: User, public_id: uuid.UUID) -> int | None:
    """The row of this value check, when the person is invited to it today; else nothing."""
    found = _ask(_invited, person=person.pk, check=public_id, hex=public_id.hex)
    return found[0][0] if found else None


def admitted(check: int, team: int) -> dict[int, str]:
    """Who sits in the live room of this value check and may: by number of the seat the password, of a guest nothing."""
    return {number: password or "" for number, password in _ask(_admitted, row=check, team=team)}


def tag_of(room: int) -> str | None:
    """One indexed row: the version of the room now (`Room.tag`)."""
    found = _ask(_version, row=room)
    return f"{found[0][0]}-{found[0][1]}" if found else None


def _invited() -> QuerySet[Any, Any]:
    """The same rule as `ValueCheck.objects.invited_to`, from the same facts, for somebody who is not known yet."""
    asked = Participant.objects.filter(person=SOMEBODY, removed_at__isnull=True).values("value_check")
    working = Membership.objects.active().filter(person=SOMEBODY).values("team")
    learning = Track.objects.learning().filter(learner=SOMEBODY).values("team")
    there = ValueCheck.objects.filter(Q(team__in=working) | Q(team__in=learning), pk__in=asked)
    return there.filter(public_id=SOME_CHECK).order_by().values_list("pk")


def _admitted() -> QuerySet[Any, Any]:
    """The same rules for everybody in a room at once (policy: `may_stay`)."""
    asked = Participant.objects.filter(value_check=SOME_ROW, removed_at__isnull=True).values("person")
    passes = GuestPass.objects.filter(value_check=SOME_ROW, ended_at__isnull=True, seat__isnull=False).values("seat")
    may = Q(person__in=belonging.people_in(SOME_TEAM).order_by().values("pk")) & Q(person__in=asked) | Q(pk__in=passes)
    live = Q(value_check__opened_at__isnull=False, value_check__closed_at=None, value_check__skipped_at=None)
    seats = Seat.objects.filter(live, may, value_check=SOME_ROW)
    return seats.order_by().values_list("number", "person__password")


def _version() -> QuerySet[Any, Any]:
    return Room.objects.filter(pk=SOME_ROW).order_by().values_list("version", "presence")


def _ask(words: Words, **known: Any) -> list[tuple[Any, ...]]:
    connection = connections[DEFAULT_DB_ALIAS]
    key = (connection.vendor, words)
    if key not in _built:
        _built[key] = _build(words())
    sql, holes = _built[key]
    known |= {"day": today(), "iso": today().isoformat()}
    values = [known[hole] if isinstance(hole, str) else hole[0] for hole in holes]
    # Asking first whether the connection lives costs as much as the question itself.
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _fetch(connection, sql, values)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()  # the database was started again: once more on a new connection
        return _fetch(connection, sql, values)


def _fetch(connection: BaseDatabaseWrapper, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _build(asked: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    """The SQL, and for each of its parameters the name of what comes there, or the value itself in a tuple."""
    day = today()  # a question built on the last second of a day may name that day and the next
    names = NAMES | dict.fromkeys(_around(day), "day") | {each.isoformat(): "iso" for each in _around(day)}
    sql, parameters = asked.query.sql_with_params()
    return sql, [names.get(each, (each,)) for each in parameters]


def _around(day: dt.date) -> list[dt.date]:
    return [day - dt.timedelta(days=1), day]
