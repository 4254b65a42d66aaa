"""Trainings: something that somebody takes part in besides the work, with a day on which it ends."""

import datetime as dt
import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today, version_of
from learningtracks.values.levels import ValueLevel

NUDGE_AFTER, NUDGE_WITHIN = dt.timedelta(days=7), dt.timedelta(days=14)  # one question within two weeks


class TrainingQuerySet(models.QuerySet["Training"]):
    def of(self, person: User) -> "TrainingQuerySet":
        return self.filter(person=person)

    def to_ask(self) -> "TrainingQuerySet":
        """Ended a week to two weeks ago, and nobody asked or told yet whether it is used."""
        day = today()
        return self.filter(
            ends_on__lte=day - NUDGE_AFTER,
            ends_on__gte=day - NUDGE_WITHIN,
            asked_at__isnull=True,
            answered_at__isnull=True,
        )

    def over_since(self, day: dt.date) -> "TrainingQuerySet":
        return self.filter(ends_on__lt=day)


class Training(models.Model):
    """One training of one person. Only that person reads it (docs/decisions/0141-rounds-are-asks.md).

    `used` says whether it is used at work, with a value note (`level`, `text`) or what is in the way (`text`).
    `actions/trainings.py` writes all of it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trainings")
    title = models.CharField(_("naam van de training"), max_length=80)
    ends_on = models.DateField(_("laatste dag"))
    made_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    used = models.BooleanField(_("al gebruikt"), null=True, blank=True)
    level = models.CharField(max_length=12, choices=ValueLevel, blank=True)
    text = models.TextField(_("wat het opleverde of tegenhield"), max_length=2_000, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainingen")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=["", *ValueLevel.values]), name="training_level_known"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(used__isnull=False), name="training_answer_says_used"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def version(self) -> int:
        """Of what was told about it."""
        return version_of(self.used, self.text, self.level)

    def get_absolute_url(self) -> str:
        return reverse("instruments:training", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"training:{self.public_id}"

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()
