"""After a back-up was put back (reliability.md §1.5): who was erased is erased again, nobody is signed in, no link of a
calendar opens any more, and nothing that waited in the back-up is sent.

Some of what waits was sent after the back-up was made, and nobody can tell which. So none of it goes: people still find
it at the bell and in their queue. Meant for a house at rest, with web, worker and clock stopped.
"""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from partnerships import events
from partnerships.models import Event, Mail, Notice
from reflections.actions import calendar_links, reminders
from reflections.events.reminders import CALENDAR_LINK_ENDED, CALENDAR_LINK_MADE
from reflections.models import Reminder
from reflections.values import Because
from werkplek.actions import erasure


@dataclass(frozen=True)
class Settled:
    """How many of each were dealt with."""

    erased: int
    sessions: int
    calendar_links: int
    reminders: int
    mails: int


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
