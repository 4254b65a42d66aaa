"""Rounds: one filling-in of an instrument and the HILL-check, for a period of a track, a training or a team."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from accounts.values import version_of
from learningtracks.belonging import tracks_of
from learningtracks.models.instruments import Instrument, Item
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Period, Track
from learningtracks.models.trainings import Training
from learningtracks.values.instruments import Done, Scale
from learningtracks.values.rounds import Moment
from learningtracks.values.workplace_conditions import Presence
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Party

SUBJECTS = ("period", "training", "team")


def _one_subject() -> Q:
    found = Q()
    for name in SUBJECTS:
        found |= Q(**{f"{other}__isnull": other != name for other in SUBJECTS})
    return found


class RoundQuerySet(models.QuerySet["Round"]):
    @by_keys(lambda person: (person.pk, belonging.teams_of(person), tracks_of(person).active))
    def visible_to(self, person: int, teams: Collection[int], tracks: Collection[int]) -> "RoundQuerySet":
        """Rounds this person takes part in today: of their tracks and teams, and the own trainings."""
        return self.filter(Q(team__in=teams) | Q(training__person=person) | Q(period__track__in=tracks))

    @by_keys(lambda person: (person.pk, belonging.teams_of(person), tracks_of(person).readable))
    def readable_by(self, person: int, teams: Collection[int], tracks: Collection[int]) -> "RoundQuerySet":
        """The same, and those of all own tracks (access.md R31)."""
        return self.filter(Q(team__in=teams) | Q(training__person=person) | Q(period__track__in=tracks))

    def on_track(self, track: Track) -> "RoundQuerySet":
        return self.filter(period__track=track)

    def open_for(self, person: User) -> "RoundQuerySet":
        """Not closed, and this person has not handed in."""
        done = Filling.objects.filter(person=person, handed_in_at__isnull=False)
        return self.visible_to(person).filter(closed_at__isnull=True).exclude(pk__in=done.values("round"))

    def oldest_first(self) -> "RoundQuerySet":
        return self.order_by("started_at", "pk")

    def newest_first(self) -> "RoundQuerySet":
        return self.order_by("-started_at", "-pk")

    def with_subjects(self) -> "RoundQuerySet":
        return self.select_related("period__track__learner", "training", "team")

    def with_heads(self) -> "RoundQuerySet":
        return self.with_subjects().select_related("hill", "checklist")

    def settled_before(self, moment: dt.datetime) -> "RoundQuerySet":
        """Rounds of teams and trainings that began before this moment; those of a track go with the track."""
        return self.filter(period__isnull=True, started_at__lt=moment)


class Round(models.Model):
    """Exactly one subject, one moment, the versions of the two lists (domain.md §2.5).

    Open until somebody closes it: `closed_at`, and then `members` says how many could have answered. `whole` asks every
    indicator, otherwise only the short check.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    moment = models.CharField(_("moment"), max_length=10, choices=Moment)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, null=True, blank=True, related_name="rounds")
    training = models.ForeignKey(Training, on_delete=models.CASCADE, null=True, blank=True, related_name="rounds")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="rounds")
    title = models.CharField(_("waarover"), max_length=80, blank=True)
    hill = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField(_("alle vragen"), default=False)
    started_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_one_subject(), name="round_has_one_subject"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="round_moment_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("started_at")), name="round_closed_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} · {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:round", args=[self.public_id])

    @property
    def track(self) -> Track | None:
        return self.period.track if self.period else None

    @property
    def trail(self) -> str:
        return f"round:{self.public_id}"

    @property
    def about(self) -> str:
        """What it is about, in the words of who takes part."""
        if self.period:
            return f"{self.period.track.title}, {_('periode')} {self.period.number}"
        return self.training.title if self.training else f"{self.title or self.team}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def sources(self) -> list[Instrument]:
        """The two lists, for the line "Naar: …" under them."""
        return [self.hill, self.checklist]

    def load_items(self, fillings: Iterable["Filling"] = ()) -> None:
        """Both lists with their items in one query, and the same items at the answers."""
        models.prefetch_related_objects(self.sources, "items")
        items = {item.pk: item for one in self.sources for item in one.items.all()}
        for filling in fillings:
            for answer in filling.answers.all():
                answer.item = items[answer.item_id]

    def questions(self) -> list[Item]:
        """What is asked on the scale: the first indicator of every principle, or all of them."""
        return [part for one in self.hill.tree for part in one.indicators if self.whole or part.short]


class FillingQuerySet(models.QuerySet["Filling"]):
    def of(self, person: User) -> "FillingQuerySet":
        return self.filter(person=person)

    def together(self) -> "FillingQuerySet":
        """What a team answered as one."""
        return self.filter(person__isnull=True)

    def handed_in(self) -> "FillingQuerySet":
        return self.filter(handed_in_at__isnull=False)

    def with_answers(self) -> "FillingQuerySet":
        return self.select_related("person").prefetch_related("answers")


class Filling(models.Model):
    """What one person, or a team as one, fills in for a round. Until it is handed in only its writer knows of it, and
    in a team also after that (access.md R16). `party` is the voice for which somebody on a track answers."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="fillings")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="fillings")
    party = models.CharField(max_length=10, choices=Party, blank=True)
    edited_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = FillingQuerySet.as_manager()

    class Meta:
        verbose_name = _("antwoorden in een ronde")
        verbose_name_plural = _("antwoorden in een ronde")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="filling_once_per_person"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(person__isnull=True), name="filling_together_once_per_round"
            ),
            models.CheckConstraint(condition=Q(party__in=["", *Party.values]), name="filling_party_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person or '-'} · {self.round_id}"

    def shown(self) -> dict[str, list[str]]:
        """What the learner chose to show, by the key of the principle."""
        found: dict[str, list[str]] = {}
        for one in self.evidence.select_related("piece").order_by("pk"):
            found.setdefault(one.principle, []).append(str(one.piece.public_id if one.piece else one.experience))
        return found

    @property
    def version(self) -> int:
        """Changes with every saved answer."""
        return version_of(self.edited_at)


STANDINGS = [*Done.choices, *Presence.choices]  # of a point on a checklist, and of what is there at work


class RoundAnswer(models.Model):
    """One answer. On the scale `score` is 0 to 3, and null for "Weet ik niet"; in a checklist `done` and
    `text`; in a list of what is there, `done` says whether it is."""

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(choices=Scale, null=True, blank=True)
    done = models.CharField(max_length=10, choices=STANDINGS, blank=True)
    text = models.TextField(_("antwoord"), max_length=2_000, blank=True)

    class Meta:
        verbose_name = _("antwoord in een ronde")
        verbose_name_plural = _("antwoorden in een ronde")
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["filling", "item"], name="round_answer_once_per_item"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=Scale.YES), name="round_answer_score_0_to_3"
            ),
            models.CheckConstraint(condition=Q(done__in=["", *dict(STANDINGS)]), name="round_answer_done_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item}"


class RoundEvidence(models.Model):
    """Something the learner chose to show how it goes with a principle: a puzzle piece, or an experience that was
    shared. An experience lives a layer higher: only its random id is kept, and it shows to who may read it."""

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="evidence")
    principle = models.CharField(max_length=30)
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    experience = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("bewijs in een ronde")
        verbose_name_plural = _("bewijs in een ronde")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(piece__isnull=True) ^ Q(experience__isnull=True), name="round_evidence_is_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.principle


def _asked_of(person: User) -> Q:
    guided = Track.objects.with_learner().filter(pk__in=tracks_of(person).guided()).values("learner")
    beside = belonging.people_in(*belonging.teams_of(person)).order_by().values("pk")
    return Q(Q(by__in=guided) | Q(by__in=beside), asked=person)


class HelpAskQuerySet(models.QuerySet["HelpAsk"]):
    def visible_to(self, person: User) -> "HelpAskQuerySet":
        """Who asked, as long as they take part in the round; and who is asked, as long as they guide the asker or are
        in a team together. Nobody else."""
        rounds = Round.objects.visible_to(person).values("pk")
        return self.filter(Q(by=person, round__in=rounds) | _asked_of(person)).select_related("by", "asked")

    def asked_of(self, person: User) -> "HelpAskQuerySet":
        """What this person is asked, of those."""
        return self.filter(_asked_of(person))

    def readable_by(self, person: User) -> "HelpAskQuerySet":
        """The same, and everything they asked (access.md R31)."""
        return self.filter(Q(by=person) | _asked_of(person)).select_related("by", "asked")


class HelpAsk(models.Model):
    """A question for help to a named person, out of the checklist before (items 5 and 6): yes or no is the answer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asks")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="asks_made")
    asked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="asks_got")
    text = models.TextField(_("vraag"), max_length=1_000)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    yes = models.BooleanField(null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = HelpAskQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag om hulp")
        verbose_name_plural = _("vragen om hulp")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, yes__isnull=True)
                | Q(answered_at__isnull=False, yes__isnull=False),
                name="help_ask_answer_is_yes_or_no",
            ),
            models.CheckConstraint(condition=~Q(by=F("asked")), name="help_ask_is_to_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.by} · {self.asked}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:help_ask", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"ask:{self.public_id}"


class LookBackQuerySet(models.QuerySet["LookBack"]):
    def due(self, day: dt.date) -> "LookBackQuerySet":
        """Of today or before; never of long ago, after the scheduler stood still."""
        return self.filter(on__lte=day, on__gte=day - dt.timedelta(days=14))


class LookBack(models.Model):
    """A day on which somebody wants to look back along the way, out of the checklist before (item 4)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="look_backs")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="look_backs")
    on = models.DateField(_("dag"))
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = LookBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("terugkijkmoment")
        verbose_name_plural = _("terugkijkmomenten")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person", "on"], name="look_back_once_per_day")]

    def __str__(self) -> str:
        return f"{self.on}"

    @property
    def trail(self) -> str:
        return self.round.trail
