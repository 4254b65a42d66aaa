"""What is there on a workplace to learn from: a list that its advisers keep (domain.md §3.14)."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import Slot
from learningtracks.values.workplace_conditions import CAN_BE_USED, FITS, MOST_NAME, MOST_WHERE, Presence, Supply
from partnerships.models.workplaces import Workplace


def lines_of(workplace: Workplace) -> "list[WorkplaceCondition]":
    """The whole list of a workplace: what everybody begins with, stored or not looked at yet, and then its own."""
    kept = {one.key: one for one in workplace.conditions.all()}
    listed = [
        kept.pop(slug) if slug in kept else WorkplaceCondition(workplace=workplace, slug=slug, slot=FITS[Supply(slug)])
        for slug in Supply.values
    ]
    return [*listed, *kept.values()]


class WorkplaceConditionQuerySet(models.QuerySet["WorkplaceCondition"]):
    def visible_to(self, person: User) -> "WorkplaceConditionQuerySet":
        return self.filter(workplace__in=Workplace.objects.advised_by(person))

    def supply_of(self, track: Track) -> "WorkplaceConditionQuerySet":
        """What is there on the workplace of a track: who lays the puzzle may choose from it."""
        return self.filter(workplace=track.workplace_id, presence=Presence.YES)


class WorkplaceCondition(models.Model):
    """One thing that somebody looked at: of the list everybody begins with (`slug`), or one of the workplace itself
    (`name`). Of that list what nobody looked at has no row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workplace = models.ForeignKey(Workplace, on_delete=models.CASCADE, related_name="conditions")
    slug = models.CharField(_("uit de lijst"), max_length=20, choices=Supply, blank=True)
    name = models.CharField(_("naam"), max_length=MOST_NAME, blank=True)
    presence = models.CharField(_("is het er"), max_length=8, choices=Presence)
    used = models.BooleanField(_("wordt het gebruikt"), null=True, blank=True)
    where = models.CharField(_("waar je het vindt"), max_length=MOST_WHERE, blank=True)
    slot = models.CharField(_("plek in de puzzel"), max_length=10, choices=Slot, blank=True)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(_("bekeken op"), default=timezone.now)
    version = models.PositiveIntegerField(default=0)

    objects = WorkplaceConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorwaarde op de werkplek")
        verbose_name_plural = _("voorwaarden op de werkplek")
        ordering = ["pk"]  # without a word of the workplace, which would join it
        constraints = [
            models.CheckConstraint(
                condition=(Q(slug="") & ~Q(name="")) | (~Q(slug="") & Q(name="")),
                name="workplace_condition_listed_or_own",
            ),
            models.UniqueConstraint(
                fields=["workplace", "slug"], condition=~Q(slug=""), name="workplace_condition_listed_once"
            ),
            models.UniqueConstraint(
                fields=["workplace", "name"], condition=~Q(name=""), name="workplace_condition_own_once"
            ),
            models.CheckConstraint(condition=Q(slug__in=["", *Supply.values]), name="workplace_condition_known"),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values), name="workplace_condition_presence_known"
            ),
            models.CheckConstraint(
                condition=Q(used__isnull=True) | Q(presence__in=CAN_BE_USED),
                name="workplace_condition_used_when_there",
            ),
            models.CheckConstraint(
                condition=Q(slot__in=["", *Slot.values]) & ~Q(slot=Slot.QUESTION), name="workplace_condition_slot_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_slug_display()

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:workplace_condition", args=[self.workplace.public_id, self.key])

    @property
    def key(self) -> str:
        """What tells it from the rest of its list, also before it is stored."""
        return self.slug or str(self.public_id)

    @property
    def is_own(self) -> bool:
        """Of this workplace, not of the list everybody begins with."""
        return not self.slug

    @property
    def is_looked_at(self) -> bool:
        return self.pk is not None

    def is_old(self, since: dt.datetime | None) -> bool:
        """Whether nobody looked at it since then; what nobody ever looked at is not old."""
        return self.is_looked_at and since is not None and self.edited_at < since
