"""Experiences: one logged work situation, its saved versions, who may read which part, and who did."""

import datetime as dt
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connections, models
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.alongside import AlongsideQuerySet, gather
from accounts.models import User
from accounts.names import ODD, holds, without_marks
from accounts.prepared import Prepared, by_keys
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.values.actions import MOST_ORIGIN
from reflections.values import LEVELS, TEXT_FIELDS, TEXTS, LearningForm, LevelText, Part, Text, ValueLevel

MOST_WORDS = 10  # of a search; more says nothing


@dataclass(frozen=True)
class Note:
    """A value note with its level, for a page."""

    level: LevelText
    text: str
    fell_short: bool


def in_levels(value: list[dict[str, Any]]) -> list[Note]:
    texts = {level.level: level for level in LEVELS}
    return [Note(texts[ValueLevel(note["level"])], note["text"], note["fell_short"]) for note in value]


def people_to_ask(learner: User) -> list[TrackPerson]:
    """Who guides this learner today on a track that is not over, last asked first (domain.md §2.1, §2.2 step 3)."""
    mine = tracks_of(learner)
    tracks = [track.pk for track in mine.own if track.pk in mine.learning and not track.is_over]
    people: list[TrackPerson] = _guides_on(tracks)
    last = dict(_last_asked_by(learner.pk))
    people.sort(key=lambda one: (one.track.title, one.role, one.person.name_key, one.pk))
    return sorted(people, key=lambda one: last[one.person_id].timestamp() if one.person_id in last else 0, reverse=True)


@Prepared
def _guides_on(tracks: Collection[int]) -> models.QuerySet[TrackPerson]:
    return TrackPerson.objects.readable().filter(track__in=tracks).select_related("person", "track__partnership")


@Prepared
def _last_asked_by(learner: int) -> models.QuerySet[Any, Any]:
    """When each guide was last asked. From the learner's own entries: others ask the same guide too, and of those
    there are many."""
    asked = apps.get_model("reflections.FeedbackRequest").objects.filter(experience__author=learner).order_by()
    return asked.values_list("asked").annotate(last=Max("asked_at"))


def _shared_on(tracks: Collection[int], person: int) -> Q:
    shares = Share.objects.running().filter(experience=OuterRef("pk"), person=person)
    return Q(Exists(shares), ~Q(author=person), saved_at__isnull=False, track__in=tracks, hidden_at__isnull=True)


