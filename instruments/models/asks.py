"""What is asked: of whom, about what, from which lists, and how it ended (docs/decisions/0127)."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import Exact, LessThan
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared, by_keys
from accounts.values import today
from instruments.models.instruments import Instrument, Item
from instruments.models.trainings import Training
from instruments.values.asks import ENDS, ONE_AT_A_TIME
from instruments.values.rounds import Moment
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Period, Track
from learningtracks.values.actions import MOST_ORIGIN
from learningtracks.values.instruments import Reading, Subject
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team

Keys = Collection[int]
ITS_DAY = Coalesce("until_on", TruncDate("started_at"))  # the same as `Ask.day`
HEAD = ("name", "email")  # what a person is called by
OF_NO_PAGE = (  # what a person keeps that no page about what was asked needs
    *("password", "last_login", "is_superuser", "email", "language", "age_band", "mail_rhythm", "mail_time"),
    *("log_rhythm", "mail_refused_at", "is_staff", "date_joined", "erase_after", "name_key"),
)
OF_ITS_PLAN = ("period_weeks", "self_begun", "version")  # of a track
OF_THEIR_OWN_PAGE = (  # what no page of what is asked about them says
    *("team__workplace", "team__started_on", "organisation__kind", "organisation__city", "organisation__own_tracks"),
    *("partnership__purpose", "partnership__label_set", "partnership__started_on", "partnership__version"),
    *(
        f"{track}__{name}"
        for track in ("track", "period__track")
        for name in ("learner_kind", "partnership", "school", "workplace", "team", *OF_ITS_PLAN)
    ),
)
FOR_EVERYBODY = (Reading.ALONE, Reading.SIDE_BY_SIDE, Reading.SPREAD, Reading.OPEN_TOGETHER)  # that is around


def _one_of(names: Iterable[str]) -> Q:
    """Exactly one of these is filled in."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


def _at_most_one_of(names: Iterable[str]) -> Q:
    return _one_of(names) | Q(**{f"{name}__isnull": True for name in names})


def keys_of(person: User, tracks: Keys) -> tuple[Any, ...]:
    """What it depends on which questions somebody sees."""
    mine, own = belonging.of(person), [track.pk for track in tracks_of(person).own if track.pk in tracks]
    return person.pk, belonging.teams_of(person), tracks, own, mine.advised, mine.joined, mine.organisations()


def _seen(
    person: int, teams: Keys, tracks: Keys, own: Keys, advised: Keys, partnerships: Keys, organisations: Keys
) -> Q:
    """Around what it is about, unless it is for two or for the learner alone; what an organisation made known to its
    people; and what somebody is let into by name, as long as they are around."""
    around = (
        Q(team__in=teams)
        | Q(period__track__in=tracks)
        | Q(track__in=tracks)
        | Q(training__in=Training.objects.filter(person=person))
        | Q(organisation__in=advised)
        | Q(partnership__in=partnerships)
    )
    for_two = Q(reading=Reading.TWO) & (Q(by=person) | Q(asked=person) | Q(offered_at__isnull=False))
    theirs = Q(reading__in=FOR_EVERYBODY) | for_two | Q(reading=Reading.LEARNER_ONLY, track__in=own)
    published = Q(organisation__in=organisations, opened_at__isnull=False)
    named = Q(pk__in=Named.objects.filter(person=person, ended_at=None).values("ask"))
    return (around & theirs) | published | (named & (Q(organisation__in=organisations) | Q(track__in=tracks)))


