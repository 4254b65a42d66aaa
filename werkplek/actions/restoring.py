"""A back-up is put back (reliability.md §1.5), and made safe to start: who was erased is erased again, nobody is signed
in, no link of a calendar opens any more, and nothing that waited in the back-up is sent.

Some of what waits was sent after the back-up was made, and nobody can tell which. So none of it goes: people still find
it at the bell and in their queue. Web, worker and scheduler are stopped meanwhile.
"""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from pyrage import x25519

from accounts.models import User
from instruments.actions.instruments import load
from learningtracks.editions import read_all
from partnerships import events
from partnerships.actions import reminders
from partnerships.models.events import Event
from partnerships.models.notices import Mail, Notice
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from reflections.actions import calendar_links
from reflections.events.reminders import CALENDAR_LINK_ENDED, CALENDAR_LINK_MADE
from werkplek.actions import archives, erasure
from werkplek.actions.archives import Failed
from werkplek.restore_mark import restore_mark


@dataclass(frozen=True)
class Settled:
    """How many of each were dealt with."""

    erased: int
    sessions: int
    calendar_links: int
    reminders: int
    mails: int


def put_back(archive: Path, key: x25519.Identity, *, replace: bool = False) -> tuple[Settled, dt.datetime | None]:
    """Fill the database from a back-up, bring it up to the code that is installed, and settle it. Also answers with the
    moment up to which everything is there.

    `replace`: the database may hold something, which goes. Who was erased in it is erased again in what comes back.
    """
    tables = connection.introspection.table_names()
    if tables and not replace:
        raise Failed("The database is not empty. With --replace everything in it goes.")
    broken_off = restore_mark().exists()
    erased = _note_erased(User._meta.db_table in tables)
    try:
        archives.put_back(archive, key)
    except Failed:
        if not broken_off:
            restore_mark().unlink()  # the database is as it was
        raise
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # nobody waits for a page
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    load(read_all())
    last = Event.objects.aggregate(last=Max("at"))["last"]
    settled = settle(timezone.now(), erased)
    restore_mark().unlink()
    return settled, last


def _note_erased(known: bool) -> list[uuid.UUID]:
    """Who was erased in the database that goes, and in one that a broken-off restore replaced."""
    gone = set(User.objects.filter(name="", email=None).values_list("public_id", flat=True)) if known else set()
    if restore_mark().exists():
        gone |= {uuid.UUID(line) for line in restore_mark().read_text(encoding="ascii").split()}
    writing = restore_mark().with_suffix(".new")
    writing.write_text("".join(f"{public_id}\n" for public_id in gone), encoding="ascii")
    writing.rename(restore_mark())
    return sorted(gone)


@transaction.atomic
def settle(now: dt.datetime, erased: Collection[uuid.UUID] = ()) -> Settled:
    """Make a restored database safe to start; twice is harmless.

    `erased` are the public ids of the people who were erased after the back-up was made.
    """
    people = User.objects.filter(public_id__in=erased).exclude(name="", email=None)
    return Settled(
        erased=len([erasure.erase(person) for person in people]),
        sessions=_end_sessions(),
        calendar_links=_end_calendar_links(),
        reminders=_lapse_reminders(now),
        mails=_hold_mail(now),
    )


def _end_sessions() -> int:
    cache.clear()
    UserSession.objects.all().delete()
    return Session.objects.all().delete()[0]


def _end_calendar_links() -> int:
    """Also those that were ended after the back-up, which would open again."""
    made = Event.objects.filter(kind=CALENDAR_LINK_MADE.code).values("about_id")
    open_again = [person for person in User.objects.filter(pk__in=made) if calendar_links.secret_of(person)]
    for person in open_again:
        events.record(CALENDAR_LINK_ENDED, by=None, about=person, trail=reminders.trail_of(person))
    return len(open_again)


def _lapse_reminders(now: dt.datetime) -> int:
    """Plan first: a row that was planned and told after the back-up must not be planned anew tomorrow."""
    reminders.plan(now)
    return Reminder.objects.filter(due_at__lte=now).lapse(Because.PAST)


def _hold_mail(now: dt.datetime) -> int:
    """Every unsent mail lapses, and with it the mail that waiting notices would get; they stay at the bell."""
    Mail.objects.unsent().update(lapsed_at=now, claimed_until=None)
    waiting, key = Notice.objects.unmailed(), f"restored:{now.date()}"
    for person in User.objects.filter(pk__in=waiting.values("person")):
        mail, _made = Mail.objects.get_or_create(person=person, key=key, defaults={"lapsed_at": now})
        waiting.filter(person=person).update(mail=mail)
    return Mail.objects.filter(lapsed_at=now).count()
