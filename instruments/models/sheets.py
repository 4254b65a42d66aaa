"""What is answered: a sheet of somebody, of an organisation or of the group as one (docs/decisions/0127)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.values.asks import SCALE, Choice
from learningtracks.models.pieces import Piece
from partnerships.models.organisations import Organisation
from partnerships.values import Party


class Sheet(models.Model):
    """What one person, one organisation, or (both empty) the group as one answers. Until it is handed in only its
    writer reads it. `version` counts the times that something was kept; `shows_own` is of a lead who stands by it;
    `counted_in` are the figures of a team in which it was counted, of an own training."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="sheets")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    party = models.CharField(max_length=10, choices=Party, blank=True)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    shows_own = models.BooleanField(default=False)
    is_shown = False  # said where it is read: the team reads the ticks (policy/readings.py)
    version = models.PositiveIntegerField(default=0)
    counted_in = models.ForeignKey(Ask, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("ingevuld blad")
        verbose_name_plural = _("ingevulde bladen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ask", "person"], condition=Q(person__isnull=False), name="sheet_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["ask", "organisation"],
                condition=Q(organisation__isnull=False),
                name="sheet_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(person=None, organisation=None), name="sheet_of_the_group_once"
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(organisation=None), name="sheet_has_one_writer"),
            models.CheckConstraint(condition=Q(party__in=["", *Party.values]), name="sheet_party_known"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(handed_in_at=None), name="sheet_open_of_person")]

    def __str__(self) -> str:
        return str(self.ask)

    @property
    def is_of_the_group(self) -> bool:
        return self.person_id is None and self.organisation_id is None

    def shown(self) -> dict[str, list[str]]:
        """What somebody chose to show, by the key of what it belongs to."""
        found: dict[str, list[str]] = {}
        for one in self.evidence.select_related("piece", "item").order_by("pk"):
            found.setdefault(one.item.key, []).append(one.shows)
        return found


class Answer(models.Model):
    """What a sheet says to one question: a tick, words, or both. `chosen` says that the group works on it. A group
    writes one answer at a time, so each counts its changes."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("keuze"), max_length=10, choices=Choice, blank=True)
    text = models.TextField(_("antwoord"), max_length=5_000, blank=True)
    chosen = models.BooleanField(default=False)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("antwoord op een vraag")
        verbose_name_plural = _("antwoorden op vragen")
        ordering = ["item__instrument", "item__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="answer_once_per_item"),
            models.CheckConstraint(condition=Q(choice__in=["", *Choice.values]), name="answer_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"

    @property
    def score(self) -> int | None:
        """On the scale from 0 (Nee) to 3 (Ja); "Weet ik niet" is no step of it, and never averaged."""
        return int(self.choice) if self.choice in SCALE and self.choice != Choice.UNKNOWN else None


class Evidence(models.Model):
    """Something that who learns chose to show how it goes with a principle: a puzzle piece, or an experience that was
    shared. An experience lives a layer higher: only its random id is kept, and it shows to who may read it."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="evidence")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    experience = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("bewijs bij een antwoord")
        verbose_name_plural = _("bewijs bij antwoorden")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(piece__isnull=True) ^ Q(experience__isnull=True), name="evidence_of_sheet_is_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"

    @property
    def shows(self) -> str:
        """The public id of the thing."""
        return str(self.piece.public_id if self.piece else self.experience)