class AskQuerySet(models.QuerySet["Ask"]):
    def seen_by(self, *keys: Any) -> "AskQuerySet":
        """What is seen by somebody of whom `keys_of` gave these keys."""
        return self.filter(_seen(*keys))

    @by_keys(lambda person: keys_of(person, tracks_of(person).active))
    def visible_to(self, *keys: Any) -> "AskQuerySet":
        """What somebody takes part in today."""
        return self.seen_by(*keys)

    @by_keys(lambda person: keys_of(person, tracks_of(person).readable))
    def readable_by(self, *keys: Any) -> "AskQuerySet":
        """The same, and for a learner also what was asked about an own track that is over (access.md R31)."""
        return self.seen_by(*keys)

    @by_keys(lambda person: keys_of(person, tracks_of(person).active))
    def standing_for(self, *keys: Any) -> "AskQuerySet":
        """What somebody may still be told of as a question."""
        return self.filter(_seen(*keys), withdrawn_at__isnull=True)

    def of(self, subject: models.Model, kind: str) -> "AskQuerySet":
        return self.filter(**{subject._meta.model_name or "": subject}, kind=kind)

    def of_kind(self, kind: str) -> "AskQuerySet":
        return self.filter(kind=kind)

    def learned_by(self, person: User) -> "AskQuerySet":
        """About tracks on which this person learns or learned."""
        return self.filter(track__learner=person)

    def on_tracks(self, tracks: Collection[Track]) -> "AskQuerySet":
        """About these tracks or their periods."""
        return self.filter(Q(track__in=tracks) | Q(period__track__in=tracks))

    def published(self) -> "AskQuerySet":
        """Opened to more people than who answer."""
        return self.filter(opened_at__isnull=False)

    def closed(self) -> "AskQuerySet":
        return self.filter(closed_at__isnull=False)

    def shown_to(self, person: int) -> "AskQuerySet":
        """Into which somebody is let by name."""
        return self.filter(named__person=person, named__writes=False, named__ended_at=None)

    def open(self) -> "AskQuerySet":
        """Neither closed nor taken back nor declined."""
        return self.filter(**{f"{end}__isnull": True for end in ENDS})

    def with_people(self) -> "AskQuerySet":
        """Who asks and who is asked: what a line of a list needs."""
        return self.select_related("by", "asked")

    def on_track(self, track: Track) -> "AskQuerySet":
        """About one of its periods."""
        return self.filter(period__track=track)

    def to_answer_by(self, person: User) -> "AskQuerySet":
        """Asked of everybody around, still open, and this person did not hand in."""
        done = person.sheets.filter(handed_in_at__isnull=False)
        around = self.visible_to(person).open().filter(reading__in=FOR_EVERYBODY)
        return around.exclude(pk__in=done.values("ask"))

    def with_subjects(self) -> "AskQuerySet":
        """What it is about by name: what a line of a list of several tracks and teams needs."""
        return self.select_related("team", "period__track", "training")

    def with_track(self) -> "AskQuerySet":
        """The track that it is about: what a line of an own list needs."""
        return self.select_related("track")

    def with_heads(self) -> "AskQuerySet":
        """What a page says of it. Of people only who they are: what is long takes PostgreSQL long to plan. An own
        training is looked up where there is one."""
        people = ("by", "asked", "period__track__learner", "track__learner")
        heads = self.select_related("team", "organisation", "partnership", *people)
        return heads.defer(*(f"{who}__{name}" for who in people for name in OF_NO_PAGE), *OF_THEIR_OWN_PAGE)

    def with_places(self) -> "AskQuerySet":
        """Where it is asked, and of a track whose that is: what a line of a calendar says."""
        learners = ("period__track__learner", "track__learner")
        places = ("team", "organisation", "partnership")
        said = (*(f"{place}__name" for place in places), *(f"{who}__{name}" for who in learners for name in HEAD))
        return self.select_related(*places, *learners).only("public_id", "kind", "until_on", "started_at", *said)

    def oldest_first(self) -> "AskQuerySet":
        return self.order_by("started_at", "pk")

    def from_origin(self, *origins: str) -> "AskQuerySet":
        """Asked because of these answers."""
        return self.filter(made_of__in=origins)

    def newest_first(self) -> "AskQuerySet":
        return self.order_by(ITS_DAY.desc(), "-pk")

    def before(self, ask: "Ask") -> "AskQuerySet":
        """Of the same kind and about the same, on an earlier day, not taken back; the last one first."""
        there = self.of(ask.subject, ask.kind).filter(withdrawn_at=None, declined_at=None)
        earlier = LessThan(ITS_DAY, ask.day) | (Exact(ITS_DAY, ask.day) & Q(pk__lt=ask.pk))
        return there.filter(earlier).newest_first()

    def written_together(self) -> "AskQuerySet":
        """In which a group wrote something down."""
        of_the_group = {"sheets__person": None, "sheets__organisation": None, "sheets__answers__isnull": False}
        return self.filter(**of_the_group).distinct()

    def settled_before(self, moment: dt.datetime) -> "AskQuerySet":
        """What began before then, has no later day, and is not part of a track, with which it would go."""
        over = Q(until_on=None) | Q(until_on__lt=timezone.localdate(moment))
        return self.filter(over, started_at__lt=moment, track=None, period=None, organisation=None)


