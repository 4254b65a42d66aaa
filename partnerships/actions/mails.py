"""Mail: the row is the promise, the scheduler keeps it (reliability.md §1.1).

`gather` turns notices into mails, `send_due` sends what is due. Both may run twice at once, be killed anywhere and be
started again: a mail exists once by its key, and one sender holds it at a time by its lease. The one instant in which a
mail can go twice is between the mail server's yes and our mark; then both carry the same Message-ID.
"""

import contextlib
import datetime as dt
import logging
import re
import smtplib
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.values import MailRhythm
from partnerships.actions import clocks, letters
from partnerships.events import KINDS
from partnerships.models import Holiday, Mail, Membership, Notice
from partnerships.models.notices import LEASE, WAITS
from partnerships.values import AMSTERDAM, QUIET_FROM, QUIET_UNTIL, is_working_day, next_working_moment

FIRST_DIGEST, LAST_DIGEST = dt.time(8, 15), dt.time(17, 30)  # reminders of 08:00 are in it; no mail from 18:00
MOST_MAILS = 2_000  # made in one go
BATCH = 200  # mails over one connection to the mail server
WITHIN = 60.0  # seconds of sending; a task must end well before its lease and its time limit
REACHABLE = Q(is_active=True, email__isnull=False, mail_refused_at__isnull=True)
WANTS_MAIL = REACHABLE & ~Q(mail_rhythm=MailRhythm.NONE)
log = logging.getLogger(__name__)


def deliver() -> int:
    """Gather and send; how many mails went. Nothing happens while our clock and the database's differ."""
    now = timezone.now()
    if not clocks.agree(now):
        log.error("The clocks of this machine and of the database differ more than five minutes: no mail is sent.")
        return 0
    gather(now)
    return send_due(now)


# --- From notices to mails --------------------------------------------------------------------------


def gather(now: dt.datetime) -> int:
    """Put every notice whose moment has come into a mail; how many mails were made.

    Who wants mail at once gets one for everything that waits; who wants a digest gets one a working day, at the chosen
    time. A mail is made when its moment is there and not before, so a changed wish, address or holiday always counts.
    """
    later = _for_working_hours(now)
    promised = islice((*_at_once(now, later), *_always(now), *_digests(now)), MOST_MAILS)
    made = sum(_take_up(person, key, due_at, later) for person, key, due_at in promised)
    _settle_unwanted(now)
    return made


def _for_working_hours(now: dt.datetime) -> list[str]:
    """The kinds of events that nobody is mailed about at this hour (domain.md §5.4); none during working hours."""
    return [] if next_working_moment(now) == now else [kind.code for kind in KINDS.values() if kind.at_work]


def _waiting(people: QuerySet[User], later: Sequence[str] = ()) -> QuerySet[Any]:
    """Those of the people who have notices that no mail took up, with what is known of the oldest of these."""
    unmailed = Notice.objects.unmailed().exclude(event__kind__in=later)
    waiting = unmailed.filter(person=OuterRef("pk")).order_by("created_at", "pk")
    return (
        people.filter(Exists(waiting))
        .annotate(first=waiting.values("created_at")[:1], oldest=waiting.values("public_id")[:1])
        .order_by("first", "pk")
    )


def _at_once(now: dt.datetime, later: Sequence[str]) -> Iterator[tuple[int, str, dt.datetime]]:
    """For who asked for that, at any hour but for what is `later`: (person, key, due at)."""
    people = _waiting(User.objects.filter(WANTS_MAIL, mail_rhythm=MailRhythm.DIRECT), later)
    for person, public_id, first in people.values_list("pk", "oldest", "first"):
        yield person, f"notice:{public_id}", min(first, now)


def _always(now: dt.datetime) -> Iterator[tuple[int, str, dt.datetime]]:
    """What must be mailed to who wants no mail: a change in what they may do (access.md R26)."""
    rest = [kind.code for kind in KINDS.values() if not kind.always]
    people = _waiting(User.objects.filter(REACHABLE, mail_rhythm=MailRhythm.NONE), rest)
    for person, public_id, first in people.values_list("pk", "oldest", "first"):
        yield person, f"notice:{public_id}", min(first, now)


def _digests(now: dt.datetime) -> Iterator[tuple[int, str, dt.datetime]]:
    """For who has something waiting since before today's moment of theirs, and no digest yet today.

    A sender that was away a fortnight makes one digest of everything when it is back. A notice from the future, written
    by a clock that ran ahead, counts as old.
    """
    local = now.astimezone(AMSTERDAM)
    day = local.date()
    key = f"digest:{day}"
    if not is_working_day(day) or not QUIET_UNTIL <= local.time() < QUIET_FROM:
        return
    had_one = Mail.objects.filter(person=OuterRef("pk"), key=key)
    asked = User.objects.filter(WANTS_MAIL, mail_rhythm=MailRhythm.DIGEST)
    people = _waiting(asked).exclude(Exists(had_one)).exclude(_on_holiday(day))
    for person, chosen, first in people.values_list("pk", "mail_time", "first"):
        moment = dt.datetime.combine(day, min(max(chosen, FIRST_DIGEST), LAST_DIGEST), AMSTERDAM)
        if moment <= now and not moment <= first <= now:
            yield person, key, moment


