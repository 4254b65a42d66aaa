"""Value checks: each session of a team, from due to closed (domain.md §5.4)."""

import datetime as dt
import uuid
from collections.abc import Collection
from functools import cache, lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared, by_keys
from accounts.values import today, version_of
from instruments.models.instruments import Instrument
from learningtracks.belonging import tracks_of
from learningtracks.editions import Edition, Words, edition, newest
from learningtracks.models.tracks import Track
from partnerships import belonging
from partnerships.calendar_files import Appointment
from partnerships.models.teams import Team
from partnerships.values import Role, day_end
from reflections.calendar import NOT_HELD_AFTER, at, due_after, local_day
from reflections.models.experiences import Experience
from reflections.values import (
    MOST_POSTPONEMENTS,
    CheckForm,
    Question,
    QuestionSet,
    Standing,
    ValueLevel,
)


def tracks_alone(person: User | None = None) -> models.QuerySet[Track]:
    """Running tracks without a team: their learners hold a value check for themselves (domain.md §5.4)."""
    found = Track.objects.learning().filter(team__isnull=True)
    return found.filter(learner=person) if person else found


def learns_alone(person: User) -> bool:
    """Does this person learn on such a track today? From what was read once in this request."""
    mine = tracks_of(person)
    return any(one.pk in mine.learning and one.is_running and one.team_id is None for one in mine.own)


@cache
def _cards_of_file(name: str) -> list[Question]:
    return [
        Question(
            entry.slug, entry.team if entry.team.nl else entry.text, ValueLevel(entry.level) if entry.level else None
        )
        for entry in edition(name).entries
    ]


@lru_cache(maxsize=500)
def _cards_of_rows(name: str) -> list[Question]:
    """What an organisation published under this name, which never changes: read once for all screens of a room."""
    slug, _at, version = name.rpartition("@")
    made = Instrument.objects.with_items().get(slug=slug, version=version)
    return [Question(item.slug, Words(item.text_nl, item.text_en)) for item in made.tree]


class ValueCheckQuerySet(models.QuerySet["ValueCheck"]):
    @by_keys(lambda person: (belonging.teams_of(person),))
    def visible_to(self, teams: Collection[int]) -> "ValueCheckQuerySet":
        """Sessions of the teams this person takes part in today. Who was not invited sees the head only, and that is
        policy's (access.md row 18)."""
        return self.filter(team__in=teams)

    @by_keys(lambda person: (person.pk, belonging.teams_of(person)))
    def invited_to(self, person: int, teams: Collection[int]) -> "ValueCheckQuerySet":
        return self.filter(_invited(person, teams))

    @by_keys(lambda person: (person.pk, belonging.teams_of(person)))
    def running_for(self, person: int, teams: Collection[int]) -> "ValueCheckQuerySet":
        """Those that somebody is invited to and whose room is open now."""
        return self.filter(_invited(person, teams), opened_at__isnull=False).upcoming()

    def led_by(self, person: User) -> "ValueCheckQuerySet":
        return self.filter(team__in=belonging.of(person).teams(Role.TEAM_LEAD))

    def held_since(self, day: dt.date) -> list["ValueCheck"]:
        """Closed on this day or later, oldest first."""
        return list(self.filter(closed_at__gte=at(day, dt.time(0))).order_by("closed_at", "pk"))

    def upcoming(self) -> "ValueCheckQuerySet":
        """Due, planned, postponed or live: not closed, not skipped, and not passed without being held. One that is held
        apart needs nobody to open it."""
        since = at(today() - NOT_HELD_AFTER, dt.time(0))
        begins = Q(opened_at__isnull=False) | Q(form=CheckForm.APART)
        stands = Q(starts_at__isnull=True) | begins | Q(starts_at__gte=since)
        return self.filter(stands, closed_at__isnull=True, skipped_at__isnull=True)


_Checks = models.Manager.from_queryset(ValueCheckQuerySet)


class TeamChecks(_Checks["ValueCheck"]):
    """Those that teams hold. What carries a story that was told alone is asked for by its story only."""

    def get_queryset(self) -> ValueCheckQuerySet:
        return ValueCheckQuerySet(self.model, using=self._db).exclude(form=CheckForm.ALONE)


