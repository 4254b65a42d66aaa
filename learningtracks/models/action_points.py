"""Action points: who does what by when, of a team, an organisation, a partnership or a track (domain.md §2.5)."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track
from learningtracks.values.actions import (
    CHANGE_ORIGIN,
    MOST_ORIGIN,
    OF_A_VALUE_CHECK,
    STILL_AFTER,
    STILL_FOR,
    ActionStatus,
)
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import LEAST_ANSWERS

Keys = Collection[int]
SUBJECTS = ("team", "organisation", "partnership", "track")
Subject = Team | Organisation | Partnership | Track


def field_of(subject: Subject) -> str:
    """The name of the field in which an action point keeps this subject."""
    return subject._meta.model_name or ""


def _one_subject() -> Q:
    """Exactly one of the four is filled in."""
    found = Q()
    for name in SUBJECTS:
        found |= Q(**{f"{other}__isnull": other != name for other in SUBJECTS})
    return found


def _asked_later() -> Q:
    """Ideas of the catalogue, what was agreed in a value check, and changes that a team agreed on."""
    return ~Q(idea="") | Q(origin__startswith=OF_A_VALUE_CHECK) | Q(origin__startswith=CHANGE_ORIGIN)


def _around(person: User) -> tuple[Any, ...]:
    """What somebody's action points depend on, besides tracks."""
    mine = belonging.of(person)
    return person.pk, belonging.teams_of(person), mine.advised, mine.organisations(), mine.joined


def _in_reach(person: int, teams: Keys, advised: Keys, organisations: Keys, partnerships: Keys, tracks: Keys) -> Q:
    return (
        Q(team__in=teams)
        | Q(organisation__in=advised)
        | Q(organisation__in=organisations, owner=person)
        | Q(partnership__in=partnerships)
        | Q(track__in=tracks)
    )


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    @by_keys(lambda person: (*_around(person), tracks_of(person).active))
    def visible_to(self, *keys: Any) -> "ActionPointQuerySet":
        """What this person may read and is told of (access.md row 23b): everything of the own teams, of organisations
        they advise, of partnerships they take part in and of tracks on which they take part; of an organisation also
        what is theirs to do."""
        return self.filter(_in_reach(*keys))

    @by_keys(lambda person: (*_around(person), tracks_of(person).readable))
    def readable_by(self, *keys: Any) -> "ActionPointQuerySet":
        """The same, and those of all own tracks (access.md R31)."""
        return self.filter(_in_reach(*keys))

    def of(self, subject: Subject) -> "ActionPointQuerySet":
        return self.filter(**{field_of(subject): subject})

    def owned_by(self, person: User) -> "ActionPointQuerySet":
        return self.filter(owner=person)

    def standing(self) -> "ActionPointQuerySet":
        """Still to do, or being done."""
        return self.filter(finished_at__isnull=True, stopped_at__isnull=True)

    def settled(self) -> "ActionPointQuerySet":
        """Done, or stopped with a reason."""
        return self.exclude(finished_at__isnull=True, stopped_at__isnull=True)

    def to_ask_again(self, now: dt.datetime) -> "ActionPointQuerySet":
        """Carried out some six weeks ago, and nobody said yet whether it still holds."""
        last = now - STILL_AFTER
        return self.carried_out().filter(holds=None, finished_at__range=(last - STILL_FOR, last))

    def carried_out(self) -> "ActionPointQuerySet":
        """What is asked about later, and done."""
        return self.filter(_asked_later(), finished_at__isnull=False)

    def kept_in(self, organisations: Collection[int]) -> dict[str, tuple[int, int]]:
        """Of how many answers in the teams of these organisations an idea of the catalogue still holds, and how many
        answers there are: from five people on, so that it is never about one of them (access.md R17)."""
        ideas = self.exclude(idea="").filter(holds__isnull=False)
        said = ideas.filter(team__organisation__in=organisations).values("idea").order_by()
        kept = Count("pk", filter=Q(holds=True))
        counted = said.annotate(people=Count("owner", distinct=True), kept=kept, answers=Count("pk"))
        found = counted.filter(people__gte=LEAST_ANSWERS).values_list("idea", "kept", "answers")
        return {idea: (kept, answers) for idea, kept, answers in found}

    def from_origin(self, *origins: str) -> "ActionPointQuerySet":
        """What came out of one thing, such as "value_check:<public id>", or out of some."""
        return self.filter(origin__in=origins)

    def due_by(self, day: dt.date) -> "ActionPointQuerySet":
        return self.filter(due_on__lte=day)

    def due_from(self, day: dt.date) -> "ActionPointQuerySet":
        return self.filter(due_on__gte=day)

    def soonest_first(self) -> "ActionPointQuerySet":
        return self.order_by("due_on", "pk")

    def newest_first(self) -> "ActionPointQuerySet":
        """What was settled last stands on top."""
        return self.annotate(settled_at=_settled_at()).order_by("-settled_at", "-pk")

    def with_heads(self) -> "ActionPointQuerySet":
        """Everything a line about an action point needs, in one query, and no more of the places."""
        heads = self.select_related("owner", "team", "organisation", "partnership", "track__learner")
        return heads.defer("track__self_begun", "organisation__own_tracks", "organisation__city")

    def settled_before(self, moment: dt.datetime) -> "ActionPointQuerySet":
        """Settled before this moment, or left alone with a date before it. Those of a track go with the track."""
        left = Q(finished_at__isnull=True, stopped_at__isnull=True, due_on__lt=timezone.localdate(moment))
        return self.filter(left | Q(finished_at__lt=moment) | Q(stopped_at__lt=moment), track__isnull=True)


