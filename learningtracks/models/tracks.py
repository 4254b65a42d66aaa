"""Tracks: one learner in one partnership, the people named on it, and its periods."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.names import ODD, holds, mentions, without_marks
from accounts.prepared import Prepared, by_keys
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.values import ENDING_DAYS, PERIOD_WEEKS, READ_ON_DAYS, LearnerKind, TrackStanding, called
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import GUIDES, PARTY_OF_ROLE, Party, Role, role_label


def _managed_by(person: User) -> Q:
    return _managed_from(belonging.of(person).coordinated)


def _managed_from(organisations: Collection[int]) -> Q:
    return Q(school__in=organisations) | Q(workplace__organisation__in=organisations)


def _begun_by(person: User) -> dict[str, Any]:
    """Own tracks that somebody began, while they learn at that employer: learning in the partnership through a school
    is not enough. The same as `policy.tracks.began`."""
    learns_at = belonging.of(person).organisations(Role.LEARNER)
    return {"pk__in": tracks_of(person).begun, "workplace__organisation__in": learns_at}


def _steered_by(person: User, track: str = "") -> Q:
    """Whose people and end are in the hands of this person (access.md row 5, note 5): coordinators of a party and the
    instituutsopleider named on it. On a track that somebody began for themselves they, and not their employer. `track`
    is the way there."""
    theirs, mine = belonging.of(person).coordinated, tracks_of(person)
    ways: tuple[dict[str, Any], ...] = (
        {"pk__in": mine.supervised},
        {"school__in": theirs},
        {"workplace__organisation__in": theirs, "self_begun": False},
        _begun_by(person),
    )
    found = Q()
    for way in ways:
        found |= Q(**{f"{track}{name}": value for name, value in way.items()})
    return found


def is_not_closed(day: dt.date, track: str = "") -> Q:
    """Tracks that have not ended, or no longer than 30 days ago: until then everybody on it reads and rounds off
    (access.md R10). The same as `Track.is_closed`, asked of the database; `track` is the way there."""
    since = day - dt.timedelta(days=READ_ON_DAYS)
    early = Q(**{f"{track}ended_on__isnull": True}) | Q(**{f"{track}ended_on__gte": since})
    return early & Q(**{f"{track}ends_on__gte": since})


def lacks_a_party() -> Q:
    """Nobody speaks for the workplace, or for the education where a school takes part."""
    there = TrackPerson.objects.standing().filter(track=OuterRef("pk")).order_by()
    of_party = {party: [role for role in GUIDES if PARTY_OF_ROLE[role] == party] for party in Party}
    workplace = Exists(there.filter(role__in=of_party[Party.WORKPLACE]))
    return Q(~workplace) | Q(~Exists(there.filter(role__in=of_party[Party.EDUCATION])), school__isnull=False)


class TrackQuerySet(models.QuerySet["Track"]):
    def of_learner(self, person: User | int) -> "TrackQuerySet":
        """The person's own tracks, also when ended: a learner keeps reading (access.md R31)."""
        return self.filter(learner=person)

    @by_keys(lambda person: (tracks_of(person).active,))
    def visible_to(self, active: Collection[int]) -> "TrackQuerySet":
        """Tracks on which this person takes part today, as its learner or named on it: with their content."""
        return self.filter(pk__in=active)

    def readable_by(self, person: User) -> "TrackQuerySet":
        """The same, and all own tracks: a learner keeps reading after access ended (access.md R31)."""
        return self.filter(pk__in=tracks_of(person).readable)

    def managed_by(self, person: User) -> "TrackQuerySet":
        """Tracks whose head (names, dates, status; no content) a coordinator of one of the parties sees (R22)."""
        return self.filter(_managed_by(person))

    def managed_from(self, organisations: Collection[int]) -> "TrackQuerySet":
        """The same, for who coordinates these organisations."""
        return self.filter(_managed_from(organisations))

    def known_to(self, person: User) -> "TrackQuerySet":
        """Tracks of which this person may know the head: who may open it, and who manages it."""
        return self.known_through(tracks_of(person).readable, belonging.of(person).coordinated)

    def known_through(self, tracks: Collection[int], organisations: Collection[int]) -> "TrackQuerySet":
        """The same, by the keys of what somebody may open and coordinates."""
        return self.filter(Q(pk__in=tracks) | _managed_from(organisations))

    @by_keys(lambda person: (person.pk, tracks_of(person).learning, belonging.of(person).coordinated))
    def tellable_to(self, person: int, learning: Collection[int], coordinated: Collection[int]) -> "TrackQuerySet":
        """Tracks of whose head this person may be told: also who stands in from a later day on."""
        there = TrackPerson.objects.standing().filter(person=person)
        mine = Q(pk__in=learning) | Q(pk__in=there.values("track"))
        return self.filter(mine | _managed_from(coordinated))

    def steered_by(self, person: User) -> "TrackQuerySet":
        """Tracks whose people this person may change, each on the own side (access.md row 5, note 5)."""
        return self.filter(_steered_by(person))

    def edited_by(self, person: User) -> "TrackQuerySet":
        """Tracks whose plan is in the hands of this person: of those they began for themselves, and of others as
        coordinator of a party."""
        return self.filter(Q(_managed_by(person), self_begun=False) | Q(**_begun_by(person)))

    def in_team(self, team: Team | int) -> "TrackQuerySet":
        """Running tracks of the learners in a team. Its members see name and period (access.md row 5, note 6)."""
        return self.learning().filter(team=team)

    def of_party(self, party: PartnershipParty) -> "TrackQuerySet":
        """Tracks in the partnership in which this partner is the school or the employer."""
        here = Q(school=party.organisation_id) | Q(workplace__organisation=party.organisation_id)
        return self.filter(here, partnership=party.partnership_id)

    def running(self, on: dt.date | None = None) -> "TrackQuerySet":
        day = on or today()
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_on__isnull=True)

    def learning(self, on: dt.date | None = None) -> "TrackQuerySet":
        """Running tracks whose learner takes part today: the other direction of `Tracks.learning`."""
        return self.running(on).with_learner(on)

    def with_learner(self, on: dt.date | None = None) -> "TrackQuerySet":
        """Tracks that are not closed, whose learner still belongs to the partnership as one."""
        learners = Membership.objects.active(on or today()).filter(person=OuterRef("learner"), role=Role.LEARNER)
        here = Q(partnership=OuterRef("partnership")) | Q(partnership__isnull=True)
        return self.filter(Exists(learners.filter(here)), is_not_closed(on or today()))

    def coming(self) -> "TrackQuerySet":
        return self.filter(starts_on__gt=today(), ended_on__isnull=True)

    def over(self) -> "TrackQuerySet":
        """Ended, on the planned day or before it."""
        return self.filter(Q(ends_on__lt=today()) | Q(ended_on__isnull=False))

    def ended_before(self, day: dt.date) -> "TrackQuerySet":
        """Tracks whose last day of learning was before this day."""
        return self.filter(Q(ends_on__lt=day) | Q(ended_on__lt=day))

    def not_over(self) -> "TrackQuerySet":
        return self.filter(ends_on__gte=today(), ended_on__isnull=True)

    def mentioning(self, words: str) -> "TrackQuerySet":
        """Tracks whose title or learner's name holds every word."""
        found = self
        odd = list(self.filter(title__regex=ODD).order_by().values_list("pk", "title")) if words.split() else []
        for word in words.split():
            named = Q(title__icontains=word) | Q(title__icontains=without_marks(word))
            named |= Q(pk__in=[pk for pk, title in odd if holds(word, title)])
            found = found.filter(named | mentions(word, "learner__name_key"))
        return found

    def without_a_party(self) -> "models.QuerySet[Track, int]":
        """Keys of those that are not over and on which nobody speaks for the workplace or for the education (domain.md
        §4.2). Oldest start first. Who began one for themselves sees the gap in their own puzzle."""
        found = self.not_over().filter(lacks_a_party(), self_begun=False).order_by("starts_on", "pk")
        return found.values_list("pk", flat=True)

    def with_places(self) -> "TrackQuerySet":
        """Who learns and where, in the same query."""
        return self.select_related("learner", "partnership", "school", "workplace__organisation", "team")

    def with_heads(self) -> "TrackQuerySet":
        """What a line about a track says: who learns and at which workplace, in the same query."""
        return self.select_related("learner", "workplace__organisation")


