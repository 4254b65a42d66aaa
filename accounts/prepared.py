"""Questions that many requests ask and that differ only in keys: put together once a day, asked anew each time.

Django takes longer to put such a question together than the database to answer it. The answers are never kept.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from copy import copy
from functools import lru_cache, wraps
from itertools import count
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import Count, Func, IntegerField, QuerySet, Subquery, Window
from django.db.models.sql import UpdateQuery

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

    def _compile(
        self, day: dt.date, vendor: str, shape: Shape
    ) -> tuple[QuerySet[Any], Any, str, Any, list[Any]] | None:
        stand_ins = _stand_ins(shape)
        queryset = self._build(*stand_ins)
        compiler = queryset.query.get_compiler("default")
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        converters = compiler.get_converters([column for column, *_more in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _columns: converters
        return queryset, compiler, sql, values, _flat(stand_ins)

    def _now(self, given: tuple[Given, ...]) -> tuple[QuerySet[Any], Any, str, tuple[Any, ...]] | None:
        """What was put together, with what it is about now filled in."""
        asked = [one if isinstance(one, KINDS) else _filled_up(one) for one in given]
        shape = tuple(len(one) if isinstance(one, list) else type(one) for one in asked)
        found = self._put_together(today(), connection.vendor, shape)
        if found is None:
            return None
        known, compiled, sql, values, stand_ins = found
        at = dict(zip(stand_ins, _flat(asked), strict=True))
        now = tuple(at.get(value, value) if isinstance(value, KINDS) else value for value in values)
        return known, compiled, sql, now

    def __call__(self, *given: Given) -> list[Any]:
        if _is_much(given):
            return list(self._build(*given))
        found = self._now(given)
        if found is None:
            return []
        known, compiled, sql, now = found
        queryset = known.all()
        compiler = copy(compiled)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_args, **_kwargs: (sql, now)
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(queryset)

    def sql(self, *given: Given) -> Sql | None:
        """The SQL of it and its values; nothing when there cannot be an answer."""
        if _is_much(given):
            return sql_of(self._build(*given))
        found = self._now(given)
        return found and (found[2], found[3])


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


def how_many(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """How many rows there are, as a question that can be prepared: one number, or nothing when there are none."""
    return queryset.order_by().values_list(Window(Count("*")), flat=True)[:1]


def _with_length(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """How many there are beside each row. Counted apart: what is read beside the rows is only for those of the page."""
    every = queryset.order_by().annotate(how_many=Func("pk", function="COUNT", output_field=IntegerField()))
    found: QuerySet[Any] = queryset.annotate(of_all=Subquery(every.values("how_many")))
    return found


class PreparedPages:
    """`build(…)` as a list for a paginator with pages of `size`. The first page, which is what most people look at,
    comes with how many there are, in one prepared question; further pages are asked in the ordinary way."""

    def __init__(self, build: Callable[..., QuerySet[Any]], size: int) -> None:
        self._build = build
        self._first = Prepared(lambda *given: _with_length(build(*given))[:size])

    def __call__(self, *given: Given) -> "_Pages":
        return _Pages(self._first(*given), lambda: self._build(*given))


class _Pages:
    """What a paginator needs of a list."""

    def __init__(self, first: list[Any], everything: Callable[[], QuerySet[Any]]) -> None:
        self._first, self._everything = first, everything

    def count(self) -> int:
        return int(self._first[0].of_all) if self._first else 0

    def __getitem__(self, part: slice) -> Any:
        return self._everything()[part] if part.start else self._first


def gather(things: list[Any], name: str, ask: Callable[[list[int]], list[Any]], by: str = "") -> list[Any]:
    """The rows that point at these things, which `ask` finds by their keys, put at hand under that name as
    `prefetch_related` does: in plain lists, so that `version.votes.all()` reads one, and who would ask further of it is
    told that there is nothing to ask. `by` names what holds the key of its thing, where a row has no column for that.
    Returns all of them."""
    rows: list[Any] = ask([thing.pk for thing in things])
    if not things:
        return rows
    back = None if by else type(things[0])._meta.get_field(name).field
    of: dict[int, list[Any]] = defaultdict(list)
    owners = {thing.pk: thing for thing in things}
    for row in rows:
        owner = getattr(row, back.attname if back else by)
        if back:
            setattr(row, back.name, owners[owner])
        of[owner].append(row)
    for thing in things:
        thing.__dict__.setdefault("_prefetched_objects_cache", {})[name] = of[thing.pk]
    return rows
