"""Teams: people who work together and hold value checks."""

import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.values import today, version_of
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace
from partnerships.values import Role


class TeamQuerySet(models.QuerySet["Team"]):
    def led_by(self, person: User) -> "TeamQuerySet":
        return self.filter(pk__in=belonging.of(person).teams(Role.TEAM_LEAD))

    def with_member(self, person: User) -> "TeamQuerySet":
        """Teams this person leads, works in or learns in today (access.md §2, TL and TM)."""
        return self.filter(pk__in=belonging.teams_of(person))

    def managed_by(self, person: User) -> "TeamQuerySet":
        return self.filter(organisation__in=belonging.of(person).coordinated)

    def visible_to(self, person: User) -> "TeamQuerySet":
        """Teams whose page this person may open: the people in it, and coordinators of the organisation (row 17)."""
        managed = models.Q(organisation__in=belonging.of(person).coordinated)
        return self.filter(managed | models.Q(pk__in=belonging.teams_of(person)))


class Team(models.Model):
    """A team of a workplace organisation. Its lead is the member with the role `team_lead`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    workplace = models.ForeignKey(Workplace, on_delete=models.SET_NULL, null=True, blank=True, related_name="teams")
    name = models.CharField(_("naam"), max_length=120)
    started_on = models.DateField(_("gestart op"), default=today)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return apart(self.name)

    @property
    def version(self) -> int:
        """Of its details."""
        return version_of(self.name, self.workplace_id)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:team", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"team:{self.public_id}"

    def leads(self) -> models.QuerySet[User]:
        """The people who lead this team today."""
        return User.objects.filter(
            memberships__in=self.memberships.active().filter(role=Role.TEAM_LEAD), is_active=True
        ).distinct()