class ExperienceQuerySet(AlongsideQuerySet["Experience"]):
    def with_id(self, public_id: Any) -> "Experience | None":
        return self.filter(public_id=public_id).first()

    def written_by(self, person: User | int) -> "ExperienceQuerySet":
        """The person's own log, drafts too (access.md R1, R4)."""
        return self.filter(author=person)

    def saved(self) -> "ExperienceQuerySet":
        return self.filter(saved_at__isnull=False)

    def drafts(self) -> "ExperienceQuerySet":
        return self.filter(saved_at__isnull=True)

    @by_keys(lambda person: (person.pk, tracks_of(person).guided()))
    def shared_with(self, person: int, guided: Collection[int]) -> "ExperienceQuerySet":
        """Experiences of others of which this person may read a part now: named in a running share, and named on the
        track while it is readable (access.md R2, R10); hidden ones for nobody but the author (reliability.md §3)."""
        return self.shared_on(guided, person)

    def shared_on(self, tracks: Collection[int], person: int) -> "ExperienceQuerySet":
        """The same, by the keys of this person and of the tracks they are named on."""
        return self.filter(_shared_on(tracks, person))

    def visible_to(self, person: User) -> "ExperienceQuerySet":
        return self.readable_on(tracks_of(person).guided(), person.pk)

    def readable_on(self, tracks: Collection[int], person: int) -> "ExperienceQuerySet":
        """The same, by the keys of this person and of the tracks they are named on. To look at some that are known
        otherwise, by their keys: who reads along with many has no quick list of them."""
        return self.filter(Q(author=person) | _shared_on(tracks, person))

    def search(self, words: str) -> "ExperienceQuerySet":
        """Experiences with every one of these words in their texts or value notes. Only for an author's own log.

        PostgreSQL knows Dutch word forms ("gesprekken" finds "gesprek"); on both databases the letters themselves
        are found too, so that half a word is enough, without accents as well.
        """
        wanted = re.findall(r"\w+", words)[:MOST_WORDS]
        found, odd = self, self._with_odd_letters() if wanted else {}
        dutch = connections[self.db].vendor == "postgresql"
        if dutch:
            found = found.annotate(said=SearchVector(*TEXT_FIELDS, config="dutch"))
        for word in wanted:
            match = Q(pk__in=[pk for pk, said in odd.items() if holds(word, said)])
            for form in {word, without_marks(word)}:
                match |= Q(pk__in=self.filter(value_notes__text__icontains=form).values("pk"))
                for name in TEXT_FIELDS:
                    match |= Q(**{f"{name}__icontains": form})
            if dutch:
                match |= Q(said=SearchQuery(f"{word}:*", search_type="raw", config="dutch"))
            found = found.filter(match)
        return found

    def _with_odd_letters(self) -> dict[int, str]:
        """Of those that have them all that is said: no database folds as we do, and most have none."""
        has_one = Q(value_notes__text__regex=ODD)
        for name in TEXT_FIELDS:
            has_one |= Q(**{f"{name}__regex": ODD})
        said: dict[int, str] = {}
        for pk, *texts in self.filter(has_one).order_by().values_list("pk", *TEXT_FIELDS, "value_notes__text"):
            said[pk] = " ".join(filter(None, (said.get(pk), *texts)))
        return said

    def from_origin(self, *origins: str) -> "ExperienceQuerySet":
        """Made of these answers."""
        return self.filter(origin__in=origins)

    def learning_forms_in(self, team: Any, since: dt.date) -> list[tuple[int, str, int]]:
        """Who learned in which form how often, of what learners in this team share and said so of."""
        said = self.filter(track__team=team, happened_on__gte=since, hidden_at__isnull=True).exclude(learning_form="")
        shared = said.filter(Exists(Share.objects.running().filter(experience=OuterRef("pk")))).order_by()
        return list(shared.values_list("author", "learning_form").annotate(times=Count("pk")))

    def on_track(self, track: Track) -> "ExperienceQuerySet":
        return self.filter(track=track)

    def with_value(self, level: str) -> "ExperienceQuerySet":
        """Experiences with a note on this level of value."""
        return self.filter(pk__in=self.filter(value_notes__level=level).values("pk"))

    def with_feedback(self) -> "ExperienceQuerySet":
        """Somebody named on the track answered, or a colleague by a pass."""
        given = self.filter(feedback_requests__feedback__isnull=False).values("pk")
        by_pass = self.filter(passes__answered_at__isnull=False).values("pk")
        return self.filter(Q(pk__in=given) | Q(pk__in=by_pass))

    def between(self, first: dt.date | None, last: dt.date | None) -> "ExperienceQuerySet":
        """Experiences from the first up to and including the last day; an absent day is no limit."""
        found = self.filter(happened_on__gte=first) if first else self
        return found.filter(happened_on__lte=last) if last else found

    def with_story(self) -> "ExperienceQuerySet":
        """Everything a line of the own log needs, in a fixed number of queries."""
        return self.select_related("track").alongside(gather_value_notes, _gather_questions)


class Written(models.Model):
    """What the working copy and each saved version have in common: the texts, walked by everything that shows them."""

    class Meta:
        abstract = True

    def texts(self) -> list[tuple[Text, str]]:
        """Each text with what it says, empty ones too, in the order of the steps."""
        return [(text, getattr(self, text.name)) for text in TEXTS]


