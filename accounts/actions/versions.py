"""Two people, or two windows, that change the same thing: the second is told (reliability.md §1.4)."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from accounts.values import Stale

Row = TypeVar("Row", bound=Model)


def locked(rows: QuerySet[Row], pk: Any) -> Row:
    """The row as it is stored, which nobody else changes until the end of the transaction. What was deleted while this
    waited for it is not there: 404."""
    return get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)


def check_version(current: Any, seen: int | None, stored: int | None = None) -> None:
    """Go on when the writer saw what is stored; raise Stale when somebody was ahead. Ask policy first: Stale shows it.

    `stored` is the version when it is not simply `current.version`.
    """
    now = current.version if stored is None else stored
    if seen != now:
        raise Stale(current, now)
