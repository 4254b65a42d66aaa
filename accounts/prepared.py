"""Questions that every request asks and that differ only in keys: put together once a day, asked anew each time.

Django takes longer to put such a question together than the database to answer it. The answers are never kept.
"""

from collections.abc import Callable, Collection
from copy import copy
from functools import lru_cache
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet

from accounts.values import today

A_KEY = 2_000_000_001  # stands for the first key to come, the next number for the second; no row has them


class Prepared:
    """`build(keys)` gives a queryset about some keys, all of one kind of row. A rule in it may depend on the day, and
    on nothing else."""

    def __init__(self, build: Callable[[list[int]], QuerySet[Any]]) -> None:
        self._build = build
        self._put_together = lru_cache(maxsize=32)(self._compile)

    def _compile(self, day: object, using: str, vendor: str, many: int) -> tuple[QuerySet[Any], Any, str, list[Any]]:
        queryset = self._build([A_KEY + nth for nth in range(many)])
        compiler = queryset.query.get_compiler(using)
        sql, values = compiler.as_sql()
        return queryset, compiler, sql, list(values)

    def __call__(self, keys: Collection[int]) -> QuerySet[Any]:
        """The rows about these keys, when they are read."""
        given = list(keys)
        if not given:
            return self._build([]).none()
        known, compiled, sql, values = self._put_together(today(), "default", connection.vendor, len(given))
        at = {A_KEY + nth: key for nth, key in enumerate(given)}
        asked = [at.get(value, value) if isinstance(value, int) else value for value in values]
        queryset = known.all()
        compiler = copy(compiled)
        compiler.connection = connections["default"]
        compiler.as_sql = lambda *_args, **_kwargs: (sql, tuple(asked))
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return queryset
