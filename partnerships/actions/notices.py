"""Notices: what somebody is told at the bell, and what of it still has to be said in a mail."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from partnerships import events
from partnerships.models import Mail, Notice


def knowable(notices: Iterable[Notice], person: User) -> list[Notice]:
    """Those of the notices whose event this person may know of now (access.md R32)."""
    told = list(notices)
    known = {event.pk for event in events.still_known([notice.event for notice in told], person)}
    return [notice for notice in told if notice.event_id in known]


def with_things(notices: Iterable[Notice], person: User) -> list[Notice]:
    """The same, each with the thing it is about at hand: to link to it, and to ask whether it is done."""
    told = list(notices)
    known = {event.pk for event in events.known([notice.event for notice in told], person)}
    return [notice for notice in told if notice.event_id in known]


@transaction.atomic
def still_to_tell(mail: Mail, now: dt.datetime) -> list[Notice]:
    """What is left of a mail at the moment of sending: not seen at the bell meanwhile, not done, still theirs to know.

    What they may no longer know lapses for good. Raises LookupError for a kind that only a newer process knows, in
    the middle of an upgrade: the mail waits and that process writes it.
    """
    if mail.person is None:
        return []
    told = list(Notice.objects.of(mail.person).filter(mail=mail, seen_at__isnull=True).order_by("created_at", "pk"))
    if strange := {notice.event.kind for notice in told} - events.KINDS.keys():
        raise LookupError(f"This process does not know {strange}.")
    known = with_things(told, mail.person)
    gone = {notice.pk for notice in told} - {notice.pk for notice in known}
    Notice.objects.filter(pk__in=gone).update(lapsed_at=now)
    return [notice for notice in known if not events.is_done(notice.event, mail.person)]


def see(notice: Notice, *, by: User) -> None:
    """The person opened what the notice is about."""
    Notice.objects.unseen_by(by).filter(pk=notice.pk).update(seen_at=timezone.now())


def see_all(*, by: User) -> None:
    """ "Alles gelezen"."""
    Notice.objects.unseen_by(by).update(seen_at=timezone.now())
