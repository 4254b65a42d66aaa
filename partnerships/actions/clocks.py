"""Two clocks must agree before anything is sent: ours and the database's (reliability.md §1.1)."""

import datetime as dt

from django.db import connection

MOST_APART = dt.timedelta(minutes=5)


def agree(now: dt.datetime) -> bool:
    """Whether `now` is what the database's clock says, give or take five minutes.

    A server whose clock jumped must not mail people about next year. SQLite has no clock but ours.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        (told,) = cursor.fetchone()
    if isinstance(told, str):
        told = dt.datetime.fromisoformat(told).replace(tzinfo=dt.UTC)
    return abs(now - told) <= MOST_APART
