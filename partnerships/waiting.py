"""What waits for one person ("Voor jou"), gathered from all floors, oldest first.

The roof names the sources in `settings.WAITING`: functions of a person that answer with entries, in a fixed number of
queries (one each, please: the home page asks them all). An entry is shown to this person only, so `what` may name the
thing by its title; it never quotes a text.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User


@dataclass(frozen=True)
class Entry:
    """One line of the queue: what is asked, about whom, since when, and where to answer it."""

    what: str
    who: str
    since: dt.datetime
    url: str


def waiting_for(person: User, *, as_learner: bool = False, in_full: bool = False) -> list[Entry]:
    """Everything that waits for this person, the oldest first. The home of a learner leaves out what only educators are
    asked (`settings.WAITING_FOR_EDUCATORS`), so that it is not looked for in vain. `in_full` is for the page itself: it
    adds what is not asked for at home (`settings.WAITING_ON_THE_PAGE`), to keep home cheap."""
    left_out = settings.WAITING_FOR_EDUCATORS if as_learner else []
    names = [name for name in settings.WAITING if name not in left_out]
    names += settings.WAITING_ON_THE_PAGE if in_full else []
    found = [entry for name in names for entry in import_string(name)(person)]
    return sorted(found, key=lambda entry: entry.since)
