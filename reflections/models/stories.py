"""What was told in a value check and what it was worth. A story belongs to its teller (domain.md §5.2)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships import belonging
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from reflections.calendar import at
from reflections.models.experiences import Experience
from reflections.models.rooms import Seat
from reflections.models.value_checks import ValueCheck
from reflections.values import LONGEST_STORY, Audience, CheckForm, ValueLevel

VISIBLE_FOR = dt.timedelta(days=365)  # to who was present (access.md R15)


class ValueStoryQuerySet(models.QuerySet["ValueStory"]):
    def told_by(self, person: User) -> "ValueStoryQuerySet":
        """The own stories, also withdrawn ones: the teller always keeps them (access.md R15)."""
        return self.filter(seat__person=person)

    def kept(self) -> "ValueStoryQuerySet":
        """Told in a session that is closed, or alone, and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True, value_check__closed_at__isnull=False)

    def standing(self) -> "ValueStoryQuerySet":
        """What counts and reports are made of. What was told alone counts once its teller shares it."""
        return self.kept().exclude(value_check__form=CheckForm.ALONE, audience=Audience.PRESENT)

    def told_alone(self) -> "ValueStoryQuerySet":
        return self.filter(value_check__form=CheckForm.ALONE)

    def in_teams(self, teams: models.QuerySet[Team] | list[Team]) -> "ValueStoryQuerySet":
        return self.filter(value_check__team__in=teams)

    def for_partnership(self, partnership: Partnership) -> "ValueStoryQuerySet":
        """Widened by their tellers to everybody who takes part in this partnership."""
        partners = PartnershipParty.objects.present().filter(partnership=partnership).values("organisation")
        return self.standing().filter(audience=Audience.PARTNERSHIP, value_check__team__organisation__in=partners)

    def since(self, day: dt.date) -> "ValueStoryQuerySet":
        """Told in a session that was closed on this day or later."""
        return self.filter(value_check__closed_at__gte=at(day, dt.time(0)))

    def closed(self) -> "ValueStoryQuerySet":
        """Of a session that is closed, or that is held apart: no board of a room holds them."""
        return self.filter(Q(value_check__closed_at__isnull=False) | Q(value_check__form=CheckForm.APART))

    def with_waiting(self) -> "ValueStoryQuerySet":
        """Counts as `waiting` how many notes still wait for the teller's yes."""
        waiting = StoryNote.objects.standing().filter(story=OuterRef("pk"), confirmed_at__isnull=True).order_by()
        counted = waiting.values("story").annotate(count=Count("pk")).values("count")
        return self.annotate(waiting=Coalesce(Subquery(counted), 0))

    def with_notes(self) -> "ValueStoryQuerySet":
        """Who told it, and its confirmed notes as `confirmed`, in two queries; for who has the session."""
        confirmed = models.Prefetch("notes", StoryNote.objects.confirmed(), to_attr="confirmed")
        return self.select_related("seat__person").prefetch_related(confirmed)

    def with_teller(self) -> "ValueStoryQuerySet":
        """Everything a line about a story needs, with the team it was told in."""
        return self.with_notes().select_related("value_check__team")

    def visible_to(self, person: User) -> "ValueStoryQuerySet":
        """Own stories; those of sessions one was present in, for twelve months, while still in the team; and what the
        teller widened (access.md R15, row 19). Being lead gives nothing more."""
        mine = belonging.of(person)
        return self.visible_from(person.pk, belonging.teams_of(person), mine.joined, timezone.now() - VISIBLE_FOR)

    def visible_from(
        self, person: int, teams: Collection[int], joined: Collection[int], since: dt.datetime
    ) -> "ValueStoryQuerySet":
        """The same, by the keys of this person, of their teams and of the partnerships they take part in."""
        present = Seat.objects.filter(value_check=OuterRef("value_check"), person=person)
        recent = Q(value_check__closed_at__isnull=True) | Q(value_check__closed_at__gt=since)
        together = PartnershipParty.objects.present().filter(partnership__in=joined)
        partners = Team.objects.filter(organisation__in=together.values("organisation")).values("pk")
        widened = Q(audience__in=[Audience.TEAM, Audience.PARTNERSHIP])
        in_team = Q(Q(Exists(present), recent) | widened, value_check__team__in=teams)
        of_partner = Q(audience=Audience.PARTNERSHIP, value_check__team__in=partners)
        return self.filter(Q(seat__person=person) | Q(in_team | of_partner, withdrawn_at__isnull=True))


