"""What a page reads beside rows, such as the votes beside a piece, comes with the rows themselves.

As `prefetch_related` does, for questions that are put together once a day (`gather` in accounts/prepared.py). Django's
own way puts each such question together anew, and another one for every row that it gives a part of the answer to.
"""

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