class Experience(Written):
    """One work situation in the learner's own words. The texts here are the author's working copy and nobody else ever
    reads them: readers get `ExperienceVersion` rows, made when the author presses "Bewaren" (access.md R3, R4).

    `version` counts every stored change, autosave too, and catches stale saves. `actions/experiences.py` moves it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="experiences")
    track = models.ForeignKey(Track, on_delete=models.SET_NULL, null=True, blank=True, related_name="experiences")
    happened_on = models.DateField(_("datum"), default=today)
    situation = models.TextField(_("situatie"), max_length=10_000, blank=True)
    analysis = models.TextField(_("wat gebeurde er"), max_length=10_000, blank=True)
    reflection = models.TextField(_("reflectie"), max_length=10_000, blank=True)
    asked_person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.TextField(_("vraag"), max_length=1_000, blank=True)
    learning_form = models.CharField(_("hoe het kwam"), max_length=12, choices=LearningForm, blank=True)
    origin = models.CharField(max_length=MOST_ORIGIN, blank=True)  # the answer that it was made of
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(_("bewaard op"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("verborgen op"), null=True, blank=True)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ervaring")
        verbose_name_plural = _("ervaringen")
        ordering = ["-happened_on", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True) | ~Q(situation=""), name="experience_saved_has_situation"
            ),
            models.CheckConstraint(
                condition=Q(learning_form__in=["", *LearningForm.values]), name="experience_learning_form_known"
            ),
        ]
        indexes = [models.Index(fields=["author", "-happened_on"])]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("reflections:experience", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"experience:{self.public_id}"

    @property
    def is_draft(self) -> bool:
        return self.saved_at is None

    @property
    def may_move(self) -> bool:
        """The track can still be chosen: nobody reads this entry through it."""
        return not self.shares.running().exists()

    @property
    def waits_to_ask(self) -> User | None:
        """Who is asked something at the next "Bewaren", and does not know of it yet."""
        return self.asked_person if self.question else None

    def latest(self) -> "ExperienceVersion | None":
        return next(iter(_latest(self.pk)), None)

    def versions_since(self, number: int) -> "list[ExperienceVersion]":
        """The saved versions from this one on, newest first."""
        return [version for version in _versions(self.pk) if version.number >= number]

    def shared_parts(self, person: User) -> dict[str, int]:
        """part → the version since which this person may read it."""
        return dict(_shared_parts(self.pk, person.pk))

    def readers(self) -> list[User]:
        """The people with a running share, each once."""
        return list(dict.fromkeys(share.person for share in self.shares.running().select_related("person")))

    def questions(self) -> Any:
        """Questions that were asked about it and not taken back, oldest first."""
        return self.feedback_requests.filter(withdrawn_at__isnull=True).select_related("asked")

    def question_to(self, person: User) -> Any:
        return next(iter(_questions_to(self.pk, person.pk)), None)

    def has_feedback(self) -> bool:
        return self.feedback_requests.filter(feedback__isnull=False).exists()

    def open_concerns(self) -> "QuerySet[Concern]":
        return self.concerns.filter(settled_at__isnull=True).select_related("by")

    def value(self) -> list[dict[str, Any]]:
        """The value notes of the working copy, as a saved version keeps them."""
        notes = sorted(self.value_notes.all(), key=lambda note: ValueLevel.values.index(note.level))
        return [{"level": note.level, "text": note.text, "fell_short": note.fell_short} for note in notes]

    @property
    def notes(self) -> "list[Note]":
        return in_levels(self.value())

    def differs_from(self, version: "ExperienceVersion | None") -> bool:
        """True when the working copy says something else than this saved version."""
        if version is None:
            return True
        same_texts = all(getattr(self, name) == getattr(version, name) for name in ("happened_on", *TEXT_FIELDS))
        return not same_texts or self.value() != version.value


class ExperienceVersion(Written):
    """What the experience said at one "Bewaren". Never changed; erased only together with the experience."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    happened_on = models.DateField()
    situation = models.TextField()
    analysis = models.TextField(blank=True)
    reflection = models.TextField(blank=True)
    value = models.JSONField(default=list, blank=True, help_text="The value notes: level, text, fell_short.")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bewaarde versie")
        verbose_name_plural = _("bewaarde versies")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["experience", "number"], name="experience_version_once")]

    def __str__(self) -> str:
        return f"{self.experience} v{self.number}"

    @property
    def notes(self) -> "list[Note]":
        return in_levels(self.value)


