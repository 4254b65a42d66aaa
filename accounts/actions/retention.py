"""Keeping what `privacy.py` promises: every layer names its sweepers, and the night calls them all."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db.models import QuerySet

from accounts.models import Draft, Submission

Thing = TypeVar("Thing")
WEEK, MONTH, HALF_YEAR = dt.timedelta(days=7), dt.timedelta(days=31), dt.timedelta(days=183)
YEAR, TWO_YEARS = dt.timedelta(days=365), dt.timedelta(days=730)
PIECE = 500  # rows that go in one statement, so that no lock lasts long
TOGETHER = 25  # things with much hanging on them that go in one transaction
MOST = 20_000  # rows of one sort a night; what is left goes the next


# An action of the night. It asks the database what is past its time, so running it twice or late does no harm. The
# periods of `privacy.py` name it.
Sweeper = Callable[[dt.datetime], int]


def batched(found: list[Thing]) -> Iterator[list[Thing]]:
    """The same in a few lists: each goes in one transaction, so that no lock lasts long."""
    for start in range(0, len(found), TOGETHER):
        yield found[start : start + TOGETHER]


def sweep(found: QuerySet[Any]) -> int:
    """Delete these rows, in pieces. Returns how many went."""
    gone = 0
    while gone < MOST:
        keys = list(found.order_by("pk").values_list("pk", flat=True)[:PIECE])
        if not keys:
            break
        found.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone


def receipts(now: dt.datetime) -> int:
    """Nobody sends a form again after a week."""
    return sweep(Submission.objects.filter(created_at__lt=now - WEEK))


def unsent(now: dt.datetime) -> int:
    """What somebody typed in a form a month ago, and never sent."""
    return sweep(Draft.objects.filter(saved_at__lt=now - MONTH))


def addresses(now: dt.datetime) -> int:
    """Sessions that nobody used for half a year, with where they came from."""
    return sweep(UserSession.objects.filter(last_seen_at__lt=now - HALF_YEAR))


def sign_ins(now: dt.datetime) -> int:
    """Sessions past their day."""
    call_command("clearsessions")
    return 0


def administration(now: dt.datetime) -> int:
    """What administrators did, longer than two years ago."""
    return sweep(LogEntry.objects.filter(action_time__lt=now - TWO_YEARS))


SWEEPERS: list[Sweeper] = [receipts, unsent, addresses, sign_ins, administration]
