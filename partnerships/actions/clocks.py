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
    moment = dt.datetime.fromisoformat(str(told)).replace(tzinfo=dt.UTC)  # our connections speak UTC
    return abs(now - moment) <= MOST_APART
