"""Passes: one colleague answers one question about one experience or one promise, without signing in (access.md R20,
row 48)."""

import datetime as dt
import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.core import signing
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships import belonging
from partnerships.models.events import Event
from partnerships.models.teams import Team
from partnerships.values import day_end
from reflections.models.experiences import Experience
from reflections.models.letters import undelivered
from reflections.models.promises import Promise

ASKED, NAMED = "colleague_asked", "second_voice_named"  # kinds of events
VALID_FOR = dt.timedelta(days=14)
_signer = signing.Signer(salt="reflections.pass", sep=".")


def ends_at(asked_at: dt.datetime) -> dt.datetime:
    """When a pass of this moment ends: at 24:00 of the day that the mail names (access.md R29)."""
    return day_end(timezone.localdate(asked_at + VALID_FOR))


class PassQuerySet(models.QuerySet["Pass"]):
    def waiting(self) -> "PassQuerySet":
        """Not answered and not taken back; its days may be over."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def open(self) -> "PassQuerySet":
        return self.waiting().filter(expires_at__gt=timezone.now())

    def over(self) -> "PassQuerySet":
        """Sent, and not answered in their days."""
        return self.waiting().filter(expires_at__lte=timezone.now())

    def to(self, person: User | None, email: str) -> "PassQuerySet":
        """Of this teammate, or of who has this address."""
        return self.filter(person=person) if person else self.filter(email=email)

    def asked_by(self, person: User) -> "PassQuerySet":
        return self.of_asker(person).select_related("experience", "promise__story")

    def of_asker(self, person: User | int) -> "PassQuerySet":
        return self.filter(Q(experience__author=person) | Q(promise__story__seat__person=person))

    def to_read(self) -> "PassQuerySet":
        """Of which what they are about is there to read."""
        entry = Q(experience__saved_at__isnull=False, experience__hidden_at__isnull=True)
        return self.filter(entry | Q(promise__isnull=False, promise__story__withdrawn_at__isnull=True))

    def asked_of(self, person: User) -> "PassQuerySet":
        """Those of a teammate that still can be answered: in teams in which they still are, with who asks."""
        both = Q(pk__in=[])
        for team in sorted(belonging.teams_of(person)):
            there = belonging.people_in(team)
            asks = Q(experience__author__in=there) | Q(promise__story__seat__person__in=there)
            both |= Q(asks, team=team)
        return self.open().to_read().filter(both, person=person)

    def unsent(self) -> "PassQuerySet":
        """A second voice that is named and will be asked on the day of the promise."""
        return self.waiting().filter(expires_at__isnull=True)

    def with_source(self) -> "PassQuerySet":
        """With what it is about, who asks and whom. A promise by itself, so that no statement gets long."""
        promises = Prefetch("promise", Promise.objects.with_teller())
        return self.select_related("experience__author", "person").prefetch_related(promises)

    def with_trouble(self) -> "PassQuerySet":
        """Each knows whether its letter will never arrive."""
        return self.annotate(undelivered=undelivered("pass"))

    def addressed(self) -> "PassQuerySet":
        """Those that still hold the mail address of somebody without an account."""
        return self.exclude(email="")


class Pass(models.Model):
    """The right to read the story of one experience, or what one teller expects, and to answer one question about it,
    once. Who asks gives a name and a mail address, or chooses somebody of a team in which both are. A second voice is
    asked on the day of the promise: until then it has no end and opens nothing.

    The link is made of `public_id` and the secret key, so the database alone opens nothing. The address is forgotten as
    soon as the pass opens nothing any more. `actions/passes.py` moves it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, null=True, blank=True, related_name="passes")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, null=True, blank=True, related_name="passes")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("naam"), max_length=60, blank=True)
    email = models.EmailField(_("mailadres"), blank=True)
    question = models.TextField(_("vraag"), max_length=1_000)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Empty: not sent yet.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("antwoord"), max_length=10_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = PassQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag aan een collega")
        verbose_name_plural = _("vragen aan collega's")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="pass_has_question"),
            models.CheckConstraint(
                condition=Q(experience__isnull=False, promise__isnull=True, expires_at__isnull=False)
                | Q(experience__isnull=True, promise__isnull=False),
                name="pass_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["promise"],
                condition=Q(withdrawn_at__isnull=True, promise__isnull=False),
                name="pass_one_second_voice",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="pass_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="pass_not_answered_and_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, team__isnull=False, name="", email="")
                | (Q(person__isnull=True, team__isnull=True) & ~Q(name="")),
                name="pass_to_a_teammate_or_an_address",
            ),
            models.UniqueConstraint(
                fields=["experience", "person"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True, person__isnull=False),
                name="pass_waiting_once_per_teammate",
            ),
            models.UniqueConstraint(
                fields=["experience", "email"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True) & ~Q(email=""),
                name="pass_waiting_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        """The link in the mail."""
        return reverse("reflections:pass_answer", args=[_signer.sign(self.public_id.hex)])

    @property
    def source(self) -> Experience | Promise:
        """What it is about."""
        found = self.experience or self.promise
        assert found is not None  # noqa: S101 - pass_about_one_thing
        return found

    @property
    def asker(self) -> User:
        """The author of the experience, the teller of the story."""
        source = self.source
        asker = source.author if isinstance(source, Experience) else source.story.teller
        assert asker is not None  # noqa: S101 - a guest names nobody
        return asker

    @property
    def trail(self) -> str:
        return self.source.trail

    @property
    def called(self) -> str:
        return str(self.person) if self.person else self.name

    @property
    def last_day(self) -> dt.date:
        """The day it is good for to the end; of one that was not sent, today."""
        return timezone.localdate((self.expires_at or timezone.now()) - dt.timedelta(microseconds=1))

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        return self.is_waiting and self.expires_at is not None and self.expires_at > timezone.now()

    def has_answer(self, text: str) -> bool:
        """Whether these words were given as the answer, by now."""
        return bool(text) and Pass.objects.filter(pk=self.pk, answer=text).exists()


def read_by_link(experience: Experience) -> list[str]:
    """Who can read its story by a pass, by the name that its author gave."""
    if experience.is_draft:
        return []
    return [one.called for one in Pass.objects.open().filter(experience=experience).select_related("person")]


def asked_since(person: User, since: dt.datetime) -> int:
    """How many this person asked. Of what happened, for passes go with what they are about."""
    return Event.objects.filter(kind__in=[ASKED, NAMED], by=person, at__gt=since).count()


def pass_of(token: str) -> Pass | None:
    """The pass of a link; nothing for what is made up, changed or gone."""
    try:
        public_id = _signer.unsign(token)
    except signing.BadSignature:
        return None
    return Pass.objects.with_source().filter(public_id=public_id).first()
