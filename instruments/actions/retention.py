"""What the night forgets of this layer (the page "Wat we bewaren")."""

import datetime as dt

from accounts.actions.retention import TWO_YEARS, Sweeper, sweep
from instruments.models.asks import Ask
from partnerships.actions.retention import forget_trails


def asks(now: dt.datetime) -> int:
    """What was asked longer than two years ago, with the answers. What is of a track goes with the track."""
    old = Ask.objects.settled_before(now - TWO_YEARS)
    forget_trails(one.trail for one in old)
    return sweep(old)


SWEEPERS: list[Sweeper] = [asks]
