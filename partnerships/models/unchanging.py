"""Rows that nobody changes: events, published instruments, and what was said in a negotiation (access.md A13)."""

from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Untouchable(Exception):
    """Somebody tried to change or remove what stays as it was written."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.label} stays as it was written: add a row instead.")


class UnchangingQuerySet(models.QuerySet[M]):
    def update(self, **kwargs: Any) -> int:
        raise Untouchable(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Untouchable(self.model)

    def _note_end(self, **facts: Any) -> int:
        """Write down that something ended; for the named questions of the querysets of such rows only."""
        return super().update(**facts)


class Unchanging(models.Model):
    """Refuses to be saved twice or deleted. It goes with what it hangs on, when that is past its time: deletion by
    `_base_manager` or by cascade does not come here."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Untouchable(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Untouchable(type(self))