def _settled_at() -> Greatest:
    early = models.Value(dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    return Greatest(
        models.functions.Coalesce(F("finished_at"), early), models.functions.Coalesce(F("stopped_at"), early)
    )


class ActionPoint(models.Model):
    """One thing that one person does for a team, an organisation, a partnership or a track, by a day.

    `idea` is the idea of the catalogue that it began as, such as "confidence.a1". Six weeks after one of those was
    done, or a change of an improvement track or something that was agreed in a value check, its owner says once whether
    it still holds.
    `origin` says in a short code where it came from: "catalogue:confidence.a1", "value_check:<public id>",
    "ask:<public id>:<question>", "situation:<public id>" for a change, or nothing for an own idea. Status
    follows from the times; `actions/action_points.py` moves them and counts `version` up.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="action_points")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="action_points"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="action_points"
    )
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="action_points")
    text = models.CharField(_("wat"), max_length=300)
    idea = models.CharField(_("idee uit de catalogus"), max_length=40, blank=True)
    origin = models.CharField(_("komt uit"), max_length=MOST_ORIGIN, blank=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="action_points", verbose_name=_("wie"))
    due_on = models.DateField(_("wanneer klaar"))
    how_noticed = models.CharField(_("hoe merken we dat het werkt"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gemaakt door")
    )
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)
    stop_reason = models.CharField(_("waarom gestopt"), max_length=300, blank=True)
    result = models.CharField(_("wat het opleverde"), max_length=500, blank=True)
    holds = models.BooleanField(_("is het nog zo"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("actiepunt")
        verbose_name_plural = _("actiepunten")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=_one_subject(), name="action_point_one_subject"),
            models.CheckConstraint(condition=~Q(text=""), name="action_point_has_text"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(stopped_at__isnull=True),
                name="action_point_not_done_and_stopped",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | ~Q(stop_reason=""), name="action_point_stopped_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(holds__isnull=True) | (Q(finished_at__isnull=False) & _asked_later()),
                name="action_point_holds_when_done",
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_on"]), models.Index(fields=["origin"])]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:action_point", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"action_point:{self.public_id}"

    @property
    def subject(self) -> Subject:
        """What it is of."""
        found = self.team or self.organisation or self.partnership or self.track
        assert found  # noqa: S101 - a constraint of the database
        return found

    @property
    def status(self) -> ActionStatus:
        if self.finished_at:
            return ActionStatus.DONE
        if self.stopped_at:
            return ActionStatus.STOPPED
        return ActionStatus.BUSY if self.started_at else ActionStatus.OPEN

    @property
    def factor(self) -> str:
        """The factor of the catalogue that its idea belongs to."""
        return self.idea.partition(".")[0]

    @property
    def is_asked_later(self) -> bool:
        """Whether its owner is asked later if it still holds."""
        return bool(self.idea) or self.origin.startswith(OF_A_VALUE_CHECK) or self.is_change

    @property
    def is_change(self) -> bool:
        """Something that a team agreed to do otherwise for who it works for."""
        return self.origin.startswith(CHANGE_ORIGIN)

    @property
    def is_settled(self) -> bool:
        return self.status in (ActionStatus.DONE, ActionStatus.STOPPED)
