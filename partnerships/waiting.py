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


def waiting_for(person: User) -> list[Entry]:
    """Everything that waits for this person, the oldest first."""
    found = [entry for name in settings.WAITING for entry in import_string(name)(person)]
    return sorted(found, key=lambda entry: entry.since)
