"""Notices: what somebody is told at the bell, and what of it still has to be said in a mail."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Mail, Notice


def knowable(notices: Iterable[Notice], person: User) -> list[Notice]:
    """Those of the notices whose event this person may know of now (access.md R32)."""
    told = list(notices)
    known = {event.pk for event in events.still_known([notice.event for notice in told], person)}
    return [notice for notice in told if notice.event_id in known]


def still_to_tell(mails: Iterable[Mail], now: dt.datetime) -> dict[int, list[Notice]]:
    """What is left of each of these mails at the moment of sending: not seen at the bell meanwhile, not done, still
    theirs to know. A few queries for all of them.

    What somebody may no longer know lapses for good. Raises LookupError for a kind that only a newer process knows, in
    the middle of an upgrade: the mail waits and that process writes it.
    """
    people = {mail.pk: mail.person for mail in mails if mail.person}
    told = [(people[notice.mail_id], notice) for notice in Notice.objects.to_mail(people) if notice.mail_id]
    if strange := {notice.event.kind for _person, notice in told} - events.KINDS.keys():
        raise LookupError(f"This process does not know {strange}.")
    asked: dict[User, list[Event]] = defaultdict(list)
    for person, notice in told:
        asked[person].append(notice.event)
    still = events.still_asked(asked)
    known = events.known_by(asked, surely={key for key, surely in still.items() if surely})
    if gone := [notice.pk for person, notice in told if (person.pk, notice.event_id) not in known]:
        Notice.objects.filter(pk__in=gone).update(lapsed_at=now)
    left: dict[int, list[Notice]] = {pk: [] for pk in people}
    for person, notice in told:
        if notice.mail_id and notice.pk not in gone and (person.pk, notice.event_id) in still:
            left[notice.mail_id].append(notice)
    events.with_names(notice.event for notices in left.values() for notice in notices)
    return left


def see(notice: Notice, *, by: User) -> None:
    """The person opened what the notice is about; what came before it about the same thing stands in the same line."""
    Notice.objects.unseen_by(by).beside(notice).update(seen_at=timezone.now())


def see_all(*, by: User) -> None:
    """ "Alles gelezen"."""
    Notice.objects.unseen_by(by).update(seen_at=timezone.now())
