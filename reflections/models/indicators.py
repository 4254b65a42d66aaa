"""What a team looks at for a kind of value, and what it saw there each quarter (domain.md §5.5)."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.calendar import Quarter
from reflections.values import MOST_HOW, MOST_INDICATOR, MOST_SEEN, MOST_UNIT, ValueLevel


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, person: User) -> "IndicatorQuerySet":
        """Of the teams that this person takes part in today."""
        return self.filter(team__in=belonging.teams_of(person))

    def standing(self) -> "IndicatorQuerySet":
        return self.filter(stopped_at__isnull=True)


class Indicator(models.Model):
    """A sentence that a team chose: what it looks at for this kind of value, in what, how and when. It is about the
    team, never about a person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="indicators")
    level = models.CharField(_("soort waarde"), max_length=12, choices=ValueLevel)
    text = models.CharField(_("waar jullie op letten"), max_length=MOST_INDICATOR)
    unit = models.CharField(_("eenheid"), max_length=MOST_UNIT, blank=True)
    how = models.CharField(_("hoe en wanneer jullie kijken"), max_length=MOST_HOW, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=ValueLevel.values), name="indicator_level_known"),
            models.CheckConstraint(condition=~Q(text=""), name="indicator_has_text"),
        ]

    def __str__(self) -> str:
        return apart(self.text)

    def get_absolute_url(self) -> str:
        return reverse("reflections:indicator", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.team.trail

    def is_of(self, quarter: Quarter) -> bool:
        """Whether it stood in this quarter: from the one it was chosen in, up to the one it was stopped in."""
        if Quarter.of(timezone.localdate(self.made_at)) > quarter:
            return False
        return self.stopped_at is None or quarter <= Quarter.of(timezone.localdate(self.stopped_at))


class Measurement(models.Model):
    """What the team saw of one indicator in one quarter: a number, words, or both."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    quarter = models.CharField(_("kwartaal"), max_length=7)
    number = models.DecimalField(_("getal"), max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.CharField(_("in woorden"), max_length=MOST_SEEN, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "quarter"], name="measurement_once_a_quarter"),
            models.CheckConstraint(condition=~Q(words="") | Q(number__isnull=False), name="measurement_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} · {self.quarter}"

    def get_absolute_url(self) -> str:
        return reverse("reflections:indicator_measure", args=[self.indicator.public_id, self.quarter])

    @property
    def said(self) -> str:
        """The number as people write it, with its unit."""
        if self.number is None:
            return ""
        return f"{number_format(self.number.normalize())} {self.indicator.unit}".strip()
