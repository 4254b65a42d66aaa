"""The read log: who read somebody else's entry, and when (access.md R39). The author can see it."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.values import today
from reflections.models.experiences import Experience, Read


def note(experience: Experience, *, by: User) -> None:
    """Write down that `by` read this experience now; one row a person and day. Authors do not log themselves."""
    if experience.author_id == by.pk:
        return
    once: dict[str, Any] = {"experience": experience, "person": by, "day": today()}
    again = {"last_at": timezone.now(), "times": F("times") + 1}
    if Read.objects.filter(**once).update(**again):
        return
    _row, is_new = Read.objects.get_or_create(**once)
    if not is_new:  # somebody was just as quick
        Read.objects.filter(**once).update(**again)
