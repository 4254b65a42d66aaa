"""Lists in pages, and how long a list is, by prepared questions (accounts/prepared.py)."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Func, IntegerField, QuerySet, Subquery, Window

from accounts.prepared import Given, Prepared


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
