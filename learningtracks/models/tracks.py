"""Tracks: one learner in one partnership, the people named on it, and its periods."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from learningtracks.values import PERIOD_WEEKS, READ_ON_DAYS, LearnerKind
from partnerships.models import Membership, Organisation, Partnership, Team, Workplace
from partnerships.values import PARTY_OF_ROLE, Role, role_label


def _active_memberships() -> models.QuerySet[Membership]:
    return Membership.objects.active()


class TrackQuerySet(models.QuerySet["Track"]):
    def of_learner(self, person: User) -> "TrackQuerySet":
        """The person's own tracks, also when ended: a learner keeps reading (access.md R31)."""
        return self.filter(learner=person)

    def guided_by(self, person: User) -> "TrackQuerySet":
        """Tracks on which this person is named and may read today (access.md R10): from the start until 30 days after
        the end, while named, member and on."""
        return self.filter(pk__in=TrackPerson.objects.readable().filter(person=person).values("track"))

    def visible_to(self, person: User) -> "TrackQuerySet":
        """Tracks this person may open with their content: the learner and the educators named on it."""
        return self.filter(Q(learner=person) | Q(pk__in=self.model.objects.guided_by(person).values("pk")))

    def managed_by(self, person: User) -> "TrackQuerySet":
        """Tracks whose head (names, dates, status; no content) a coordinator of one of the parties sees (R22)."""
        mine = Organisation.objects.coordinated_by(person)
        return self.filter(Q(school__in=mine) | Q(workplace__organisation__in=mine))

    def running(self, on: dt.date | None = None) -> "TrackQuerySet":
        day = on or today()
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_on__isnull=True)

    def with_heads(self) -> "TrackQuerySet":
        """Everything the head of a track needs, in a fixed number of queries."""
        return self.select_related(
            "learner", "partnership", "school", "workplace__organisation", "team"
        ).prefetch_related(models.Prefetch("people", TrackPerson.objects.named().select_related("person")))


class Track(models.Model):
    """One learner's way of learning at one workplace with one school (domain.md §1).

    `ended_on` is the day somebody ended it early; otherwise it runs to `ends_on`. `actions/tracks.py` moves both.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="tracks")
    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tracks")
    learner_kind = models.CharField(_("lerende is"), max_length=10, choices=LearnerKind, default=LearnerKind.STUDENT)
    title = models.CharField(_("naam van het traject"), max_length=80)
    school = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        verbose_name=_("opleiding"),
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, related_name="tracks", verbose_name=_("werkplek")
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="tracks")
    starts_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"))
    ended_on = models.DateField(_("eerder gestopt op"), null=True, blank=True)
    period_weeks = models.PositiveSmallIntegerField(_("weken per periode"), default=PERIOD_WEEKS)

    objects = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        ordering = ["-starts_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="track_ends_after_start"),
            models.CheckConstraint(
                condition=Q(period_weeks__gte=2) & Q(period_weeks__lte=52), name="track_period_weeks_2_to_52"
            ),
            models.CheckConstraint(condition=Q(learner_kind__in=LearnerKind.values), name="track_learner_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:track", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"track:{self.public_id}"

    @property
    def last_day(self) -> dt.date:
        """The last day of learning: the planned end, or the day it was ended early."""
        return min(self.ended_on, self.ends_on) if self.ended_on else self.ends_on

    @property
    def is_running(self) -> bool:
        return self.starts_on <= today() <= self.last_day

    def party_of(self, person: User) -> str | None:
        """The party this person speaks for on this track today, or None."""
        if person.pk == self.learner_id:
            return str(PARTY_OF_ROLE[Role.LEARNER])
        named = self.people.readable().filter(person=person).first()
        return named.party if named else None


class TrackPersonQuerySet(models.QuerySet["TrackPerson"]):
    def named(self, on: dt.date | None = None) -> "TrackPersonQuerySet":
        """People named on the track on a day: their time runs, nobody ended it, and they still belong to the
        organisation they speak for (access.md R28)."""
        day = on or today()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            ended_at__isnull=True,
            membership__in=_active_memberships(),
        )

    def readable(self, on: dt.date | None = None) -> "TrackPersonQuerySet":
        """Named people whose track has started and did not end more than 30 days ago (access.md R10)."""
        day = on or today()
        since = day - dt.timedelta(days=READ_ON_DAYS)
        return self.named(day).filter(
            Q(track__ended_on__isnull=True) | Q(track__ended_on__gte=since),
            track__starts_on__lte=day,
            track__ends_on__gte=since,
        )


class TrackPerson(models.Model):
    """A named educator of a track, through one of their memberships: praktijkopleider, werkbegeleider or
    instituutsopleider. `stands_in_for` marks a dated stand-in (access.md R11)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="people")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="named_on")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="named_on")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="stand_ins"
    )
    starts_on = models.DateField(_("vanaf"), default=today)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)

    objects = TrackPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("begeleider van een traject")
        verbose_name_plural = _("begeleiders van een traject")
        ordering = ["role", "person__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[Role.PRACTICE_EDUCATOR, Role.DAILY_SUPERVISOR, Role.SCHOOL_SUPERVISOR]),
                name="track_person_role_guides",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="track_person_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(ends_on__isnull=False), name="track_person_stand_in_has_end"
            ),
            models.UniqueConstraint(
                fields=["track", "person", "role"],
                condition=Q(ended_at__isnull=True),
                name="track_person_once_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.label} · {self.track}"

    @property
    def party(self) -> str:
        return str(PARTY_OF_ROLE[Role(self.role)])

    @property
    def label(self) -> str:
        """The role in the words of the partnership."""
        return str(role_label(self.role, self.track.partnership.label_set))


class Period(models.Model):
    """A slice of a track; every period gets its own puzzle (domain.md §4.3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField(_("nummer"))
    starts_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"))

    class Meta:
        verbose_name = _("periode")
        verbose_name_plural = _("periodes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="period_number_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