class Track(models.Model):
    """One learner's way of learning at one workplace with one school (domain.md §1).

    `self_begun` says that the learner began it for themselves, and that it is in their hands (docs/decisions/0165).
    `ended_on` is the day somebody ended it early; otherwise it runs to `ends_on`. `actions/tracks.py` moves both.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="tracks")
    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tracks")
    learner_kind = models.CharField(_("lerende is"), max_length=10, choices=LearnerKind, default=LearnerKind.STUDENT)
    title = models.CharField(_("naam van het traject"), max_length=80)
    school = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="tracks", verbose_name=_("opleiding")
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, related_name="tracks", verbose_name=_("werkplek")
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="tracks")
    starts_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"))
    ended_on = models.DateField(_("eerder gestopt op"), null=True, blank=True)
    period_weeks = models.PositiveSmallIntegerField(_("weken per periode"), default=PERIOD_WEEKS)
    self_begun = models.BooleanField(_("zelf begonnen"), default=False)
    version = models.PositiveIntegerField(_("versie van het plan"), default=1)
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

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
        return apart(self.title)

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:track", args=[self.public_id])

    def the_learner(self, reader: User | None = None) -> str:
        """Who learns here, within a sentence: "jij" to themselves, else "de student" or "de medewerker"."""
        return called(self.learner_kind, to_self=reader is not None and reader.pk == self.learner_id)

    @property
    def guides_url(self) -> str:
        return reverse("learningtracks:guides", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"track:{self.public_id}"

    @property
    def last_day(self) -> dt.date:
        """The last day of learning: the planned end, or the day it was ended early."""
        return min(self.ended_on, self.ends_on) if self.ended_on else self.ends_on

    @property
    def standing(self) -> TrackStanding:
        """Where it stands today. A track that somebody ends is over at once."""
        if self.ended_on:
            return TrackStanding.STOPPED
        day = today()
        if self.ends_on < day:
            return TrackStanding.OVER
        if day < self.starts_on:
            return TrackStanding.COMING
        ending = self.ends_on - day < dt.timedelta(days=ENDING_DAYS)
        return TrackStanding.ENDING if ending else TrackStanding.RUNNING

    @property
    def is_running(self) -> bool:
        return self.standing in (TrackStanding.RUNNING, TrackStanding.ENDING)

    @property
    def is_over(self) -> bool:
        return self.standing in (TrackStanding.OVER, TrackStanding.STOPPED)

    @property
    def is_closed(self) -> bool:
        """Whether it ended so long ago that nobody writes on it any more. From then on only its learner reads it."""
        return self.last_day < today() - dt.timedelta(days=READ_ON_DAYS)

    def organisation_of(self, role: str) -> Organisation | None:
        """The organisation that an educator in this role comes from, or None for a track without a school."""
        return self.school if role == Role.SCHOOL_SUPERVISOR else self.workplace.organisation

    def party_of(self, person: User) -> str | None:
        """The party this person speaks for on this track today, or None."""
        mine = tracks_of(person)
        if self.pk in mine.learning:
            return str(PARTY_OF_ROLE[Role.LEARNER])
        roles = [one.role for one in mine.named if one.track == self.pk]
        return str(PARTY_OF_ROLE[Role(roles[0])]) if roles else None


class TrackPersonQuerySet(models.QuerySet["TrackPerson"]):
    def standing(self, on: dt.date | None = None, *, through: Iterable[int] | None = None) -> "TrackPersonQuerySet":
        """People on the track whose time is not over, or has yet to come: nobody ended it, and they still belong to the
        organisation they speak for (access.md R28). `through` are the memberships in force, for who knows them."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on or today()),
            ended_at__isnull=True,
            membership__in=Membership.objects.active() if through is None else through,
        )

    def named(self, on: dt.date | None = None, *, through: Iterable[int] | None = None) -> "TrackPersonQuerySet":
        """People named on the track on a day: standing, and their time has begun."""
        return self.standing(on, through=through).filter(starts_on__lte=on or today())

    def readable(self, on: dt.date | None = None, *, through: Iterable[int] | None = None) -> "TrackPersonQuerySet":
        """Who may read the track: named people, from when it is set up until 30 days after its end (access.md R10)."""
        day = on or today()
        return self.named(day, through=through).filter(is_not_closed(day, "track__"))

    def on(self, track: "Track") -> "TrackPersonQuerySet":
        """The people of one track with their names, and for whom they stand in."""
        return self.filter(track=track).select_related("person", "stands_in_for__person", "track__partnership")

    def steered_by(self, person: User) -> "TrackPersonQuerySet":
        """People, present and past, on tracks that this person steers."""
        return self.filter(_steered_by(person, "track__"))

    def ended_by(self, person: User) -> "TrackPersonQuerySet":
        """The same, and the own places of today on tracks that somebody began for themselves, until they are over: who
        was asked may say no."""
        mine = Q(pk__in=[one.pk for one in tracks_of(person).named], track__self_begun=True)
        goes_on = Q(track__ended_on__isnull=True, track__ends_on__gte=today())
        return self.filter(_steered_by(person, "track__") | (mine & goes_on))


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
        ordering = ["role", "person__name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=GUIDES),
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
    def trail(self) -> str:
        return self.track.trail

    @property
    def party(self) -> str:
        return str(PARTY_OF_ROLE[Role(self.role)])

    @property
    def label(self) -> str:
        """The role in the words of the partnership."""
        return str(role_label(self.role, self.track.partnership.label_set))


@Prepared
def _guides_of(track: int) -> models.QuerySet[TrackPerson]:
    return TrackPerson.objects.standing().filter(track=track).select_related("person", "stands_in_for__person")


def guides_of(track: Track) -> list[TrackPerson]:
    """Who stands on a track, now or soon, and for whom they stand in."""
    found = _guides_of(track.pk)
    for one in found:
        one.track = track
    return found


class PeriodQuerySet(models.QuerySet["Period"]):
    def to_come(self, tracks: Collection[int]) -> "PeriodQuerySet":
        """Periods of these tracks whose end is still ahead, while the track goes on."""
        going_on = Track.objects.not_over().filter(pk__in=tracks)
        return self.filter(track__in=going_on, ends_on__gte=today()).select_related("track__learner")


class Period(models.Model):
    """A slice of a track; every period gets its own puzzle (domain.md §4.3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField(_("nummer"))
    starts_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"))
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = PeriodQuerySet.as_manager()

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

    @property
    def is_now(self) -> bool:
        return self.starts_on <= today() <= self.ends_on

    @property
    def is_past(self) -> bool:
        return self.ends_on < today()


@Prepared
def _periods_of(track: int) -> models.QuerySet[Period]:
    return Period.objects.filter(track=track)


def periods_of(track: Track) -> list[Period]:
    """The periods of a track in order."""
    found = _periods_of(track.pk)
    for one in found:
        one.track = track
    return found
