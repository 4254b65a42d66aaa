"""Days on which people of the demo meet: never in a weekend."""

import datetime as dt


def working_day(day: dt.date) -> dt.date:
    """That day, or the Monday after it."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def working_day_before(day: dt.date) -> dt.date:
    """That day, or the Friday before it."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
