"""Instruments: versioned lists of questions. What is published stays as it is; other words are a new version."""

import uuid
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from instruments.values.scales import CatalogueLevel
from learningtracks.values.instruments import AnswerKind, ItemKind, Reading, Voice, in_language
from learningtracks.values.levels import ValueLevel
from partnerships.models.organisations import Organisation
from partnerships.models.unchanging import Unchanging, UnchangingQuerySet


class InstrumentQuerySet(UnchangingQuerySet["Instrument"]):
    def ours(self) -> "InstrumentQuerySet":
        """What comes with Werkplek, for everybody."""
        return self.filter(organisation=None)

    def of(self, organisations: models.QuerySet[Organisation]) -> "InstrumentQuerySet":
        """What these organisations made themselves."""
        return self.filter(organisation__in=organisations)

    def editions_of(self, slug: str) -> "InstrumentQuerySet":
        """All versions of one, the newest first."""
        return self.filter(slug=slug).order_by("-version")

    def offered(self) -> "InstrumentQuerySet":
        """Without own lists that were withdrawn."""
        gone = ListWithdrawal.objects.filter(slug=models.OuterRef("slug"))
        return self.exclude(models.Exists(gone))

    def with_withdrawal(self) -> "InstrumentQuerySet":
        """Adds `withdrawn_at`, empty as long as the list is offered."""
        gone = ListWithdrawal.objects.filter(slug=models.OuterRef("slug"))
        return self.annotate(withdrawn_at=models.Subquery(gone.values("at")[:1]))

    def by_title(self) -> "InstrumentQuerySet":
        return self.order_by("title_nl", "pk")

    def newest(self) -> "InstrumentQuerySet":
        """Of every instrument only the newest version."""
        newer = self.model.objects.filter(slug=models.OuterRef("slug"), version__gt=models.OuterRef("version"))
        return self.exclude(models.Exists(newer))

    def current(self, slug: str) -> "Instrument":
        """The newest version of one of the instruments that come with Werkplek, with its items.

        Raises DoesNotExist when `load_instruments` never ran here.
        """
        return self.ours().newest().with_items().get(slug=slug)

    def of_one_kind(self) -> "InstrumentQuerySet":
        """All of whose questions are answered in the same way."""
        other = Item.objects.filter(instrument=models.OuterRef("pk")).exclude(answer="")
        return self.exclude(models.Exists(other))

    def with_items(self) -> "InstrumentQuerySet":
        """The items with them, in one query more however many there are."""
        return self.prefetch_related("items")