class ShareQuerySet(models.QuerySet["Share"]):
    def running(self) -> "ShareQuerySet":
        return self.filter(ended_at__isnull=True)

    def with_access(self) -> "ShareQuerySet":
        """Says as `may_read` whether this person still is on the track, without which a share opens nothing (R10)."""
        there = TrackPerson.objects.readable().filter(track=OuterRef("experience__track"), person=OuterRef("person"))
        return self.annotate(may_read=Exists(there))


class Share(models.Model):
    """One named person may read one part, from a version on (access.md R2, R3). Ending it is a fact, not a delete."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shares_received")
    part = models.CharField(max_length=12, choices=Part)
    from_version = models.PositiveIntegerField()
    shared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("gedeeld onderdeel")
        verbose_name_plural = _("gedeelde onderdelen")
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="share_part_known"),
            models.UniqueConstraint(
                fields=["experience", "person", "part"],
                condition=Q(ended_at__isnull=True),
                name="share_once_per_person_and_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience} · {self.person} · {self.part}"


class Read(models.Model):
    """Somebody read somebody else's entry; the author can see this log (access.md R39). One row a person and day."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="reads")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=today)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("gelezen")
        verbose_name_plural = _("gelezen")
        ordering = ["-last_at"]
        constraints = [models.UniqueConstraint(fields=["experience", "person", "day"], name="read_once_per_day")]

    def __str__(self) -> str:
        return f"{self.experience} · {self.person} · {self.day:%Y-%m-%d}"


class Concern(models.Model):
    """Somebody says "Iets melden (een naam of iets privés)": hidden from all but the author (reliability.md §3)."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="concerns")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("wat hoort hier niet?"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("zorg over een ervaring")
        verbose_name_plural = _("zorgen over ervaringen")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["experience", "by"], condition=Q(settled_at__isnull=True), name="concern_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.experience} · {self.by}"


# --- What is read beside an experience ------------------------------------------------------------------------------


@Prepared
def _value_notes(experiences: list[int]) -> QuerySet[Any]:
    return apps.get_model("reflections.ValueNote").objects.filter(experience__in=experiences)


@Prepared
def _questions(experiences: list[int]) -> QuerySet[Any]:
    found = apps.get_model("reflections.FeedbackRequest").objects.filter(experience__in=experiences)
    return found.select_related("asked", "feedback__author")


@Prepared
def _questions_to(experience: int, asked: int) -> QuerySet[Any]:
    found = apps.get_model("reflections.FeedbackRequest").objects.filter(experience=experience, asked=asked)
    return found.filter(withdrawn_at__isnull=True).select_related("asked", "feedback")[:1]


@Prepared
def _versions(experience: int) -> QuerySet[ExperienceVersion]:
    return ExperienceVersion.objects.filter(experience=experience).order_by("-number")


@Prepared
def _latest(experience: int) -> QuerySet[ExperienceVersion]:
    return ExperienceVersion.objects.filter(experience=experience).order_by("-number")[:1]


@Prepared
def _shared_parts(experience: int, person: int) -> QuerySet[Any]:
    found = Share.objects.running().filter(experience=experience, person=person)
    return found.values_list("part", "from_version")


def gather_value_notes(experiences: list[Experience]) -> None:
    gather(experiences, "value_notes", _value_notes)


def _gather_questions(experiences: list[Experience]) -> None:
    """Who was asked about each, and what they answered."""
    gather(experiences, "feedback_requests", _questions)
