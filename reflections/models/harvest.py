"""What a team takes along from a value check, in words that its teller agreed to (access.md rows 24-25, R18)."""

import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import ROLES_IN_TEAM, Role
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.values import LONGEST_NOTE, HarvestAudience

HARVEST_READERS = {*ROLES_IN_TEAM, Role.COORDINATOR}


def harvest_readable_by(person: User) -> models.QuerySet[Organisation]:
    """Organisations whose harvest this person reads: who works in one of its teams, and who coordinates it (row 25)."""
    return Organisation.objects.filter(pk__in=belonging.of(person).organisations(*HARVEST_READERS))


class HarvestItemQuerySet(models.QuerySet["HarvestItem"]):
    def proposed(self) -> "HarvestItemQuerySet":
        """The teller did not answer yet."""
        return self.filter(published_at__isnull=True, withdrawn_at__isnull=True)

    def published(self) -> "HarvestItemQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def asked_of(self, person: User) -> "HarvestItemQuerySet":
        """What waits for this teller's yes or no."""
        return self.proposed().filter(story__seat__person=person)

    def of_teller(self, person: User) -> "HarvestItemQuerySet":
        return self.filter(story__seat__person=person)

    def published_to(self, person: User) -> "HarvestItemQuerySet":
        """Row 25: the team reads what is for the team; its other teams and its coordinators what is for all."""
        teams = belonging.teams_of(person)
        inside = belonging.of(person).organisations(*HARVEST_READERS)
        wide = Q(audience=HarvestAudience.ORGANISATION, story__value_check__team__organisation__in=inside)
        return self.published().filter(Q(story__value_check__team__in=teams) | wide)

    def proposed_to(self, person: User) -> "HarvestItemQuerySet":
        """Row 24: before the yes only who was present, while still in the team (R15)."""
        sat = Seat.objects.of(person).values("value_check")
        teams = belonging.teams_of(person)
        return self.proposed().filter(story__value_check__in=sat, story__value_check__team__in=teams)

    def in_team(self, team: Team) -> "HarvestItemQuerySet":
        return self.filter(story__value_check__team=team)

    def in_organisation(self, organisation: Organisation) -> "HarvestItemQuerySet":
        return self.filter(story__value_check__team__organisation=organisation, audience=HarvestAudience.ORGANISATION)

    def with_source(self) -> "HarvestItemQuerySet":
        """Everything a line of the harvest needs, in two queries; not what was told, nor where it was held."""
        found = self.select_related("note", "story__seat__person", "story__value_check")
        found = found.defer("story__text", "story__value_check__place", "story__value_check__video_link")
        return found.prefetch_related("story__value_check__team").order_by("-published_at", "-pk")


class HarvestItem(models.Model):
    """One sentence for one audience. It stands nowhere before its teller said yes to exactly this text.

    A no removes the row. Taking it back later empties the text and hides it at the next look (R18).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(ValueStory, on_delete=models.CASCADE, related_name="harvest")
    note = models.ForeignKey(StoryNote, on_delete=models.CASCADE, related_name="harvest")
    text = models.CharField(_("tekst"), max_length=LONGEST_NOTE, blank=True)
    audience = models.CharField(_("voor wie"), max_length=12, choices=HarvestAudience)
    with_name = models.BooleanField(_("met mijn naam erbij"), default=False)
    proposed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = HarvestItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("zin uit de oogst")
        verbose_name_plural = _("zinnen uit de oogst")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=HarvestAudience.values), name="harvest_audience_known"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(withdrawn_at__isnull=False), name="harvest_has_text_or_is_withdrawn"
            ),
            models.UniqueConstraint(
                fields=["note", "audience"],
                condition=Q(withdrawn_at__isnull=True),
                name="harvest_once_per_note_and_audience",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return self.story.get_absolute_url()

    @property
    def trail(self) -> str:
        return self.story.trail

    @property
    def name(self) -> str:
        """The teller's name, only when the teller wants that."""
        return self.story.seat.name if self.with_name else ""
