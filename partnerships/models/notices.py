"""Notices and mail: who hears of an event, and the mail that says it. The row is the promise."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.models.events import Event

THING = ("event__kind", "event__about_type", "event__about_id")  # as `Event.thing` says it
LATER = Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unseen_by(self, person: User | int | models.OuterRef) -> "NoticeQuerySet":
        return self.filter(person=person, seen_at__isnull=True, lapsed_at__isnull=True)

    def things(self) -> models.QuerySet[Any, Any]:
        """What these are about, each once."""
        return self.order_by().values_list(*THING).distinct()

    def beside(self, notice: "Notice") -> "NoticeQuerySet":
        """This one, and what the same person was told before of the same thing: the rest of its line."""
        kind, about_type, about_id = notice.event.thing
        same = self.filter(event__kind=kind, event__about_type=about_type, event__about_id=about_id)
        return same.filter(person=notice.person_id, created_at__lte=notice.created_at)

    def of(self, person: User | int) -> "NoticeQuerySet":
        """Everything this person was told, newest first, with what is needed to say it."""
        return (
            self.filter(person=person, lapsed_at__isnull=True)
            .select_related("event", "event__by", "event__about_type")
            .order_by("-created_at", "-pk")
        )

    def lines_of(self, person: User | int) -> "NoticeQuerySet":
        """The same, of each thing only the newest, with how many came before it."""
        beside = Notice.objects.filter(
            person=OuterRef("person"), lapsed_at__isnull=True, **{name: OuterRef(name) for name in THING}
        )
        every = Func("pk", function="COUNT", output_field=IntegerField())
        newest = self.of(person).filter(~Exists(beside.filter(LATER)))
        before = beside.filter(~Q(pk=OuterRef("pk")))
        return newest.annotate(earlier=Subquery(before.annotate(every=every).values("every")))

    def to_mail(self, mails: Iterable[int]) -> "NoticeQuerySet":
        """What these mails were made for and nobody saw meanwhile, oldest first, with what is needed to say it."""
        waiting = self.filter(mail__in=list(mails), seen_at__isnull=True, lapsed_at__isnull=True)
        return waiting.select_related("event", "event__by", "event__about_type").order_by("created_at", "pk")

    def unmailed(self) -> "NoticeQuerySet":
        """Promises that no mail has taken up. What somebody saw at the bell needs no mail any more."""
        return self.filter(mail__isnull=True, lapsed_at__isnull=True, seen_at__isnull=True)


class Notice(models.Model):
    """One person is told of one event. Shown at the bell, and put into a `Mail` by `actions/mails.py`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey("Mail", on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")
    lapsed_at = models.DateTimeField(null=True, blank=True, help_text="The person may no longer know, or need not.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="notice_once_per_person")]
        indexes = [
            models.Index(fields=["person", "-created_at"]),
            models.Index(
                fields=["person", "created_at"],
                condition=Q(mail__isnull=True, lapsed_at__isnull=True, seen_at__isnull=True),
                name="notice_unmailed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.event}"


LEASE = dt.timedelta(minutes=5)  # how long a sender may hold a mail (reliability.md §1.1)
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]  # after each try that failed


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: dt.datetime) -> "MailQuerySet":
        """Mail to send now: not sent, failed or lapsed, and not in another sender's hands.

        A lease or a wait that is longer than any we give was written by a clock that ran ahead; it does not count.
        """
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now) | Q(claimed_until__gt=now + LEASE)
        return self.unsent().filter(free, Q(due_at__lte=now) | Q(due_at__gt=now + WAITS[-1]))

    def with_heads(self) -> "MailQuerySet":
        """With everybody and everything that an e-mail names."""
        return self.select_related(
            "person",
            "invitation__invited_by",
            "invitation__organisation",
            "invitation__partnership",
            "invitation__team",
        )

    def unsent(self) -> "MailQuerySet":
        return self.filter(sent_at__isnull=True, failed_at__isnull=True, lapsed_at__isnull=True)

    def troubled(self) -> "MailQuerySet":
        """What failed, and what is being tried again; the latest first. For who runs the machine."""
        tried_again = Q(sent_at__isnull=True, lapsed_at__isnull=True, tries__gt=0)
        return (
            self.filter(Q(failed_at__isnull=False) | tried_again)
            .select_related("person", "invitation")
            .order_by("-due_at", "-pk")
        )

    def counts(self) -> dict[str, int]:
        """How many mails went, wait and failed."""
        waiting = Q(sent_at__isnull=True, failed_at__isnull=True, lapsed_at__isnull=True)
        return self.aggregate(
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            waiting=Count("pk", filter=waiting),
            failed=Count("pk", filter=Q(failed_at__isnull=False)),
        )


class Mail(models.Model):
    """One mail. Its text is made at the moment of sending, from what the person may know then (access.md R32).

    `key` makes it exist once: "digest:2026-11-23", "notice:<id>", "invitation:<nonce>", "letter:<id>". The Message-ID
    is derived from `public_id`, so a mail sent twice by a dying sender is recognisable as one. `actions/mails.py` moves
    it. `letter` is what a letter to an address without an account is about (letters.py).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=120)
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    invitation = models.ForeignKey("Invitation", on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    letter_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    letter_id = models.BigIntegerField(null=True, blank=True)
    letter = GenericForeignKey("letter_type", "letter_id")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()
    # Looked up for many mails at once: how much is in "Voor jou" of who gets this digest, and for whom Werkplek writes.
    waiting = 0
    sender: Any = None

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="mail_once_per_person"),
            models.UniqueConstraint(fields=["invitation", "key"], name="mail_once_per_invitation"),
            models.UniqueConstraint(fields=["letter_type", "letter_id", "key"], name="mail_once_per_letter"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, invitation__isnull=True, letter_id__isnull=True)
                | Q(person__isnull=True, invitation__isnull=False, letter_id__isnull=True)
                | Q(person__isnull=True, invitation__isnull=True, letter_id__isnull=False),
                name="mail_to_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, failed_at__isnull=True, lapsed_at__isnull=True),
                name="mail_unsent",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def masked_address(self) -> str:
        """Enough of the address to recognise a pattern, not a person: "s***@demo.werkplek.example"."""
        address = (self.person.email if self.person else self.invitation and self.invitation.email) or "@"
        name, _at, domain = address.partition("@")
        return f"{name[:1]}***@{domain}"
