"""The register: who tells everybody, also outside, how they work and what they can be asked for (domain.md §8.3)."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.names import fold, mentions
from accounts.values import AgeBand, today
from partnerships.values import ProfessionalStanding, Region, Sector

STILL_AFTER = dt.timedelta(days=365)  # then we ask whether it still holds
SILENCE = dt.timedelta(weeks=6)  # without an answer it is no longer found


class Service(models.Model):
    """Something that professionals offer. The list is the moderator's."""

    name = models.CharField(_("wat iemand aanbiedt"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="service_has_name")]

    def __str__(self) -> str:
        return apart(self.name)


class ProfessionalQuerySet(models.QuerySet["Professional"]):
    def of(self, person: User) -> "ProfessionalQuerySet":
        return self.filter(person=person)

    def public(self) -> "ProfessionalQuerySet":
        """Whom everybody finds today, signed in or not (access.md row 36)."""
        return self.filter(
            published_at__isnull=False,
            confirmed_on__gt=today() - STILL_AFTER - SILENCE,
            person__is_active=True,
            person__age_band=AgeBand.ADULT,
        )

    def waiting(self) -> "ProfessionalQuerySet":
        """Handed in, and nobody said yes or no yet."""
        return self.filter(published_at__isnull=True, refused_at__isnull=True)

    def moderated_by(self, person: User) -> "ProfessionalQuerySet":
        """About whom this moderator decides: everybody but themselves."""
        if not (person.is_active and person.is_superuser):
            return self.none()
        return self.exclude(person=person)

    def mentioning(self, words: str) -> "ProfessionalQuerySet":
        """Those in whose name, offer or text each word is found."""
        found = Q()
        for word in words.split():
            offers = Service.objects.filter(name__icontains=word)
            by_offer = self.model.services.through.objects.filter(service__in=offers).values("professional")
            found &= mentions(word, "text_key") | mentions(word, "person__name_key") | Q(pk__in=by_offer)
        return self.filter(found)

    def with_heads(self) -> "ProfessionalQuerySet":
        """What a line shows, in two queries."""
        return self.select_related("person").prefetch_related("services").order_by("person__name_key", "pk")


class TextKey(models.TextField):  # type: ignore[type-arg]
    """What the texts in the same row are looked for by (accounts/names.py). Made whenever the row is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        row: Any = model_instance
        made = fold(f"{row.headline} {row.work}")
        setattr(row, self.attname, made)
        return made


class Professional(models.Model):
    """The profile of one person. Status follows from the times; who changes a text hands it in anew, and it is found
    again once a moderator said yes. `confirmed_on` is the last day on which somebody said that it holds."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="professional")
    headline = models.CharField(_("in één zin"), max_length=160)
    work = models.TextField(_("hoe je werkt"), max_length=3_000)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    region = models.CharField(_("regio"), max_length=20, choices=Region)
    services = models.ManyToManyField(Service, related_name="professionals", verbose_name=_("aanbod"))
    text_key = TextKey(editable=False, default="")
    adult_at = models.DateTimeField(_("gezegd 18 of ouder te zijn"), default=timezone.now)
    sent_at = models.DateTimeField(_("ingestuurd op"), default=timezone.now)
    published_at = models.DateTimeField(_("geplaatst op"), null=True, blank=True)
    refused_at = models.DateTimeField(_("niet geplaatst op"), null=True, blank=True)
    refusal = models.CharField(_("waarom niet"), max_length=500, blank=True)
    confirmed_on = models.DateField(_("klopte nog op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        verbose_name = _("professional")
        verbose_name_plural = _("professionals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(headline="") & ~Q(work=""), name="professional_has_text"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(refused_at__isnull=True), name="professional_yes_or_no"
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refusal=""), name="professional_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(confirmed_on__isnull=False),
                name="professional_published_holds",
            ),
        ]
        indexes = [models.Index(fields=["sector"]), models.Index(fields=["region"])]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:professional", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"professional:{self.public_id}"

    @property
    def asked_on(self) -> dt.date | None:
        """From which day on we ask whether it still holds."""
        return self.confirmed_on + STILL_AFTER if self.published_at and self.confirmed_on else None

    @property
    def hidden_on(self) -> dt.date | None:
        """From which day on nobody finds it, when nobody says that it still holds."""
        return self.asked_on + SILENCE if self.asked_on else None

    @property
    def standing(self) -> ProfessionalStanding:
        if self.refused_at:
            return ProfessionalStanding.REFUSED
        if self.asked_on is None or self.hidden_on is None:
            return ProfessionalStanding.WAITING
        if self.hidden_on <= today():
            return ProfessionalStanding.HIDDEN
        return ProfessionalStanding.ASKED if self.asked_on <= today() else ProfessionalStanding.PUBLISHED

    @property
    def is_found(self) -> bool:
        """Whether others find it today."""
        return self.standing in (ProfessionalStanding.PUBLISHED, ProfessionalStanding.ASKED)
