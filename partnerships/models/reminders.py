"""Reminders: the promise that somebody is told of something at its moment, once (reliability.md §1.1)."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.models.organisations import Organisation


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self) -> "ReminderQuerySet":
        return self.filter(told_at__isnull=True, lapsed_at__isnull=True)

    def due(self, now: dt.datetime) -> "ReminderQuerySet":
        """Rows whose moment has come, newest first: when several steps wait, the newest is told and the older lapse."""
        return self.waiting().filter(due_at__lte=now).order_by("-due_at", "-pk")

    def told(self) -> "ReminderQuerySet":
        return self.filter(told_at__isnull=False)

    def about(self, thing: models.Model) -> "ReminderQuerySet":
        return self.filter(about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk)

    def lapse(self, because: str) -> int:
        """Let the waiting ones among these go, with the reason; how many."""
        return self.waiting().update(lapsed_at=timezone.now(), lapsed_because=because)


class Reminder(models.Model):
    """One person, one thing, one kind, one cycle: one row, certainly. When its moment comes it becomes an event with
    a notice in the same transaction (`actions/reminders.py`); the mail follows from the notice.

    `kind` is registered in a `reminders` module. `cycle` is a date or a quarter computed in Europe/Amsterdam, with the
    number of the plan where a session can be planned anew ("2027-02-15/2"). `place` is whose closing days count.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=40)
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    cycle = models.CharField(max_length=20)
    place = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    planned_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapsed_because = models.CharField(max_length=60, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [
            models.UniqueConstraint(fields=["person", "about_type", "about_id", "kind", "cycle"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(lapsed_at__isnull=True), name="reminder_not_told_and_lapsed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(told_at__isnull=True, lapsed_at__isnull=True), name="reminder_waiting"
            ),
            models.Index(fields=["about_type", "about_id"], name="reminder_about"),
        ]

    @property
    def thing(self) -> Any:
        """What it is about, of the model of its kind."""
        return self.about

    def __str__(self) -> str:
        return f"{self.person} · {self.kind} · {self.cycle}"
