"""Trainings: something that somebody takes part in besides the work, with a day on which it ends."""

import datetime as dt
import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team

NUDGE_AFTER, NUDGE_WITHIN = dt.timedelta(days=7), dt.timedelta(days=14)  # one question within two weeks


class TrainingQuerySet(models.QuerySet["Training"]):
    def of(self, person: User) -> "TrainingQuerySet":
        return self.filter(person=person).select_related("team")

    def to_ask(self, kind: str) -> "TrainingQuerySet":
        """Ended a week to two weeks ago, and this was not asked about it yet."""
        day = today()
        return self.filter(ends_on__range=(day - NUDGE_WITHIN, day - NUDGE_AFTER)).exclude(asks__kind=kind)

    def over_since(self, day: dt.date) -> "TrainingQuerySet":
        return self.filter(ends_on__lt=day)


class Training(models.Model):
    """One training of one person. Only that person reads it (docs/decisions/0141-rounds-are-asks.md). What they fill in
    about it counts for `team`, if they chose one (docs/decisions/0143-trainings-are-counted-by-five.md)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trainings")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("naam van de training"), max_length=80)
    ends_on = models.DateField(_("laatste dag"))
    made_at = models.DateTimeField(default=timezone.now)
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainingen")
        ordering = ["-ends_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("instruments:training", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"training:{self.public_id}"

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()
