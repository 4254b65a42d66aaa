"""Concerns: "Iets melden (een naam of iets privés)", and showing an entry again after mending it."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.actions.experiences import taken
from reflections.events.experiences import CONCERN_RAISED, SHOWN_AGAIN
from reflections.models.experiences import Concern, Experience
from reflections.policy.experiences import may_raise_concern, may_show_again


@transaction.atomic
def express(experience: Experience, *, reason: str = "", by: User) -> Concern:
    """Hide an entry from everybody but its author at once, and tell the author why (reliability.md §3)."""
    row = locked(Experience.objects.select_related("author"), experience.pk)
    require(may_raise_concern(by, row))
    concern = Concern.objects.create(experience=row, by=by, reason=reason.strip())
    row.hidden_at = concern.at
    row.save(update_fields=["hidden_at"])
    events.record(CONCERN_RAISED, by=by, about=row, tell=[row.author])
    return concern


@transaction.atomic
def show_again(experience: Experience, *, by: User) -> None:
    """Show a mended entry to its readers again, from the newest version on: what was wrong stays out of sight."""
    row = taken(experience, by=by)
    require(may_show_again(by, row))
    newest = row.versions.latest("number")
    row.shares.running().update(from_version=newest.number)
    told = [concern.by for concern in row.open_concerns()]
    row.concerns.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    row.hidden_at = None
    row.save(update_fields=["hidden_at"])
    events.record(SHOWN_AGAIN, by=by, about=row, tell=told)
