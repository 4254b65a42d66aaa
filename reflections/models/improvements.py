"""A team that works for some months on one of its own work processes, and the situations it learns from (domain.md
§8.1)."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import CHANGE_ORIGIN
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.experiences import Experience
from reflections.models.indicators import Indicator
from reflections.values import (
    MOST_BECAUSE,
    MOST_HAPPENED,
    MOST_OTHERWISE,
    MOST_PROCESS,
    MOST_REASON,
    MOST_SITUATION,
    WHYS,
    CardState,
)

LOOKS_BACK_BEFORE = dt.timedelta(weeks=6)
WHY_FIELDS = tuple(f"why_{number}" for number in range(1, WHYS + 1))


class ImprovementTrackQuerySet(models.QuerySet["ImprovementTrack"]):
    def visible_to(self, person: User) -> "ImprovementTrackQuerySet":
        """Of the teams that this person takes part in today (access.md row 45)."""
        return self.filter(team__in=belonging.teams_of(person))

    def running(self) -> "ImprovementTrackQuerySet":
        return self.filter(ended_at__isnull=True, ends_on__gte=today())

    def ending(self) -> "ImprovementTrackQuerySet":
        """Near its last day: the next value check looks back on it."""
        return self.running().filter(ends_on__lte=today() + LOOKS_BACK_BEFORE)

    def newest_first(self) -> "ImprovementTrackQuerySet":
        return self.order_by("-ends_on", "-pk")


class ImprovementTrack(models.Model):
    """One work process of a team, why and for whom it has to go better, and from when to when. The whole team takes
    part. That it is over follows from its last day, or from the moment that it was ended."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="improvements")
    process = models.CharField(_("wat beter kan"), max_length=MOST_PROCESS)
    reason = models.CharField(_("waarom, en voor wie"), max_length=MOST_REASON)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    lead = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="improvements")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImprovementTrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("verbetertraject")
        verbose_name_plural = _("verbetertrajecten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(process="") & ~Q(reason=""), name="improvement_says_what_and_why"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="improvement_ends_after_start"),
        ]

    def __str__(self) -> str:
        return apart(self.process)

    def get_absolute_url(self) -> str:
        return reverse("reflections:improvement", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.team.trail

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.ends_on < today()

    @property
    def last_day(self) -> dt.date:
        """The day until which the team worked on it."""
        return min(self.ends_on, timezone.localdate(self.ended_at)) if self.ended_at else self.ends_on


class SituationCardQuerySet(models.QuerySet["SituationCard"]):
    def visible_to(self, person: User) -> "SituationCardQuerySet":
        return self.filter(improvement__team__in=belonging.teams_of(person))


class SituationCard(models.Model):
    """What somebody of the team saw happen, with what the team thinks of it. Made of an own experience it holds the
    words that its author chose, and goes with that experience (access.md R5)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    improvement = models.ForeignKey(ImprovementTrack, on_delete=models.CASCADE, related_name="cards")
    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, null=True, blank=True, related_name="cards")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    shows_name = models.BooleanField(_("naam op het scherm aan de muur"), default=False)
    situation = models.CharField(_("de situatie"), max_length=MOST_SITUATION)
    happened = models.CharField(_("wat gebeurde er"), max_length=MOST_HAPPENED, blank=True)
    why_1 = models.CharField(_("waarom"), max_length=MOST_BECAUSE, blank=True)
    why_2 = models.CharField(_("waarom (2)"), max_length=MOST_BECAUSE, blank=True)
    why_3 = models.CharField(_("waarom (3)"), max_length=MOST_BECAUSE, blank=True)
    why_4 = models.CharField(_("waarom (4)"), max_length=MOST_BECAUSE, blank=True)
    why_5 = models.CharField(_("waarom (5)"), max_length=MOST_BECAUSE, blank=True)
    otherwise = models.CharField(_("wat we anders kunnen doen"), max_length=MOST_OTHERWISE, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    discussed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SituationCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("situatie")
        verbose_name_plural = _("situaties")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(situation=""), name="situation_has_words")]

    def __str__(self) -> str:
        return apart(self.situation)

    def get_absolute_url(self) -> str:
        return reverse("reflections:situation", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.improvement.team.trail

    @property
    def whys(self) -> list[str]:
        """Every answer to "Waarom?", in the order in which it was asked."""
        return [said for name in WHY_FIELDS if (said := getattr(self, name))]

    @property
    def origin(self) -> str:
        """What an action point keeps that is a change of this situation."""
        return f"{CHANGE_ORIGIN}{self.public_id}"

    @cached_property
    def changes(self) -> list[ActionPoint]:
        """What the team agreed to do otherwise, soonest first; of many at once: `with_changes`."""
        return list(ActionPoint.objects.from_origin(self.origin).with_heads().soonest_first())

    @property
    def state(self) -> CardState:
        """As far as the facts are: an effect was written down, a change agreed, it was discussed, or only seen."""
        if any(change.finished_at for change in self.changes):
            return CardState.EFFECT
        if any(not change.stopped_at for change in self.changes):
            return CardState.CHANGE
        return CardState.DISCUSSED if self.discussed_at else CardState.SEEN


def with_changes(found: Iterable[SituationCard]) -> list[SituationCard]:
    """The same situations, each with its changes, in one question for all."""
    cards = list(found)
    changes: dict[str, list[ActionPoint]] = defaultdict(list)
    points = ActionPoint.objects.from_origin(*(card.origin for card in cards)) if cards else ActionPoint.objects.none()
    for point in points.with_heads().soonest_first():
        changes[point.origin].append(point)
    for card in cards:
        card.changes = changes[card.origin]
    return cards