class ValueStory(models.Model):
    """One story in one session. Written by the actions of the room while it is live, by the teller after it. Its text
    is read by nobody else before the teller ticks that."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="stories")
    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="story")
    number = models.PositiveSmallIntegerField(help_text="The order of telling.")
    title = models.CharField(_("titel"), max_length=80, blank=True)
    text = models.TextField(_("verhaal"), max_length=LONGEST_STORY, blank=True)
    shows_text = models.BooleanField(_("wie dit verhaal leest, leest ook mijn tekst"), default=False)
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="sequels", verbose_name=_("vervolg op")
    )
    experience = models.ForeignKey(
        Experience,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        help_text="The own experience that it was told from, alone.",
    )
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.PRESENT)
    told_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = ValueStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("waardeverhaal")
        verbose_name_plural = _("waardeverhalen")
        ordering = ["value_check", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="value_story_audience_known"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("reflections:value_story", args=[self.public_id])

    @property
    def name(self) -> str:
        """How it is called on the screen."""
        return self.title or gettext("Verhaal zonder titel")

    @property
    def teller(self) -> User | None:
        """Empty for a guest, whose name is on the seat."""
        return self.seat.person

    @property
    def is_alone(self) -> bool:
        """Told outside any value check, and read by nobody else until its teller shares it."""
        return self.value_check.is_alone

    @property
    def readers(self) -> str:
        """Who reads it, in a few words."""
        if self.is_alone and self.audience == Audience.PRESENT:
            return gettext("Alleen jij")
        return str(Audience(self.audience).label)

    def is_of(self, who: User | Seat) -> bool:
        """Whether this person told it; or this guest, who is known by the seat."""
        return self.seat == who if isinstance(who, Seat) else self.seat.person_id == who.pk

    @property
    def trail(self) -> str:
        return f"value_story:{self.public_id}"


class StoryNoteQuerySet(models.QuerySet["StoryNote"]):
    def standing(self) -> "StoryNoteQuerySet":
        """Confirmed or still waiting for the teller's yes."""
        return self.filter(removed_at__isnull=True)

    def heard_by(self, person: User) -> "StoryNoteQuerySet":
        """On stories that stand, of sessions one was present in, for twelve months, while still in the team."""
        return self.filter(
            story__withdrawn_at__isnull=True,
            story__value_check__closed_at__gt=timezone.now() - VISIBLE_FOR,
            story__value_check__seats__person=person,
            story__value_check__team__in=belonging.teams_of(person),
        )

    def confirmed(self) -> "StoryNoteQuerySet":
        """What counts: the teller said yes and did not take it away (domain.md §5.2)."""
        return self.filter(confirmed_at__isnull=False, removed_at__isnull=True)


class StoryNote(models.Model):
    """One line of value on a story, written by the scribe; only what the teller confirmed counts.

    A removed note keeps no words: the teller took it away.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(ValueStory, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField(help_text="The order of writing.")
    level = models.CharField(max_length=12, choices=ValueLevel)
    text = models.CharField(_("notitie"), max_length=200, blank=True)
    item = models.CharField(max_length=30, blank=True, help_text="The question card that brought it up.")
    by = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StoryNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("notitie bij een verhaal")
        verbose_name_plural = _("notities bij een verhaal")
        ordering = ["story", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=ValueLevel.values), name="story_note_level_known"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(removed_at__isnull=False), name="story_note_has_text_or_is_removed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class CheckOutWord(models.Model):
    """One word at the check-out, said by name in the circle (domain.md §5.1)."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="word")
    text = models.CharField(_("woord"), max_length=40)

    class Meta:
        verbose_name = _("check-out-woord")
        verbose_name_plural = _("check-out-woorden")
        ordering = ["seat"]

    def __str__(self) -> str:
        return str(self.pk)


def stories_to_look_back_on(check: ValueCheck, person: User) -> ValueStoryQuerySet:
    """What tellers of this team told alone since its last value check, as far as they share it with this person."""
    held = ValueCheck.objects.filter(team=check.team_id, closed_at__gte=OuterRef("told_at"))
    shared = ValueStory.objects.standing().told_alone().visible_to(person).filter(value_check__team=check.team_id)
    return shared.filter(~Exists(held)).with_notes().order_by("told_at", "pk")
