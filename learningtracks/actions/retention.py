"""Forgetting a track. When, the floor above says: a track goes after what was written on it (reflections)."""

from django.db import transaction

from learningtracks.models import Track
from partnerships.actions.retention import forget_trails


@transaction.atomic
def forget(track: Track) -> None:
    """The track, its people, its periods and its history."""
    forget_trails([track.trail])
    track.delete()
