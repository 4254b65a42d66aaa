"""Questions that many requests ask and that differ only in keys: put together once a day, asked anew each time.

Django takes longer to put such a question together than the database to answer it. The answers are never kept.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable
from copy import copy
from functools import lru_cache, wraps
from itertools import count
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

from accounts.plans import Plan
from accounts.values import today

A_KEY = 2_000_000_001  # stands for the first key to come, the next number for the second; no row has them
A_MOMENT = dt.datetime(2900, 1, 1, tzinfo=dt.UTC)  # the same for moments
MOST_KEYS = 128  # about more it is put together anew: the keys themselves take longer than the rest
Given = Collection[int] | int | str | uuid.UUID | dt.datetime
Shape = tuple[int | type, ...]
KINDS = (int, str, uuid.UUID, dt.datetime)  # what may stand for something; the rest need not have a hash
Sql = tuple[str, tuple[Any, ...]]
QuerySetOf = TypeVar("QuerySetOf", bound=QuerySet[Any])


class Prepared:
    """`build(…)` gives a queryset about some keys, one key, a public id, a word or a moment, or about several of these.
    A rule in it may depend on the day, and on nothing else. Called with what it is about now, it answers with a list:
    there is nothing to filter any more."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._put_together = lru_cache(maxsize=64)(self._compile)

    def _compile(self, day: dt.date, vendor: str, shape: Shape) -> "_PutTogether | None":
        stand_ins = _stand_ins(shape)
        try:
            return _PutTogether(self._build(*stand_ins), _flat(stand_ins), vendor)
        except EmptyResultSet:
            return None

    def _for(self, given: tuple[Given, ...]) -> tuple["_PutTogether | None", list[Any]]:
        """What was put together for so many keys, and what it is about now."""
        asked = [one if isinstance(one, KINDS) else _filled_up(one) for one in given]
        shape = tuple(len(one) if isinstance(one, list) else type(one) for one in asked)
        return self._put_together(today(), connection.vendor, shape), _flat(asked)

    def __call__(self, *given: Given) -> list[Any]:
        if _is_much(given):
            return list(self._build(*given))
        found, now = self._for(given)
        return found.answer(now) if found else []

    def sql(self, *given: Given) -> Sql | None:
        """The SQL of it and its values; nothing when there cannot be an answer."""
        if _is_much(given):
            return sql_of(self._build(*given))
        found, now = self._for(given)
        return found.sql(now) if found else None


class _PutTogether:
    """A question as SQL, with stand-ins where what it is about will come."""

    def __init__(self, queryset: QuerySet[Any], stand_ins: list[Any], vendor: str) -> None:
        compiler = queryset.query.get_compiler("default")
        self._sql, self._values = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_more in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _columns: converters
        self._queryset, self._compiler, self._stand_ins = queryset, compiler, stand_ins
        self._asked = Plan(self._sql, self._values, stand_ins).asked if vendor == "postgresql" else self.sql

    def sql(self, now: list[Any]) -> Sql:
        at = dict(zip(self._stand_ins, now, strict=True))
        return self._sql, tuple(at.get(one, one) if isinstance(one, KINDS) else one for one in self._values)

    def answer(self, now: list[Any]) -> list[Any]:
        asked = self._asked(now)
        queryset, compiler = self._queryset.all(), copy(self._compiler)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_args, **_kwargs: asked
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(queryset)


def sql_of(queryset: QuerySet[Any]) -> Sql | None:
    """The same of a question that is put together now."""
    try:
        sql, values = queryset.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def at_once(questions: Iterable[Sql | None]) -> list[tuple[Any, ...]]:
    """The answers to several questions in one query. All have columns of the same kinds, and none an order."""
    asked = [question for question in questions if question]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _now in asked), [value for _sql, now in asked for value in now])
        return list(cursor.fetchall())


def by_keys(
    keys: Callable[[Any], tuple[Given, ...]],
) -> Callable[[Callable[..., QuerySetOf]], Callable[[Any, Any], QuerySetOf]]:
    """For a word of a queryset that is asked of a person and depends on nothing but `keys(person)`: it is written for
    those keys, and called with the person. So what it asks can be prepared, with `rows` and `keys` of the word."""

    def decorate(rows: Callable[..., QuerySetOf]) -> Callable[[Any, Any], QuerySetOf]:
        @wraps(rows)
        def word(self: Any, person: Any) -> QuerySetOf:
            return rows(self, *keys(person))

        word.keys, word.rows = keys, rows  # type: ignore[attr-defined]
        return word

    return decorate


class Statement:
    """An update that is carried out for one row after another: put together once, for `rows` that ask for A_KEY. Called
    with the key of a row it says whether that was one of them."""

    def __init__(self, rows: QuerySet[Any], **values: Any) -> None:
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(values)  # type: ignore[attr-defined]
        self._sql, self._values = query.get_compiler("default").as_sql()

    def __call__(self, key: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [key if value == A_KEY else value for value in self._values])
            return bool(cursor.rowcount)


def _is_much(given: tuple[Given, ...]) -> bool:
    return any(len(one) > MOST_KEYS for one in given if not isinstance(one, KINDS))


def _filled_up(keys: Collection[int]) -> list[int]:
    """The keys, the last one again until there are 1, 2, 4, 8 and so on: else each number of keys were a question."""
    given = list(keys)
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given)) if given else given


def _stand_ins(shape: Shape) -> list[Any]:
    """What stands for what is to come while the question is put together."""
    nth = count(A_KEY)
    return [[next(nth) for _ in range(one)] if isinstance(one, int) else _STAND_IN[one](next(nth)) for one in shape]


_STAND_IN: dict[type, Callable[[int], Any]] = {
    int: int,
    str: "stands for {}".format,
    uuid.UUID: lambda nth: uuid.UUID(int=nth),
    dt.datetime: lambda nth: A_MOMENT + dt.timedelta(days=nth - A_KEY),
}


def _flat(given: Collection[Any]) -> list[Any]:
    """Everything given one by one, as the database writes it."""
    every = [one for some in given for one in (some if isinstance(some, list) else [some])]
    return [_written(one) for one in every]


def _written(one: Any) -> Any:
    if isinstance(one, dt.datetime):
        return connection.ops.adapt_datetimefield_value(one)
    if isinstance(one, uuid.UUID) and not connection.features.has_native_uuid_field:
        return one.hex
    return one
