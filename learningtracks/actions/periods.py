"""Actions on periods: a track is cut into slices of some weeks."""

import datetime as dt

from django.db.models import Q

from accounts.values import today
from learningtracks.models.tracks import Period, Track
from learningtracks.values import slices


def lay(track: Track) -> None:
    """Cut the track into periods, within the caller's transaction. What has begun stays as it is: only the future is
    laid anew. The running period moves its end along when it is the last one, or when the track ends inside it.
    A period whose puzzle somebody opened ahead has begun too: nothing that was agreed is lost."""
    begun = list(track.periods.filter(Q(starts_on__lte=today()) | Q(puzzle__isnull=False)))
    later = track.periods.exclude(pk__in=[period.pk for period in begun])
    number, begin = 0, track.starts_on
    if begun:
        running = begun[-1]
        if not later.exists():
            whole = running.starts_on + dt.timedelta(weeks=track.period_weeks, days=-1)
            running.ends_on = max(running.ends_on, whole)
        running.ends_on = min(running.ends_on, max(track.last_day, running.starts_on))
        running.save(update_fields=["ends_on"])
        number, begin = running.number, running.ends_on + dt.timedelta(days=1)
    later.delete()
    Period.objects.bulk_create(
        Period(track=track, number=number + count, starts_on=first, ends_on=last)
        for count, (first, last) in enumerate(slices(begin, track.last_day, track.period_weeks), start=1)
    )
