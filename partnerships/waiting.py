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


def waiting_for(person: User, *, at_home: str = "") -> list[Entry]:
    """Everything that waits for this person, the oldest first. A home page leaves out what seldom waits for who comes
    there (`settings.WAITING_ELSEWHERE`), so that it is not looked for in vain; the queue itself has it all."""
    left_out = settings.WAITING_ELSEWHERE.get(at_home, [])
    names = [name for name in settings.WAITING if name not in left_out]
    found = [entry for name in names for entry in import_string(name)(person)]
    return sorted(found, key=lambda entry: entry.since)
