"""The read log: who read somebody else's entry, and when (access.md R39). The author can see it."""

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.values import today
from reflections.models.experiences import Experience, Read


def note(experience: Experience, *, by: User, again: bool = True) -> None:
    """Write down that `by` read this experience now; one row a person and day. Authors do not log themselves.
    A photo that is fetched for a page counts as that page: not `again`."""
    if experience.author_id == by.pk:
        return
    now = timezone.now()
    row, is_new = Read.objects.get_or_create(experience=experience, person=by, day=today())
    if again and not is_new:
        Read.objects.filter(pk=row.pk).update(last_at=now, times=F("times") + 1)
