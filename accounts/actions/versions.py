"""Two people, or two windows, that change the same thing: the second is told (reliability.md §1.4)."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from accounts.values import Stale

Row = TypeVar("Row", bound=Model)


def locked(rows: QuerySet[Row], pk: Any) -> Row:
    """The row as it is stored, which nobody else changes until the end of the transaction."""
    return rows.select_for_update(of=("self",)).get(pk=pk)


def check_version(current: Any, seen: int | None, stored: int | None = None) -> None:
    """Go on when the writer saw what is stored; raise Stale when somebody was ahead. Ask policy first: Stale shows it.

    `stored` is the version when it is not simply `current.version`.
    """
    now = current.version if stored is None else stored
    if seen != now:
        raise Stale(current, now)
