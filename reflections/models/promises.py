"""Promises: how a teller expects a story to end, and how it ended (domain.md §5.2)."""

import datetime as dt
import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.values import LONGEST_EXPECTATION, Ending


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> "PromiseQuerySet":
        """Its teller did not say yet how it ended."""
        return self.filter(answered_at__isnull=True)

    def made_by(self, person: User) -> "PromiseQuerySet":
        return self.filter(story__seat__person=person)

    def to_ask(self) -> "PromiseQuerySet":
        """Open, of a story that its teller did not take back."""
        return self.open().filter(story__withdrawn_at__isnull=True, story__seat__person__isnull=False)

    def asked_of(self, person: User) -> "PromiseQuerySet":
        """What this teller is asked, or will be, as long as they are in the team (access.md R32)."""
        return self.to_ask().made_by(person).filter(story__value_check__team__in=belonging.teams_of(person))

    def shared(self) -> "PromiseQuerySet":
        """With who reads the story, because its teller chose that."""
        return self.filter(is_shared=True, story__withdrawn_at__isnull=True)

    def shared_with(self, person: User) -> "PromiseQuerySet":
        """Of stories that this person may read today (access.md R15, row 43), the own ones too."""
        return self.shared().filter(story__in=ValueStory.objects.closed().visible_to(person).values("pk"))

    def told_in(self, team: Team, since: dt.date) -> "PromiseQuerySet":
        """Shared ones of stories that count, told in a session of this team on this day or later."""
        return self.shared().filter(story__in=ValueStory.objects.standing().in_teams([team]).since(since).values("pk"))

    def with_teller(self) -> "PromiseQuerySet":
        """Who told the story, and in which session: what rights are asked of."""
        return self.select_related("story__seat__person", "story__value_check")

    def with_heads(self) -> "PromiseQuerySet":
        """Everything that a line about them names."""
        return self.select_related("story__seat__person", "story__value_check__team").order_by("ask_on", "pk")


class Promise(models.Model):
    """What the teller of a story expects, the day on which Werkplek asks whether it went like that, and the answer,
    which closes it. `actions/promises.py` moves it.

    The second voice, who can say whether it is right, answers by a `Pass`. A promise that is withdrawn leaves no row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(ValueStory, on_delete=models.CASCADE, related_name="promises")
    text = models.TextField(_("verwachting"), max_length=LONGEST_EXPECTATION)
    ask_on = models.DateField(_("op welke dag we het vragen"))
    is_shared = models.BooleanField(_("wie het verhaal leest, leest dit ook"), default=False)
    made_at = models.DateTimeField(default=timezone.now)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    words = models.TextField(_("hoe het is afgelopen"), max_length=LONGEST_EXPECTATION, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("verwachting bij een verhaal")
        verbose_name_plural = _("verwachtingen bij een verhaal")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="promise_has_text"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, ending="", words="")
                | Q(answered_at__isnull=False, ending__in=Ending.values) & ~Q(words=""),
                name="promise_answered_in_three_ways_with_words",
            ),
            models.UniqueConstraint(
                fields=["story"], condition=Q(answered_at__isnull=True), name="promise_open_once_per_story"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return f"{self.story.get_absolute_url()}#promise"

    @property
    def trail(self) -> str:
        return self.story.trail

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def has_come(self) -> bool:
        """Its day is there."""
        return self.ask_on <= today()


def promises_to_look_back_on(check: ValueCheck, person: User) -> PromiseQuerySet:
    """What tellers of this team share with this person: open, or answered since the last value check."""
    held = ValueCheck.objects.filter(team=check.team_id, closed_at__gte=OuterRef("answered_at"))
    shared = Promise.objects.shared_with(person).filter(story__value_check__team=check.team_id)
    return shared.filter(Q(answered_at__isnull=True) | ~Exists(held)).with_heads()
