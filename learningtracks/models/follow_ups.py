"""Questions to a colleague who is back from a training: five about it, three about the team (domain.md §3.4)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from learningtracks.models.instruments import Instrument, Item
from partnerships import belonging
from partnerships.models.teams import Team

ENDS = ("answered_at", "withdrawn_at", "declined_at")  # at most one of these happens, once


def _ends_once() -> Q:
    """No two of the three."""
    found = Q()
    for end in ENDS:
        found |= Q(**{f"{other}__isnull": True for other in ENDS if other != end})
    return found


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    @by_keys(lambda person: (person.pk, belonging.teams_of(person)))
    def visible_to(self, person: int, teams: Collection[int]) -> "FollowUpQuerySet":
        """Who asks and who is asked, as long as they are in the team; nobody else."""
        return self.filter(Q(by=person) | Q(asked=person), team__in=teams)

    @by_keys(lambda person: (person.pk, belonging.teams_of(person)))
    def not_withdrawn_for(self, person: int, teams: Collection[int]) -> "FollowUpQuerySet":
        """Those that somebody may still be told of as a question."""
        return self.filter(Q(by=person) | Q(asked=person), team__in=teams, withdrawn_at__isnull=True)

    def answered_by(self, person: User) -> "FollowUpQuerySet":
        """Those that are this person's to answer."""
        return self.visible_to(person).filter(asked=person)

    def answered(self) -> "FollowUpQuerySet":
        return self.filter(answered_at__isnull=False)

    def in_team(self, team: Team) -> "FollowUpQuerySet":
        return self.filter(team=team)

    def with_heads(self) -> "FollowUpQuerySet":
        return self.select_related("team", "by", "asked", "five", "three")

    def newest_first(self) -> "FollowUpQuerySet":
        return self.order_by("-asked_at", "-pk")

    def asked_before(self, moment: dt.datetime) -> "FollowUpQuerySet":
        return self.filter(asked_at__lt=moment)


class FollowUp(models.Model):
    """The questions of one colleague to another. Until they are sent only who answers reads the answers; then who asked
    does too, and they change no more. Until then who asked may withdraw them, and who is asked may decline: what was
    kept stays with its writer. `version` counts the times that something was kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="follow_ups")
    title = models.CharField(_("welke training"), max_length=80)
    five = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    three = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follow_ups_asked")
    asked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follow_ups_got")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("vragen na een training")
        verbose_name_plural = _("vragen na een training")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("asked")), name="follow_up_is_to_somebody_else"),
            models.CheckConstraint(condition=~Q(title=""), name="follow_up_has_title"),
            models.CheckConstraint(condition=_ends_once(), name="follow_up_ends_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:follow_up", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"follow_up:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Neither answered nor withdrawn nor declined."""
        return not any(getattr(self, end) for end in ENDS)

    @property
    def origin(self) -> str:
        """Where action points came from that were made of this."""
        return self.trail

    @property
    def sources(self) -> list[Instrument]:
        """The two lists, in the order in which they are asked."""
        return [self.five, self.three]

    def load_items(self) -> None:
        """Both lists with their questions, in one query."""
        models.prefetch_related_objects(self.sources, "items")


class FollowUpAnswer(models.Model):
    """What is answered to one of the questions."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("antwoord"), max_length=2_000)

    class Meta:
        verbose_name = _("antwoord na een training")
        verbose_name_plural = _("antwoorden na een training")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "item"], name="follow_up_answer_once_per_item"),
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_answer_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up_id}"
