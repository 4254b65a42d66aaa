"""What somebody was told of in the past was told then, and seen."""

import datetime as dt

from partnerships.models.notices import Notice


def told(trail: str, at: dt.datetime) -> None:
    """Every notice of this thing was made at that moment and seen a day later."""
    Notice.objects.filter(event__trail=trail).update(created_at=at, seen_at=at + dt.timedelta(days=1))