class Ask(models.Model):
    """Something that is asked of some people about one thing. Facts only: `kind` is registered in `kinds/`, `reading`
    says who reads what (policy/readings.py). From `opened_at` on others may read, from `closed_at` on nobody answers;
    the actions in `actions/asks.py` move them. `until_on` is the last day to answer; of a meeting it is its day.
    `totals` are counted once, at closing (access.md R17). `version` counts the changes of its day and its people."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    reading = models.CharField(max_length=12, choices=Reading)
    moment = models.CharField(max_length=10, choices=Moment, blank=True)
    cycle = models.CharField(max_length=10, blank=True)  # a year or a quarter in which it is asked once
    period = models.ForeignKey(Period, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    training = models.ForeignKey(Training, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="asks")
    whole = models.BooleanField(_("alle vragen"), default=False)  # every indicator, and not the short check
    together = models.BooleanField(default=False)  # nobody answers alone: the group as one, from the start
    title = models.CharField(_("waarover"), max_length=80, blank=True)
    text = models.TextField(_("vraag"), max_length=1_000, blank=True)  # a question in own words
    made_of = models.CharField(_("komt uit"), max_length=MOST_ORIGIN, blank=True)  # the answer that it came from
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="asked_of")
    started_at = models.DateTimeField(default=timezone.now)
    until_on = models.DateField(_("tot en met"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)  # of two: who answered lets the team read it
    totals = models.JSONField(default=dict, blank=True)  # a question → how many gave each answer
    version = models.PositiveIntegerField(default=0)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag aan anderen")
        verbose_name_plural = _("vragen aan anderen")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_one_of(Subject.values), name="ask_one_subject"),
            models.CheckConstraint(condition=Q(reading__in=Reading.values), name="ask_reading_known"),
            models.CheckConstraint(condition=Q(moment__in=["", *Moment.values]), name="ask_moment_known"),
            models.CheckConstraint(condition=_at_most_one_of(ENDS), name="ask_ends_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("started_at")), name="ask_closed_after_start"
            ),
            models.CheckConstraint(
                condition=Q(reading=Reading.TWO, asked__isnull=False) | ~Q(reading=Reading.TWO) & Q(asked=None),
                name="ask_two_has_the_other",
            ),
            models.CheckConstraint(condition=~Q(by=F("asked")), name="ask_is_to_somebody_else"),
            models.CheckConstraint(
                condition=Q(together=False) | Q(closed_at__isnull=False), name="ask_together_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None) | Q(reading=Reading.TWO, closed_at__isnull=False),
                name="ask_offered_when_sent",
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", subject],
                    condition=Q(kind__in=ONE_AT_A_TIME, closed_at=None, withdrawn_at=None),
                    name=f"ask_one_open_per_{subject}",
                )
                for subject in ("team", "partnership")
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", subject, "cycle"],
                    condition=~Q(cycle="") & Q(withdrawn_at=None),  # what was taken back may be asked anew
                    name=f"ask_once_a_cycle_per_{subject}",
                )
                for subject in ("organisation", "track", "training")
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-started_at"], name="ask_of_kind"),
            models.Index(fields=["made_of"], condition=~Q(made_of=""), name="ask_made_of"),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: {self.about}" if self.moment else self.title or self.kind

    def get_absolute_url(self) -> str:
        return reverse("instruments:ask", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"ask:{self.public_id}"

    @property
    def origin(self) -> str:
        """What is kept, with the question behind it, of what is made of the answers."""
        return self.trail

    @property
    def subject(self) -> models.Model:
        """What it is about."""
        found: models.Model = next(one for name in Subject.values if (one := getattr(self, name)))
        return found

    @property
    def on(self) -> Track | None:
        """The track it is about, itself or one of its periods."""
        return self.period.track if self.period else self.track

    @property
    def about(self) -> str:
        """What it is about, in the words of who takes part."""
        if self.period:
            return f"{self.period.track.title}, {_('periode')} {self.period.number}"
        return self.title or str(self.subject)

    @property
    def track_of(self) -> int | None:
        """The key of the track it is about, if any."""
        return self.period.track_id if self.period else self.track_id

    @property
    def place(self) -> Team | Organisation | Partnership | Track | None:
        """Where what is made of it belongs; an own training lies nowhere, so there somebody chooses."""
        track = self.period.track if self.period else self.track
        return self.team or self.organisation or self.partnership or track

    @property
    def day(self) -> dt.date:
        """Its own day, or the last one to answer; without one the day on which it was asked."""
        return self.until_on or timezone.localdate(self.started_at)

    @property
    def is_past_its_day(self) -> bool:
        return self.until_on is not None and self.until_on < today()

    @property
    def is_open(self) -> bool:
        """Neither closed nor taken back nor declined."""
        return not any(getattr(self, end) for end in ENDS)

    def questions_of(self, instrument: Instrument) -> list[tuple[Item, list[Item]]]:
        """What is asked of one of its lists: each entry with the questions below it, of the short check only the first;
        an entry that has none is the question itself."""
        asked = {one: [part for part in one.indicators if self.whole or part.short] for one in instrument.tree}
        return [(one, some or [one]) for one, some in asked.items()]

    def sources(self) -> list[Instrument]:
        """Its lists in the order in which they are asked, each with its questions."""
        return [edition(*keys) for keys in _asked_in(self.pk)]


@Prepared
def _asked_in(ask: int) -> models.QuerySet[Any]:
    found = Instrument.objects.filter(asked_in__ask=ask)
    return found.order_by("asked_in__place").values_list("pk", "public_id")


@lru_cache(maxsize=200)
def edition(pk: int, public_id: uuid.UUID) -> Instrument:
    """A published list with its questions, read once a process: what is published stays as it is (decision 0148). Its
    public id is asked for because a primary key may come again, where an organisation was erased."""
    return Instrument.objects.with_items().get(pk=pk, public_id=public_id)


class Asked(models.Model):
    """One edition of a list that is asked."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="asked_lists")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="asked_in")
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("gevraagde vragenlijst")
        verbose_name_plural = _("gevraagde vragenlijsten")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "instrument"], name="asked_list_once"),
            models.UniqueConstraint(fields=["ask", "place"], name="asked_list_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id}"


class NamedQuerySet(models.QuerySet["Named"]):
    def running(self) -> "NamedQuerySet":
        """Who reads along by name today, if they are still around."""
        return self.filter(writes=False, ended_at=None)


class Named(models.Model):
    """Somebody by name beside who is around: invited to write, or let in to read."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="asks_named_on")
    writes = models.BooleanField(default=False)
    named_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("genoemde bij een vraag")
        verbose_name_plural = _("genoemden bij vragen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "person", "writes"], condition=Q(ended_at=None), name="named_once")
        ]

    def __str__(self) -> str:
        return f"{self.ask_id}"
