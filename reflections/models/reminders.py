"""Reminders: the promise that somebody is told of something at its moment, once (reliability.md §1.1)."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.tracks import Track
from reflections.models.value_checks import ValueCheck
from reflections.values import Step


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self) -> "ReminderQuerySet":
        return self.filter(told_at__isnull=True, lapsed_at__isnull=True)

    def due(self, now: dt.datetime) -> "ReminderQuerySet":
        """Rows whose moment has come, newest first: when several steps wait, the newest is told and the older lapse."""
        return self.waiting().filter(due_at__lte=now).order_by("-due_at", "-pk")

    def of_check(self, check: ValueCheck) -> "ReminderQuerySet":
        return self.filter(value_check=check)

    def lapse(self, because: str) -> int:
        """Let the waiting ones among these go, with the reason; how many."""
        return self.waiting().update(lapsed_at=timezone.now(), lapsed_because=because)


class Reminder(models.Model):
    """One person, one subject, one step, one cycle: one row, certainly. When its moment comes it becomes an event with
    a notice in the same transaction (`actions/reminders.py`); the mail follows from the notice.

    `subject` is "check:<id>", "team:<id>", "track:<id>" or "person:<id>"; `cycle` is a date or a quarter computed in
    Europe/Amsterdam, with the number of the plan where a session can be planned anew ("2027-02-15/2").
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reminders")
    subject = models.CharField(max_length=60)
    step = models.CharField(max_length=20, choices=Step)
    cycle = models.CharField(max_length=20)
    value_check = models.ForeignKey(
        ValueCheck, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
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
            models.UniqueConstraint(fields=["person", "subject", "step", "cycle"], name="reminder_once"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="reminder_step_known"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(lapsed_at__isnull=True), name="reminder_not_told_and_lapsed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(told_at__isnull=True, lapsed_at__isnull=True), name="reminder_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.step} · {self.cycle}"