def _on_holiday(day: dt.date) -> Q:
    """People all of whose organisations are closed that day; with one open they get their digest."""
    closed = Holiday.objects.filter(day=day).values("organisation")
    belongs = Membership.objects.active(day).filter(person=OuterRef("pk"))
    return Q(Exists(belongs.filter(organisation__in=closed))) & ~Q(Exists(belongs.exclude(organisation__in=closed)))


def _take_up(person: int, key: str, due_at: dt.datetime, later: Sequence[str] = ()) -> bool:
    """Make the mail and hang the waiting notices of the person on it, or neither."""
    try:
        with transaction.atomic():
            mail = Mail.objects.create(person_id=person, key=key, due_at=due_at)
            Notice.objects.unmailed().filter(person_id=person).exclude(event__kind__in=later).update(mail=mail)
    except IntegrityError:  # another worker was first
        return False
    return True


def _settle_unwanted(now: dt.datetime) -> None:
    """Notices of who wants no mail, or cannot be reached, stay at the bell; a later change of mind starts afresh."""
    key = f"unwanted:{now.astimezone(AMSTERDAM).date()}"
    for person in _waiting(User.objects.exclude(WANTS_MAIL))[:MOST_MAILS]:
        with transaction.atomic():
            mail, _made = Mail.objects.get_or_create(person=person, key=key, defaults={"lapsed_at": now})
            Notice.objects.unmailed().filter(person=person).update(mail=mail)


# --- From mails to the mail server ----------------------------------------------------------------------


class Line:
    """One connection to the mail server, for many mails; opened anew after a mail that went wrong."""

    def __init__(self) -> None:
        self._server = get_connection()

    def is_open(self) -> bool:
        """Connected, also if that took a new connection."""
        try:
            self._server.open()
        except (OSError, smtplib.SMTPException) as error:
            log.warning("The mail server cannot be reached: %s", type(error).__name__)
            return False
        return True

    def send(self, message: EmailMessage) -> None:
        self._server.send_messages([message])

    def close(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._server.close()


def send_due(now: dt.datetime) -> int:
    """Send what is due, oldest first, until nothing is left or time is up; how many mails went.

    A mail server that cannot be reached costs no mail a try: nothing was tried.
    """
    end = time.monotonic() + WITHIN
    sent = 0
    while batch := list(Mail.objects.due(now).order_by("due_at", "pk")[:BATCH]):
        with contextlib.closing(Line()) as line:
            for mail in batch:
                if time.monotonic() > end or not line.is_open():
                    return sent
                if _claim(mail, now):
                    sent += _send(mail, line, now)
    return sent


def _claim(mail: Mail, now: dt.datetime) -> bool:
    """Take the mail in hand, unless another sender did since we looked: compare and swap on the count of tries."""
    mine = Mail.objects.due(now).filter(pk=mail.pk, tries=mail.tries)
    return mine.update(tries=F("tries") + 1, claimed_until=now + LEASE) == 1


def _send(mail: Mail, line: Line, now: dt.datetime) -> bool:
    """Send one mail that we hold, and write down how that ended. No mail, however odd, holds up the next."""
    try:
        message = letters.compose(mail, now)
        if message is None:
            _write_down(mail, lapsed_at=now)
            return False
        line.send(message)
    except Exception as error:
        line.close()
        _after_failure(mail, error, now)
        return False
    _write_down(mail, sent_at=now)
    return True


def _write_down(mail: Mail, **facts: dt.datetime | None) -> None:
    Mail.objects.unsent().filter(pk=mail.pk).update(claimed_until=None, **facts)


def _after_failure(mail: Mail, error: Exception, now: dt.datetime) -> None:
    """Later again, or never: 4xx and broken connections wait longer each time, 5xx is final (reliability.md §1.1)."""
    log.warning("Mail %s did not go: %s", mail.public_id, type(error).__name__)
    if refuses_address(error) and mail.person_id:
        User.objects.filter(pk=mail.person_id).update(mail_refused_at=now)
    if refuses_address(error) or refuses_letter(error) or mail.tries >= len(WAITS):
        _write_down(mail, failed_at=now)
    else:
        _write_down(mail, due_at=now + WAITS[mail.tries])


def refuses_address(error: Exception) -> bool:
    """The mail server says that this address takes no mail. 5.7 is about policy: our trouble, not the address's."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code >= 500 and not text.startswith(b"5.7.") for code, text in error.recipients.values())
    return refuses_letter(error) and re.match(rb"5\.[12]\.", _said(error)) is not None


def refuses_letter(error: Exception) -> bool:
    """The mail server read this mail and will never take it."""
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _said(error: Exception) -> bytes:
    said = getattr(error, "smtp_error", b"")
    return said if isinstance(said, bytes) else str(said).encode()
