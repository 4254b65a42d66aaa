"""Who may look into a room: the question that screens ask all day.

Django takes ten milliseconds to build this question from its querysets and one to ask it. So the SQL is built once a
process, from the same words as everywhere else (`ValueCheck.objects.invited_to`), and asked with other values since.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from accounts.models import User
from accounts.values import today
from reflections.models import ValueCheck

# Values that stand for the ones to come. No row has them.
SOMEBODY = User(pk=2_000_000_011)
SOME_CHECK = uuid.UUID(int=2_000_000_012)
_built: dict[str, tuple[str, list[Any]]] = {}


def invited(person: User, public_id: uuid.UUID) -> int | None:
    """The row of this value check, when the person is invited to it today; else nothing."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor not in _built:
        _built[connection.vendor] = _build()
    sql, holes = _built[connection.vendor]
    known: dict[str, Any] = {
        "person": person.pk,
        "check": public_id,
        "hex": public_id.hex,
        "day": today(),
        "iso": today().isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [known[hole] if isinstance(hole, str) else hole[0] for hole in holes])
        found = cursor.fetchone()
    return found[0] if found else None


def _build() -> tuple[str, list[Any]]:
    """The SQL, and for each of its parameters the name of what comes there, or the value itself in a tuple."""
    asked = ValueCheck.objects.invited_to(SOMEBODY).filter(public_id=SOME_CHECK).order_by().values("pk")
    day = today()  # a question built on the last second of a day may name that day and the next
    names: dict[Any, str] = {SOMEBODY.pk: "person", SOME_CHECK: "check", SOME_CHECK.hex: "hex"}
    names |= dict.fromkeys(_around(day), "day") | {each.isoformat(): "iso" for each in _around(day)}
    sql, parameters = asked.query.sql_with_params()
    return sql, [names.get(each, (each,)) for each in parameters]


def _around(day: dt.date) -> list[dt.date]:
    return [day - dt.timedelta(days=1), day]
