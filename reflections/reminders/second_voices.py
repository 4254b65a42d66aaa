"""Ask who was named as second voice: on the day of the promise, or when its teller answered before (domain.md §5.2)."""

from django.utils import timezone

from accounts.models import User
from partnerships import events, letters, todos
from reflections.events.passes import SECOND_VOICE_ASKED
from reflections.models.passes import Pass, ends_at
from reflections.models.promises import Promise


def told(asked: Pass) -> list[User]:
    """Whom an event tells of it: a teammate, at the bell. To an address goes a letter."""
    if asked.person:
        return [asked.person]
    letters.promise(asked)
    return []


def ask_second_voice(promise: Promise) -> None:
    """Part of what is done about a promise: ask who is named and was not asked yet. From now on the days count."""
    for row in Pass.objects.with_source().unsent().filter(promise=promise).select_for_update(of=("self",)):
        row.asked_at = timezone.now()
        row.expires_at = ends_at(row.asked_at)
        row.save(update_fields=["asked_at", "expires_at"])
        events.record(SECOND_VOICE_ASKED, by=row.asker, about=row, tell=told(row))


def end_second_voice(promise: Promise) -> None:
    """Part of what ends a promise: who did not answer is asked nothing more, and the address is forgotten."""
    for row in Pass.objects.waiting().filter(promise=promise):
        row.withdrawn_at, row.email = timezone.now(), ""
        row.save(update_fields=["withdrawn_at", "email"])
        events.see_settled(todos.update(row))
