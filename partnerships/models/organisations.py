"""Organisations: schools and employers, and the days on which they are closed."""

import datetime as dt
import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.values import version_of
from partnerships import belonging
from partnerships.values import OrganisationKind


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def coordinated_by(self, person: User) -> "OrganisationQuerySet":
        """Organisations whose people, teams and tracks this person manages (access.md R22)."""
        return self.filter(pk__in=belonging.of(person).coordinated)

    def advised_by(self, person: User) -> "OrganisationQuerySet":
        """Organisations this person advises on learning and development (access.md, LA)."""
        return self.filter(pk__in=belonging.of(person).advised)

    def with_member(self, person: User) -> "OrganisationQuerySet":
        """Organisations this person works or learns at today."""
        return self.filter(pk__in=belonging.of(person).organisations())


class Organisation(models.Model):
    """An employer or an education institute (domain.md §1)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=10, choices=OrganisationKind)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    own_tracks = models.BooleanField(_("medewerkers mogen zelf een traject beginnen"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_name"),
        ]

    def __str__(self) -> str:
        return apart(self.name)

    @property
    def version(self) -> int:
        """Of its details."""
        return version_of(self.name, self.city, self.own_tracks)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:organisation", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"organisation:{self.public_id}"

    @property
    def is_school(self) -> bool:
        return self.kind == OrganisationKind.SCHOOL

    def holiday_dates(self) -> frozenset[dt.date]:
        return frozenset(self.holidays.values_list("day", flat=True))


class Holiday(models.Model):
    """A day on which an organisation is closed: no reminder goes out (reliability.md §1.1)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField(_("dag"))
    name = models.CharField(_("naam"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("vrije dag")
        verbose_name_plural = _("vrije dagen")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="holiday_once_per_organisation")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
