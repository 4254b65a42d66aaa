"""What happened in the past happened then: in the histories, at the bell, and seen by who was told."""

import datetime as dt

from partnerships.models.events import Event
from partnerships.models.notices import Notice


def happened(trail: str, at: dt.datetime) -> None:
    """What happened to this thing a moment ago happened at that moment; who was told did not look yet. An event is
    never changed afterwards, but the day of these was wrong from the start."""
    later = Event._base_manager.filter(trail=trail, at__gt=at)
    Notice.objects.filter(event__in=later.values("pk")).update(created_at=at)
    later.update(at=at)


def told(trail: str, at: dt.datetime) -> None:
    """The same, and everybody who was told saw it a day later."""
    happened(trail, at)
    Notice.objects.filter(event__trail=trail).update(created_at=at, seen_at=at + dt.timedelta(days=1))