class Instrument(Unchanging):
    """One version of a list of questions (domain.md §3). `organisation` is empty for what comes with Werkplek. With a
    `reading` people may choose it where something is asked that is read so, about one of `about`. Only the voices in
    `readers` get it; without any everybody does."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(_("versie"), default=1)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="instruments"
    )
    answer = models.CharField(_("soort antwoord"), max_length=10, choices=AnswerKind)
    reading = models.CharField(max_length=12, choices=Reading, blank=True)
    about = models.JSONField(default=list, blank=True)
    readers = models.JSONField(default=list, blank=True)
    title_nl = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    intro_nl = models.CharField(max_length=300, blank=True)
    intro_en = models.CharField(max_length=300, blank=True)
    attribution_nl = models.CharField(max_length=400)
    attribution_en = models.CharField(max_length=400, blank=True)
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instrumenten")
        ordering = ["slug", "version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="instrument_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="instrument_version_from_one"),
            models.CheckConstraint(condition=Q(answer__in=AnswerKind.values), name="instrument_answer_known"),
            models.CheckConstraint(condition=Q(reading__in=["", *Reading.values]), name="instrument_reading_known"),
        ]

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"

    def get_absolute_url(self) -> str:
        """The page of an own one; what comes with Werkplek has none."""
        return reverse("instruments:own_list", args=[self.public_id])

    @property
    def title(self) -> str:
        return in_language(self.title_nl, self.title_en)

    @property
    def intro(self) -> str:
        return in_language(self.intro_nl, self.intro_en)

    @property
    def attribution(self) -> str:
        """The line "Naar: …" that stands under it wherever it is shown."""
        return in_language(self.attribution_nl, self.attribution_en)

    def is_for(self, voice: str) -> bool:
        """Does who answers in this voice get it?"""
        return not self.readers or voice in self.readers

    @cached_property
    def tree(self) -> list["Item"]:
        """The items that hang under nothing, in order, each with its own under `parts`. One query."""
        items = list(self.items.all())
        for item in items:
            item.parts = [part for part in items if part.parent_id == item.pk]
        return [item for item in items if item.parent_id is None]

    @property
    def answers(self) -> list[AnswerKind]:
        """The kinds of answer of its questions, in the order in which they come."""
        return list(dict.fromkeys(item.answered_by for item in self.tree))

    @property
    def asks_value(self) -> bool:
        """Is a kind of value named at one of its questions?"""
        return any(item.level for item in self.tree)

    def item(self, slug: str) -> "Item":
        """The item with this full slug, such as `hill.urgency.i1`. Raises KeyError when there is none."""
        return {item.slug: item for one in self.tree for item in (one, *one.parts)}[slug]


class Item(Unchanging):
    """One entry of an instrument: a question, a principle, a factor, or what hangs under one of those. Without an
    `answer` of its own it is answered as the whole list is."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind)
    answer = models.CharField(_("soort antwoord"), max_length=10, choices=AnswerKind, blank=True)
    group = models.CharField(max_length=12, choices=CatalogueLevel, blank=True)
    level = models.CharField(max_length=12, choices=ValueLevel, blank=True)
    short = models.BooleanField(default=False)
    serves = models.JSONField(default=list, blank=True)
    becomes = models.JSONField(default=list, blank=True)  # what an answer usually becomes
    audience = models.JSONField(default=list, blank=True)  # of a suggestion: the voices it is for; none: everybody
    name_nl = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    text_nl = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    guide_nl = models.CharField(max_length=300, blank=True)
    guide_en = models.CharField(max_length=300, blank=True)
    team_nl = models.CharField(max_length=300, blank=True)
    team_en = models.CharField(max_length=300, blank=True)

    parts: list["Item"]
    objects = UnchangingQuerySet["Item"].as_manager()

    class Meta:
        verbose_name = _("vraag van een instrument")
        verbose_name_plural = _("vragen van een instrument")
        ordering = ["instrument", "position"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "slug"], name="item_slug_once_per_instrument"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_known"),
            models.CheckConstraint(condition=Q(answer__in=["", *AnswerKind.values]), name="item_answer_known"),
            models.CheckConstraint(condition=Q(level__in=["", *ValueLevel.values]), name="item_level_known"),
            models.CheckConstraint(condition=Q(group__in=["", *CatalogueLevel.values]), name="item_group_known"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def key(self) -> str:
        """The last part of the slug, such as `urgency` or `i1`: what a form calls the field."""
        return self.slug.rpartition(".")[2]

    @property
    def answered_by(self) -> AnswerKind:
        """How this question is answered."""
        return AnswerKind(self.answer or self.instrument.answer)

    @property
    def name(self) -> str:
        """The short name, for kinds that have one next to their text."""
        return in_language(self.name_nl, self.name_en)

    @property
    def text(self) -> str:
        return in_language(self.text_nl, self.text_en)

    def said_to(self, voice: str, learner: str = "") -> str:
        """The text in the words for this voice; `learner` is the name of who it is about when a guide answers. A list
        that has the same words for everybody says those."""
        if voice == Voice.GUIDE and self.guide_nl:
            return in_language(self.guide_nl, self.guide_en).replace("{naam}", learner)
        if voice == Voice.TEAM and self.team_nl:
            return in_language(self.team_nl, self.team_en)
        return self.text

    def of_kind(self, kind: str) -> list["Item"]:
        """The items of one kind that hang under this one."""
        return [part for part in self.parts if part.kind == kind]

    @property
    def indicators(self) -> list["Item"]:
        return self.of_kind(ItemKind.INDICATOR)

    @property
    def tips(self) -> list["Item"]:
        return self.of_kind(ItemKind.TIP)

    def is_for(self, voice: str) -> bool:
        """Is this suggestion for who reads in this voice?"""
        return not self.audience or voice in self.audience

    @property
    def ideas(self) -> list["Item"]:
        return self.of_kind(ItemKind.IDEA)

    @property
    def examples(self) -> list["Item"]:
        return self.of_kind(ItemKind.EXAMPLE)


class ListWithdrawal(models.Model):
    """This own list can be chosen no more, in any version. What is published stays: what asked it keeps it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="withdrawn_lists")
    slug = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ingetrokken vragenlijst")
        verbose_name_plural = _("ingetrokken vragenlijsten")

    def __str__(self) -> str:
        return self.slug
