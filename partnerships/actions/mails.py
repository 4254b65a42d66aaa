"""Mail: the row is the promise, the scheduler keeps it (reliability.md §1.1).

`gather` turns notices into mails, `send_due` sends what is due. Both may run twice at once, be killed anywhere and be
started again: a mail exists once by its key, and one sender holds it at a time by its lease. Many are held at once, and
rights are asked for all of these at once; each is sent and marked before the next. So the one instant in which a mail
can go twice is between the mail server's yes and our mark; then both carry the same Message-ID.
"""

import contextlib
import datetime as dt
import logging
import re
import smtplib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import A_KEY, Statement
from accounts.values import MailRhythm
from partnerships.actions import clocks, composing
from partnerships.events import KINDS
from partnerships.models.memberships import Membership
from partnerships.models.notices import LEASE, WAITS, Mail, MailQuerySet, Notice, NoticeQuerySet
from partnerships.models.organisations import Holiday
from partnerships.values import AMSTERDAM, QUIET_FROM, QUIET_UNTIL, is_working_day, next_working_moment

FIRST_DIGEST, LAST_DIGEST = dt.time(8, 15), dt.time(17, 30)  # reminders of 08:00 are in it; no mail from 18:00
MOST_MAILS = 2_000  # made in one go
BATCH = 200  # mails in hand at once
FRESH = 5.0  # seconds that the answer who may know what counts; then it is asked again
WITHIN = 60.0  # seconds of sending; a task must end well before its lease and its time limit
REACHABLE = Q(is_active=True, email__isnull=False, mail_refused_at__isnull=True)
Ending = tuple[str, dt.datetime]  # the column that says how a try ended, and its moment
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


def _unmailed(later: Sequence[str]) -> NoticeQuerySet:
    waiting = Notice.objects.unmailed()
    return waiting.exclude(event__kind__in=later) if later else waiting  # else the event of each is looked at


def _waiting(people: QuerySet[User], later: Sequence[str] = ()) -> QuerySet[Any]:
    """Those of the people who have notices that no mail took up, with what is known of the oldest of these."""
    waiting = _unmailed(later).filter(person=OuterRef("pk")).order_by("created_at", "pk")
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
            _unmailed(later).filter(person_id=person).update(mail=mail)
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
    with contextlib.closing(Line()) as line:
        while time.monotonic() < end and (batch := Batch.claim(now)):
            sent += batch.send(line, end)
            if batch.waiting:
                batch.release()
                break
    return sent


@dataclass
class Batch:
    """Mails that this sender holds by one lease. Each is written down before the next one goes, so that a sender that
    dies doubles one mail at most; whoever finds that the lease is no longer theirs stops."""

    waiting: list[int]
    held_until: dt.datetime
    now: dt.datetime
    marks: dict[Ending, Statement] = field(default_factory=dict)

    @classmethod
    @transaction.atomic
    def claim(cls, now: dt.datetime) -> "Batch | None":
        """Take what is due in hand, but for what another sender takes at this moment.

        What a sender held when it died comes last and one by one: should a mail be what kills senders, the others go.
        """
        fresh_first = F("claimed_until").asc(nulls_first=True)
        due = Mail.objects.due(now).order_by(fresh_first, "due_at", "pk").select_for_update(skip_locked=True)
        found = list(due.values_list("pk", "claimed_until")[:BATCH])
        batch = cls([pk for pk, held in found if held is None] or [pk for pk, _held in found[:1]], now + LEASE, now)
        Mail.objects.filter(pk__in=batch.waiting).update(claimed_until=batch.held_until)
        return batch if found else None

    def release(self) -> None:
        """What was not tried is as it was."""
        self._held().filter(pk__in=self.waiting).update(claimed_until=None)

    def _held(self) -> MailQuerySet:
        return Mail.objects.unsent().filter(claimed_until=self.held_until)

    def _mark(self, mail: int, ending: Ending) -> bool:
        """Write down how it ended, unless another sender has it. Most end alike, by a statement put together once."""
        if ending not in self.marks:
            rows = self._held().filter(pk=A_KEY)
            self.marks[ending] = Statement(rows, claimed_until=None, tries=F("tries") + 1, **dict([ending]))
        return self.marks[ending](mail)

    def send(self, line: Line, end: float) -> int:
        """Send until the batch is empty, time is up, the mail server is away or the lease is lost; how many went."""
        sent = 0
        while self.waiting and time.monotonic() < end and line.is_open():
            mails = list(self._held().with_heads().filter(pk__in=self.waiting).order_by("due_at", "pk"))
            self.waiting = [mail.pk for mail in mails]
            told, asked_at = _to_tell(mails, self.now), time.monotonic()
            for mail in mails:
                if time.monotonic() > min(end, asked_at + FRESH) or not line.is_open():
                    break
                self.waiting.remove(mail.pk)
                ending = _send(mail, told.get(mail.pk, []), line, self.now)
                if not self._mark(mail.pk, ending):
                    self.waiting = []  # another sender has them
                    return sent
                sent += "sent_at" in ending
                if "failed_at" in ending:
                    break  # their address may be refused now
        return sent


def _to_tell(mails: Sequence[Mail], now: dt.datetime) -> Mapping[int, list[Notice] | Exception]:
    """What each has to tell. When asking for all at once fails, one of them is odd: then for each alone."""
    try:
        return composing.to_tell(mails, now)
    except Exception as error:
        if len(mails) == 1:
            return {mails[0].pk: error}
        return {pk: told for mail in mails for pk, told in _to_tell([mail], now).items()}


def _send(mail: Mail, told: list[Notice] | Exception, line: Line, now: dt.datetime) -> Ending:
    """Send one mail that we hold; what to write down of how that ended. No mail, however odd, holds up the next."""
    try:
        if isinstance(told, Exception):
            raise told
        message = composing.compose(mail, told)
        if message is None:
            return "lapsed_at", now
        line.send(message)
    except Exception as error:
        line.close()
        return _after_failure(mail, error, now)
    return "sent_at", now


def _after_failure(mail: Mail, error: Exception, now: dt.datetime) -> Ending:
    """Later again, or never: 4xx and broken connections wait longer each time, 5xx is final (reliability.md §1.1)."""
    log.warning("Mail %s did not go: %s", mail.public_id, type(error).__name__)
    if refuses_address(error) and mail.person_id:
        User.objects.filter(pk=mail.person_id).update(mail_refused_at=now)
    if refuses_address(error) or refuses_letter(error) or mail.tries >= len(WAITS):
        return "failed_at", now
    return "due_at", now + WAITS[mail.tries]


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
