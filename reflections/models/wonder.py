"""The daily question of wonder: one line, shared only if ticked (domain.md §2.5, §3.17)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.experiences import Experience


class WonderQuerySet(models.QuerySet["WonderEntry"]):
    def written_by(self, person: User | int) -> "WonderQuerySet":
        return self.filter(person=person).select_related("team", "experience")

    def of_today(self) -> "WonderQuerySet":
        return self.filter(day=today())

    def shared_with(self, person: User) -> "WonderQuerySet":
        """What others shared with the teams this person belongs to today, newest first (access.md row 37)."""
        return (
            self.filter(team__in=belonging.teams_of(person))
            .exclude(person=person)
            .select_related("person", "team")
            .order_by("-day", "-pk")
        )


class WonderEntry(models.Model):
    """Answer to "Wat verbaasde jou vandaag in je werk?". One a person and day; one tap makes it an experience."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="wonder_entries")
    day = models.DateField(default=today)
    text = models.CharField(_("verwondering"), max_length=300)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="wonder_entries")
    experience = models.ForeignKey(Experience, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = WonderQuerySet.as_manager()

    class Meta:
        verbose_name = _("verwondering")
        verbose_name_plural = _("verwonderingen")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="wonder_once_per_day"),
            models.CheckConstraint(condition=~Q(text=""), name="wonder_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.day:%Y-%m-%d}"

    @property
    def trail(self) -> str:
        return f"wonder:{self.public_id}"