class ValueCheck(models.Model):
    """One session of a team. Facts only; `standing` is derived. (The one for yourself is asked: kinds/personal_checks.)

    One that is held apart has no moment but days: from the morning of the first (`starts_at`) to the end of `last_on`
    people tell, after that the harvest is there until somebody closes it.

    `cycle` names the turn it belongs to, the due date of the team ("2027-02-15"). `questions` is the version of the
    list that it follows, also when there is a newer one; empty until it is planned. `actions/value_checks.py` moves
    every fact.

    A story that was told alone has one of its own, made and closed in the same moment (`actions/alone.py`): its team,
    its day and its one seat, so that a story is a story wherever it was told. No team held it, so no list, turn or
    reminder meets it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="value_checks")
    cycle = models.CharField(max_length=10)
    due_on = models.DateField(_("uiterlijk rond"))
    form = models.CharField(_("vorm"), max_length=5, choices=CheckForm, default=CheckForm.FULL)
    starts_at = models.DateTimeField(_("begint op"), null=True, blank=True)
    last_on = models.DateField(_("laatste dag"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten"), default=60)
    place = models.CharField(_("plek"), max_length=160, blank=True)
    video_link = models.URLField(_("videolink"), max_length=300, blank=True)
    questions = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vragen")
    )
    facilitator = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gespreksleider")
    )
    planned_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    postponements = models.PositiveSmallIntegerField(default=0)
    plan_version = models.PositiveIntegerField(
        default=1, help_text="Counts plans; queued reminders of an old plan die."
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    skip_reason = models.CharField(_("reden"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = TeamChecks()

    class Meta:
        verbose_name = _("waardecheck")
        verbose_name_plural = _("waardechecks")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "cycle"], name="value_check_once_per_team_and_cycle"),
            models.CheckConstraint(
                condition=Q(postponements__lte=MOST_POSTPONEMENTS), name="value_check_postponed_at_most_twice"
            ),
            models.CheckConstraint(condition=Q(form__in=CheckForm.values), name="value_check_form_known"),
            models.CheckConstraint(
                condition=Q(form=CheckForm.APART, starts_at__isnull=False, last_on__isnull=False)
                | ~Q(form=CheckForm.APART) & Q(last_on__isnull=True),
                name="value_check_apart_has_days",
            ),
            models.CheckConstraint(
                condition=~Q(form=CheckForm.ALONE) | Q(closed_at__isnull=False, starts_at__isnull=True),
                name="value_check_alone_is_over",
            ),
            models.CheckConstraint(
                condition=Q(skipped_at__isnull=True) | ~Q(skip_reason=""), name="value_check_skipped_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(skipped_at__isnull=True) | Q(closed_at__isnull=True),
                name="value_check_not_skipped_and_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} · {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("reflections:value_check", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.team.trail

    @property
    def standing(self) -> Standing:
        """Where it stands today, from its facts (domain.md §5.4)."""
        if self.closed_at:
            return Standing.CLOSED
        if self.skipped_at:
            return Standing.SKIPPED
        if self.opened_at or self.is_telling or self.is_harvesting:
            return Standing.LIVE
        if self.was_not_held:
            return Standing.NOT_HELD
        if self.starts_at:
            return Standing.POSTPONED if self.postponements else Standing.PLANNED
        return Standing.DUE

    @property
    def source(self) -> Instrument | Edition:
        """The list whose questions it follows; as long as that is not chosen the one about insight."""
        return self.questions or newest(QuestionSet.INSIGHT)

    @property
    def cards(self) -> list[Question]:
        """Its questions, in order."""
        own = self.questions is not None and self.questions.organisation_id
        return _cards_of_rows(str(self.source)) if own else _cards_of_file(str(self.source))

    @property
    def is_apart(self) -> bool:
        """Everybody tells at a moment of their own."""
        return self.form == CheckForm.APART

    @property
    def is_alone(self) -> bool:
        """Carries one story that was told outside any value check."""
        return self.form == CheckForm.ALONE

    @property
    def is_telling(self) -> bool:
        """Held apart, and these are the days on which people tell."""
        return self._runs_apart and not self.is_over

    @property
    def is_harvesting(self) -> bool:
        """Held apart, its last day is over, and nobody closed it yet."""
        return self._runs_apart and self.is_over

    @property
    def _runs_apart(self) -> bool:
        return self.is_apart and self.is_open and self.starts_at is not None and self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Its planned time is past, whether it was held or not."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def ends_at(self) -> dt.datetime | None:
        if self.last_on:
            return day_end(self.last_on)
        return self.starts_at + dt.timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def was_not_held(self) -> bool:
        """Planned, never opened, and nobody said afterwards that it was held, though it was asked twice. A fact about
        the calendar, so nothing is stored: "Doorgegaan" may still be said (domain.md §5.4)."""
        settled = self.closed_at or self.skipped_at or self.opened_at or self.is_apart
        return self.starts_at is not None and not settled and local_day(self.starts_at) + NOT_HELD_AFTER < today()

    @property
    def is_open(self) -> bool:
        """Neither closed nor skipped, nor passed without being held."""
        return self.closed_at is None and self.skipped_at is None and not self.was_not_held

    @property
    def day(self) -> dt.date:
        """The day it counts for: when it was held, else when it is planned, else when it was due."""
        if self.closed_at:
            return local_day(self.closed_at)
        return local_day(self.starts_at) if self.starts_at and not self.skipped_at else self.due_on

    def next_due(self, weeks: int) -> dt.date:
        """The due day after this one, which is over: so many weeks after its own, never from the day somebody clicked.
        Never before it was held or left out either, and half a rhythm after it was held, for who was late."""
        if self.closed_at:
            return due_after(self.due_on, weeks, local_day(self.closed_at) + dt.timedelta(weeks=weeks) / 2)
        over = local_day(self.skipped_at) if self.skipped_at else self.day + NOT_HELD_AFTER
        return due_after(self.due_on, weeks, over)

    def invited(self) -> models.QuerySet[User]:
        """The participants who still take part in the team today (access.md R32)."""
        asked = self.participants.filter(removed_at__isnull=True).values("person")
        return belonging.people_in(self.team.pk).filter(pk__in=asked)

    def appointment(self, *, cancelled: bool = False) -> Appointment | None:
        """What goes in a calendar, or None without a date. Taken out again when it was skipped, or held before its
        date."""
        if self.starts_at is None or self.ends_at is None:
            return None
        early = self.closed_at is not None and self.closed_at < self.starts_at
        return Appointment(
            uid=f"{self.public_id}@{urlsplit(settings.SITE_URL).hostname}",
            sequence=self.plan_version,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            title=gettext("Waardecheck %(team)s") % {"team": self.team},
            place=self.place,
            video=self.video_link,
            url=f"{settings.SITE_URL}{self.get_absolute_url()}",
            changed_at=self.closed_at or self.skipped_at or self.planned_at or self.created_at,
            cancelled=cancelled or early or self.skipped_at is not None,
            days=self.is_apart,
        )


def _invited(person: int, teams: Collection[int]) -> Q:
    """Sessions to which somebody is invited, of the teams they take part in today."""
    asked = Participant.objects.filter(person=person, removed_at__isnull=True).values("value_check")
    return Q(team__in=teams, pk__in=asked)


@Prepared
def _next_for(person: int, teams: list[int]) -> models.QuerySet[ValueCheck]:
    mine = ValueCheck.objects.upcoming().filter(_invited(person, teams))
    return mine.select_related("team").order_by(F("opened_at").desc(nulls_last=True), "starts_at", "due_on", "pk")[:1]


def next_for(person: User) -> ValueCheck | None:
    """The value check that runs now, else the first one, that this person is invited to."""
    teams = belonging.teams_of(person)
    return next(iter(_next_for(person.pk, teams)), None) if teams else None


@Prepared
def _running_for(person: int, teams: list[int]) -> models.QuerySet[ValueCheck]:
    mine = ValueCheck.objects.upcoming().filter(_invited(person, teams), opened_at__isnull=False)
    return mine.select_related("team").order_by("-opened_at", "starts_at", "due_on", "pk")


def running_for(person: User) -> list[ValueCheck]:
    """Those that run now and that this person is invited to, the last one that was opened in front."""
    return list(_running_for(person.pk, belonging.teams_of(person)))


@Prepared
def checks_of(teams: list[int]) -> models.QuerySet[ValueCheck]:
    """Every value check of some teams, the oldest first."""
    return ValueCheck.objects.filter(team__in=teams).select_related("facilitator").order_by("due_on", "pk")


class Participant(models.Model):
    """Somebody invited to a session, and the own experiences they chose beforehand (one to three)."""

    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="value_checks")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True, help_text="Tells no story this time, when held apart.")
    chosen = models.ManyToManyField(Experience, blank=True, related_name="+")

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        ordering = ["person__name_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["value_check", "person"], name="participant_once_per_check")]

    def __str__(self) -> str:
        return f"{self.person} · {self.value_check_id}"

    @property
    def version(self) -> int:
        """Of what this person chose to tell about."""
        return version_of(*sorted(self.chosen.values_list("pk", flat=True)))
