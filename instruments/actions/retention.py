"""What the night forgets of this layer (the page "Wat we bewaren")."""

import datetime as dt

from accounts.actions.retention import TWO_YEARS, Sweeper, sweep
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from instruments.models.sheets import Sheet
from instruments.models.trainings import Training
from learningtracks.values.instruments import Reading
from partnerships.actions.retention import forget_trails


def asks(now: dt.datetime) -> int:
    """What was asked longer than two years ago, with the answers. What is of a track goes with the track; of a spread
    what people and their team wrote goes, and the figures stay with the team."""
    old = Ask.objects.settled_before(now - TWO_YEARS)
    forget_trails(one.trail for one in old)
    counted = old.filter(reading=Reading.SPREAD)
    counted.update(title="", by=None)
    written = sweep(Sheet.objects.filter(ask__in=counted)) + sweep(ReviewDate.objects.filter(ask__in=counted))
    return written + sweep(old.exclude(reading=Reading.SPREAD))


def trainings(now: dt.datetime) -> int:
    """Trainings that ended longer than two years ago, with what was asked about them."""
    old = Training.objects.over_since((now - TWO_YEARS).date())
    forget_trails([*(one.trail for one in old), *(ask.trail for ask in Ask.objects.filter(training__in=old))])
    return sweep(old)


SWEEPERS: list[Sweeper] = [asks, trainings]
