"""Workplaces: a location, ward or department inside an organisation."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.values import version_of
from partnerships import belonging
from partnerships.models.organisations import Organisation


class WorkplaceQuerySet(models.QuerySet["Workplace"]):
    def managed_by(self, person: User) -> "WorkplaceQuerySet":
        return self.filter(organisation__in=belonging.of(person).coordinated)

    def advised_by(self, person: User) -> "WorkplaceQuerySet":
        """The workplaces of the organisations this person advises (access.md, LA)."""
        return self.filter(organisation__in=belonging.of(person).advised)


class Workplace(models.Model):
    """Where somebody learns at work (domain.md §1)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="workplaces")
    name = models.CharField(_("naam"), max_length=120)
    place = models.CharField(_("adres of plaats"), max_length=160, blank=True)

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkplek")
        verbose_name_plural = _("werkplekken")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="workplace_name_once")]

    def __str__(self) -> str:
        return apart(self.name)

    @property
    def version(self) -> int:
        """Of its details."""
        return version_of(self.name, self.place)
