"""The workers' app for tests of delivery: every hour is a working hour and the scheduler asks every second.

A test must give the same answer on a Sunday night as on a Tuesday morning. The rest is the real thing.
"""

import datetime as dt

from partnerships import values
from werkplek.celery import app

values.QUIET_UNTIL, values.QUIET_FROM = dt.time.min, dt.time.max
values.is_working_day = lambda day, holidays=frozenset(): True

for name in ("mail what is due", "tell what is due", "heartbeat"):
    app.conf.beat_schedule[name]["schedule"] = 1.0
