"""Driehoeksgesprekken: the parties of a track meet about the pieces they do not agree on (domain.md §2.3 step 5)."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion, Spoken
from learningtracks.values.actions import MOST_ORIGIN
from learningtracks.values.conversations import MINUTES, MOST_NOTE, MOST_PLACE, NoteKind, TalkStanding
from partnerships.calendar_files import Appointment
from partnerships.models.unchanging import UnchangingQuerySet


def _asked(person: User) -> models.QuerySet[Any, Any]:
    return ConversationPerson.objects.filter(person=person, removed_at__isnull=True).values("conversation")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: User) -> "ConversationQuerySet":
        """Talks on tracks where this person speaks today; a werkbegeleider sees those they are asked to (row 6b)."""
        mine = tracks_of(person)
        asked_there = set(mine.guided()) - set(mine.spoken)
        return self.filter(Q(track__in=mine.spoken) | Q(track__in=asked_there, pk__in=_asked(person)))

    def readable_by(self, person: User) -> "ConversationQuerySet":
        """The same, and those of all own tracks (access.md R31)."""
        mine = tracks_of(person)
        here = Q(track__learner=person) | Q(track__in=mine.spoken)
        return self.filter(here | Q(track__in=mine.guided(), pk__in=_asked(person)))

    def of_person(self, person: User) -> "ConversationQuerySet":
        """Talks this person is asked to, on tracks where they take part now."""
        return self.filter(pk__in=_asked(person), track__in=tracks_of(person).active)

    @by_keys(lambda person: (person.pk, tracks_of(person).active))
    def tellable_to(self, person: int, active: Collection[int]) -> "ConversationQuerySet":
        """Talks this person is or was asked to, on such tracks: also who need not come any more."""
        asked = ConversationPerson.objects.filter(person=person).values("conversation")
        return self.filter(pk__in=asked, track__in=active)

    def on_track(self, track: Track) -> "ConversationQuerySet":
        return self.filter(track=track)

    def standing(self) -> "ConversationQuerySet":
        """Neither held nor called off."""
        return self.filter(held_at__isnull=True, cancelled_at__isnull=True)

    def held(self) -> "ConversationQuerySet":
        return self.filter(held_at__isnull=False)

    def from_origin(self, *origins: str) -> "ConversationQuerySet":
        """Planned because of these answers."""
        return self.filter(origin__in=origins)

    def not_called_off(self) -> "ConversationQuerySet":
        return self.filter(cancelled_at__isnull=True)

    def upcoming(self) -> "ConversationQuerySet":
        going_on = Track.objects.not_over()
        return self.standing().filter(starts_at__gte=timezone.now() - dt.timedelta(hours=4), track__in=going_on)

    def with_heads(self) -> "ConversationQuerySet":
        return self.select_related(
            "track__learner", "track__school", "track__partnership", "track__workplace__organisation"
        )


class Conversation(models.Model):
    """A talk of the parties of a track. Its agenda is what is open then, so it is stored nowhere; its outcome is one
    new version a piece (`ConversationOutcome`), which each party still confirms itself.

    `plan_version` counts plans and is the number in the calendar file. `actions/conversations.py` writes the facts.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="conversations")
    starts_at = models.DateTimeField(_("begint op"))
    minutes = models.PositiveSmallIntegerField(_("minuten"), default=MINUTES)
    place = models.CharField(_("plek"), max_length=MOST_PLACE, blank=True)
    video_link = models.URLField(_("videolink"), max_length=300, blank=True)
    origin = models.CharField(_("komt uit"), max_length=MOST_ORIGIN, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField(_("gepland op"), default=timezone.now)
    plan_version = models.PositiveIntegerField(default=1)
    held_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("afgezegd op"), null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("driehoeksgesprek")
        verbose_name_plural = _("driehoeksgesprekken")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(place="") | ~Q(video_link=""), name="conversation_has_place_or_video"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="conversation_not_held_and_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track} · {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:conversation", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.track.trail

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.starts_at)

    @property
    def standing(self) -> TalkStanding:
        if self.cancelled_at:
            return TalkStanding.CANCELLED
        if self.held_at:
            return TalkStanding.HELD
        return TalkStanding.NOW if self.day <= today() else TalkStanding.PLANNED

    @property
    def is_standing(self) -> bool:
        return self.held_at is None and self.cancelled_at is None

    def asked(self) -> models.QuerySet[User]:
        """Who is asked to come, by name."""
        rows = self.people.filter(removed_at__isnull=True)
        return User.objects.filter(pk__in=rows.values("person")).order_by("name_key", "pk")

    def appointment(self, *, cancelled: bool = False) -> Appointment:
        """What goes in a calendar: when, where and with whom you learn; nothing of what anybody writes (R9)."""
        return Appointment(
            uid=f"{self.public_id}@{urlsplit(settings.SITE_URL).hostname}",
            sequence=self.plan_version,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            title=gettext("Driehoeksgesprek met %(name)s") % {"name": self.track.learner},
            place=self.place,
            video=self.video_link,
            url=f"{settings.SITE_URL}{self.get_absolute_url()}",
            changed_at=self.cancelled_at or self.planned_at,
            cancelled=cancelled or self.cancelled_at is not None,
        )


class ConversationPerson(models.Model):
    """Somebody who is asked to a talk. Taken off again: the row stays with its moment."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="conversations")
    added_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    removed_at = models.DateTimeField(_("weer weg op"), null=True, blank=True)

    class Meta:
        verbose_name = _("deelnemer aan een gesprek")
        verbose_name_plural = _("deelnemers aan een gesprek")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="conversation_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.conversation}"


class ConversationNote(Spoken):
    """What somebody wants to talk about, or what was agreed. Said once and never changed (access.md A13)."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("soort"), max_length=8, choices=NoteKind)
    text = models.TextField(_("tekst"), max_length=MOST_NOTE)

    objects = UnchangingQuerySet["ConversationNote"].as_manager()

    class Meta:
        verbose_name = _("notitie bij een gesprek")
        verbose_name_plural = _("notities bij een gesprek")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="conversation_note_has_text"),
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="conversation_note_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} · {self.kind}"


class ConversationOutcome(models.Model):
    """One new version of a piece that came out of a talk. A later one on the same piece takes its place."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="outcomes")
    version = models.OneToOneField(PieceVersion, on_delete=models.CASCADE, related_name="outcome")
    at = models.DateTimeField(_("op"), default=timezone.now)

    class Meta:
        verbose_name = _("uitkomst van een gesprek")
        verbose_name_plural = _("uitkomsten van een gesprek")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.conversation} · {self.version}"
