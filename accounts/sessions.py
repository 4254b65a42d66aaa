"""Sessions that wait for their turn, as forms do (reliability.md §1.3), and that end after their days."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import OperationalError
from django.utils import timezone
from psycopg2.errors import LockNotAvailable

from accounts.values import SESSION_OWN_DEVICE, today

BEGAN, USED = "began_on", "used_on"  # days only: when somebody was online is nobody's business
TURNS = 10  # how often something waits for its turn; PostgreSQL ends each wait after its lock_timeout


def had_to_wait(error: BaseException | None) -> bool:
    """Whether this went wrong only because somebody else had the row for too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, LockNotAvailable)


def is_over(said: SessionBase | dict[str, Any], day: int) -> bool:
    """Whether what a session says makes it too old on this day, or too long without a visit (access.md T12). On an own
    device both are longer."""
    return day > _last_day(said, day)


def over_at(said: SessionBase | dict[str, Any]) -> int:
    """The moment at which a session that is used now is over when nobody comes any more."""
    day_after = dt.date.fromordinal(_last_day(said, today().toordinal()) + 1)
    return int(dt.datetime.combine(day_after, dt.time.min, timezone.get_default_timezone()).timestamp())


def _last_day(said: SessionBase | dict[str, Any], day: int) -> int:
    idle, in_all = settings.SESSION_IDLE_DAYS, settings.SESSION_DAYS
    if said.get(SESSION_OWN_DEVICE):
        idle, in_all = settings.OWN_DEVICE_IDLE_DAYS, settings.OWN_DEVICE_DAYS
    return int(min(said.get(USED, day) + idle, said.get(BEGAN, day) + in_all))


class SessionStore(db.SessionStore):
    """Django's own takes a row that was locked for too long for a session that somebody ended, and answers 400 to a
    form whose work is done. Requests at the same moment, the first of a day, all write in the session."""

    def save(self, must_create: bool = False) -> None:
        """Save again after a wait that took too long, a bounded number of times."""
        for _turn in range(TURNS):
            try:
                return super().save(must_create)
            except UpdateError as error:
                if not had_to_wait(error.__context__):
                    raise
        return super().save(must_create)
