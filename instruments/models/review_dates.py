"""A day on which somebody wants to look back at an answer (docs/decisions/0127)."""

import datetime as dt

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from instruments.models.asks import Ask
from instruments.models.instruments import Item

REMEMBERED_FOR = dt.timedelta(days=14)


class ReviewDateQuerySet(models.QuerySet["ReviewDate"]):
    def due(self, day: dt.date) -> "ReviewDateQuerySet":
        """Of today or before; never of long ago, after the scheduler stood still."""
        return self.filter(on__range=(day - REMEMBERED_FOR, day))

    def coming(self, person: User) -> "ReviewDateQuerySet":
        """Of this person, today or later, about what they may still read."""
        known = Ask.objects.readable_by(person)
        return self.filter(person=person, on__gte=today(), ask__in=known.values("pk")).select_related("ask")

    def of(self, person: User, ask: Ask) -> "ReviewDateQuerySet":
        return self.filter(person=person, ask=ask)


class ReviewDate(models.Model):
    """A day that somebody chose because of one answer. On that day its owner gets a notice, and nobody else."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="review_dates")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="review_dates")
    on = models.DateField(_("dag"))
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = ReviewDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("dag om terug te kijken")
        verbose_name_plural = _("dagen om terug te kijken")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["ask", "person", "on"], name="review_date_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}"

    def get_absolute_url(self) -> str:
        return self.ask.get_absolute_url()

    @property
    def trail(self) -> str:
        return self.ask.trail
