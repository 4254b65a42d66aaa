"""Rows that nobody changes: what was said in a negotiation stays as it was said (access.md A13)."""

from typing import Any, TypeVar

from django.db import models

from partnerships.models.events import Untouchable

M = TypeVar("M", bound=models.Model)
WHY = "What was said in a negotiation stays: add a row instead."


class UnchangingQuerySet(models.QuerySet[M]):
    def update(self, **kwargs: Any) -> int:
        raise Untouchable(WHY)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Untouchable(WHY)

    def _note_end(self, **facts: Any) -> int:
        """Write down that something ended; for the named questions of the querysets below only."""
        return super().update(**facts)


class Unchanging(models.Model):
    """Refuses to be saved twice or deleted. It goes with its track, when the track is past its time."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Untouchable(WHY)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Untouchable(WHY)
