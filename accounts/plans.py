"""Questions that PostgreSQL plans once a connection (PREPARE) and then only carries out (EXECUTE).

Planning takes it longer than answering does. Only what a question is about becomes a parameter; all other values stay
written out, so that partial indexes count and the plan fits. Nothing of an answer is kept.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg2.extensions import AsIs

TYPES = {int: "bigint", str: "text", uuid.UUID: "uuid", dt.datetime: "timestamptz"}
_number = count(1)
_made: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # the names that a connection knows already


class Plan:
    """A question with stand-ins in its values. `asked` gives what to send for what it is about now, in the order of the
    stand-ins. The first time on a connection it makes the plan there; it lives as long as the connection."""

    def __init__(self, sql: str, values: Sequence[Any], stand_ins: Sequence[Any]) -> None:
        used = [one for one in stand_ins if one in values]
        nth = {one: AsIs(f"${number}") for number, one in enumerate(used, 1)}
        name = f"question_{next(_number)}"
        types = f" ({', '.join(TYPES[type(one)] for one in used)})" if used else ""
        self._name, self._make = name, f"PREPARE {name}{types} AS {sql}"
        self._values = [nth.get(one, one) if type(one) in TYPES else one for one in values]
        self._at = [stand_ins.index(one) for one in used]
        self._execute = f"EXECUTE {name}" + (f" ({', '.join(['%s'] * len(used))})" if used else "")

    def asked(self, now: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        connection.close_if_health_check_failed()  # both as Django does before a cursor
        connection.ensure_connection()
        made = _made.setdefault(connection.connection, set())
        if self._name not in made:
            # Past Django's cursor: it would be counted as a question of this one page.
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(self._make, self._values)
            made.add(self._name)
        return self._execute, tuple([now[at] for at in self._at])
