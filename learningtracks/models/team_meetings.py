"""Team meetings with learning on the agenda: the five items of the checklist during, with notes (domain.md §3.3)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from learningtracks.models.instruments import Instrument, Item
from learningtracks.values.instruments import Done
from partnerships import belonging
from partnerships.models.teams import Team


class TeamMeetingQuerySet(models.QuerySet["TeamMeeting"]):
    @by_keys(lambda person: (belonging.teams_of(person),))
    def visible_to(self, teams: Collection[int]) -> "TeamMeetingQuerySet":
        """Meetings of teams that this person leads, works or learns in (access.md row 23)."""
        return self.filter(team__in=teams)

    def in_team(self, team: Team) -> "TeamMeetingQuerySet":
        return self.filter(team=team)

    def with_heads(self) -> "TeamMeetingQuerySet":
        return self.select_related("team", "list")

    def standing(self) -> "TeamMeetingQuerySet":
        """Not called off."""
        return self.filter(cancelled_at__isnull=True)

    def newest_first(self) -> "TeamMeetingQuerySet":
        return self.order_by("-day", "-pk")

    def held_before(self, day: dt.date) -> "TeamMeetingQuerySet":
        return self.filter(day__lt=day)


class TeamMeeting(models.Model):
    """One meeting: its day, and the version of the list that is its agenda. Everybody in the team reads and writes.
    What is called off stays to be seen. `version` counts the changes of the day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField(_("dag"))
    list = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = TeamMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("teamoverleg")
        verbose_name_plural = _("teamoverleggen")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {date_format(self.day, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:team_meeting", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"meeting:{self.public_id}"

    @property
    def origin(self) -> str:
        """Where action points came from that were made of this."""
        return self.trail


class MeetingNote(models.Model):
    """What the team agreed on one item of the agenda, and how far that is."""

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    done = models.CharField(_("hoe ver"), max_length=10, choices=Done, blank=True)
    text = models.TextField(_("notitie"), max_length=2_000, blank=True)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("notitie bij een teamoverleg")
        verbose_name_plural = _("notities bij een teamoverleg")
        ordering = ["meeting", "item__position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item"], name="meeting_note_once_per_item"),
            models.CheckConstraint(condition=Q(done__in=["", *Done.values]), name="meeting_note_done_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item}"
