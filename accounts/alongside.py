"""What a page reads beside rows, such as the votes beside a piece, comes with the rows themselves.

As `prefetch_related` does, for questions that are put together once a day (accounts/prepared.py). Django's
own way puts each such question together anew, and another one for every row that it gives a part of the answer to.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
Reading = Callable[[list[Any]], object]


class AlongsideQuerySet(models.QuerySet[Row]):
    """A queryset that has something read beside its rows as soon as they are read themselves."""

    _readings: tuple[Reading, ...] = ()

    def alongside(self, *readings: Reading) -> Self:
        """Call these with the list of rows, once there is one; each gathers something beside them."""
        found = self.all()
        found._readings = (*self._readings, *readings)
        return found

    def _clone(self) -> Self:
        found: Self = super()._clone()  # type: ignore[misc]
        found._readings = self._readings
        return found

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._result_cache and self._fields is None:  # type: ignore[attr-defined]
            for reading in self._readings:
                reading(self._result_cache)


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
