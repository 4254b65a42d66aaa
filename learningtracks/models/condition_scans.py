"""Condition scans: what each member finds of the seven conditions, alone, and what the team makes of it together
(domain.md §2.5, §3.7). What one person answered is that person's alone (access.md R16)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from accounts.values import today
from learningtracks.values.conditions import Condition
from learningtracks.values.instruments import Scale
from learningtracks.values.spread import Spread
from partnerships import belonging
from partnerships.models.teams import Team


class ConditionScanQuerySet(models.QuerySet["ConditionScan"]):
    @by_keys(lambda person: (belonging.teams_of(person),))
    def visible_to(self, teams: Collection[int]) -> "ConditionScanQuerySet":
        """Scans of the teams this person leads, works or learns in (access.md row 23)."""
        return self.filter(team__in=teams)

    def of_team(self, team: Team) -> "ConditionScanQuerySet":
        return self.filter(team=team).order_by("-opened_at", "-pk")

    def open(self) -> "ConditionScanQuerySet":
        return self.filter(closed_at__isnull=True)

    def closed(self) -> "ConditionScanQuerySet":
        return self.filter(closed_at__isnull=False)

    def before(self, scan: "ConditionScan") -> "ConditionScanQuerySet":
        """Closed scans of the same team from before this one, newest first."""
        return self.of_team(scan.team).closed().filter(opened_at__lt=scan.opened_at)


class ConditionScan(models.Model):
    """One time that a team looks at its conditions. `together` is for a team too small to answer alone unseen: it has
    no answers of one person. At closing the totals are counted into `totals`, when they may be shown (access.md R17);
    nothing but those ever leaves the answers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="condition_scans")
    content = models.CharField(_("versie van de vragen"), max_length=40)
    together = models.BooleanField(_("samen ingevuld"), default=False)
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(_("begonnen op"), default=timezone.now)
    until_on = models.DateField(_("invullen tot en met"))
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    totals = models.JSONField(_("aantallen"), default=dict, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = ConditionScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("leerklimaatscan")
        verbose_name_plural = _("leerklimaatscans")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(closed_at__isnull=True), name="condition_scan_one_open_per_team"
            ),
            models.CheckConstraint(
                condition=Q(together=False) | Q(closed_at__isnull=False), name="condition_scan_together_is_closed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.team)

    def chosen(self) -> list[str]:
        """The conditions that the team works on."""
        return sorted(self.talks.filter(chosen=True).values_list("condition", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:condition_scan", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"condition_scan:{self.public_id}"

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.closed_at or self.opened_at)

    @property
    def is_past_its_day(self) -> bool:
        return self.until_on < today()

    def spread_of(self, condition: str) -> Spread | None:
        """How the team answered, or None when that may not be shown."""
        counts = self.totals.get(condition)
        return Spread(tuple(counts)) if counts else None

    @property
    def answers(self) -> int:
        """How many answers the totals hold; 0 when there are none to show."""
        return next((sum(counts) for counts in self.totals.values()), 0)


class ConditionSheet(models.Model):
    """One person's sheet in a scan: only that person ever reads it, or knows that there is one. A lead who ticks
    `shows_own` puts the own answers beside those of the team, where five others remain."""

    scan = models.ForeignKey(ConditionScan, on_delete=models.CASCADE, related_name="sheets")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="condition_sheets")
    handed_in_at = models.DateTimeField(_("ingeleverd op"), null=True, blank=True)
    shows_own = models.BooleanField(_("laat de eigen antwoorden zien"), default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("antwoorden op een leerklimaatscan")
        verbose_name_plural = _("antwoorden op leerklimaatscans")
        constraints = [models.UniqueConstraint(fields=["scan", "person"], name="condition_sheet_once")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class ConditionAnswer(models.Model):
    """What one person answered on one condition. No score is "Weet ik niet"."""

    sheet = models.ForeignKey(ConditionSheet, on_delete=models.CASCADE, related_name="answers")
    condition = models.CharField(_("voorwaarde"), max_length=20, choices=Condition)
    score = models.PositiveSmallIntegerField(_("antwoord"), choices=Scale, null=True, blank=True)
    note = models.CharField(_("waar je aan dacht"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("antwoord op een voorwaarde")
        verbose_name_plural = _("antwoorden op voorwaarden")
        ordering = ["sheet", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "condition"], name="condition_answer_once"),
            models.CheckConstraint(condition=Q(condition__in=Condition.values), name="condition_answer_known"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=Scale.YES), name="condition_answer_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_condition_display()}"


class ConditionTalk(models.Model):
    """What the team said about one condition: a note, one answer together when they want, and whether they go to work
    on it. Everybody in the team reads and writes it (access.md row 23)."""

    scan = models.ForeignKey(ConditionScan, on_delete=models.CASCADE, related_name="talks")
    condition = models.CharField(_("voorwaarde"), max_length=20, choices=Condition)
    note = models.TextField(_("wat jullie bespraken"), max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(_("antwoord van het team"), choices=Scale, null=True, blank=True)
    chosen = models.BooleanField(_("hier werken jullie aan"), default=False)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("gesprek over een voorwaarde")
        verbose_name_plural = _("gesprekken over voorwaarden")
        ordering = ["scan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scan", "condition"], name="condition_talk_once"),
            models.CheckConstraint(condition=Q(condition__in=Condition.values), name="condition_talk_known"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=Scale.YES), name="condition_talk_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_condition_display()}"
