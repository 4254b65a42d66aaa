"""What a piece says: immutable versions, the votes and remarks that belong to one version, and drafts.

Agreement is stored nowhere. It is that every party of the track has a standing akkoord on one and the same version.
"""

import datetime as dt
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import version_of
from learningtracks.values.levels import ValueLevel
from learningtracks.values.pieces import (
    CHOICES_OF,
    MOST_LINE,
    MOST_TEXT,
    MOST_TITLE,
    MOST_VALUE,
    Content,
    LearningView,
    RemarkKind,
    Stand,
    VoteAnswer,
)
from partnerships.models.unchanging import Unchanging, UnchangingQuerySet
from partnerships.values import Party

WORDS = [RemarkKind.QUESTION, RemarkKind.NOT_YET]  # these wait for a word of somebody else


class PieceContent(models.Model):
    """The texts of a version and of a draft."""

    title = models.CharField(_("titel"), max_length=MOST_TITLE)
    what = models.TextField(_("wat"), max_length=MOST_TEXT, blank=True)
    who = models.CharField(_("wie"), max_length=MOST_LINE, blank=True)
    when_text = models.CharField(_("wanneer"), max_length=MOST_LINE, blank=True)
    noticed = models.TextField(_("waaraan merken we het?"), max_length=MOST_TEXT, blank=True)
    target_level = models.CharField(_("waarde die je zoekt"), max_length=14, choices=ValueLevel, blank=True)
    learning_view = models.CharField(_("manier van leren"), max_length=14, choices=LearningView, blank=True)
    subject = models.CharField(_("schoolvak"), max_length=MOST_LINE, blank=True)
    goal_kinds = models.JSONField(_("voor wie of wat"), default=list, blank=True)
    questions = models.ManyToManyField("learningtracks.Piece", related_name="%(class)ss_for", blank=True)

    class Meta:
        abstract = True

    @property
    def content(self) -> Content:
        said = {one.name: getattr(self, one.name) for one in fields(Content) if one.name != "questions"}
        return Content.of(**said, questions=self.questions.all())


def stored(content: Content) -> dict[str, Any]:
    """The columns of a version or a draft that says this; its questions are rows of their own."""
    columns = {one.name: getattr(content, one.name) for one in fields(Content) if one.name != "questions"}
    return columns | {"goal_kinds": list(content.goal_kinds)}


class PieceDraft(PieceContent):
    """A piece that its author has not proposed yet ("Concept"). Nobody else knows of it (domain.md §4.2)."""

    piece = models.OneToOneField("learningtracks.Piece", on_delete=models.CASCADE, related_name="draft")
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("concept van een puzzelstuk")
        verbose_name_plural = _("concepten van puzzelstukken")

    def __str__(self) -> str:
        return self.title

    @property
    def version(self) -> int:
        """Changes each time it is kept."""
        return version_of(self.edited_at)


@dataclass(frozen=True)
class _Said:
    """What a party proposed, what the others voted and said, and what follows from that."""

    party: str
    votes: "list[Vote]"
    remarks: "list[Remark]"

    @cached_property
    def standing_votes(self) -> "dict[str, Vote]":
        return {vote.party: vote for vote in self.votes if vote.replaced_at is None}

    @cached_property
    def agreed_by(self) -> list[Party]:
        votes = self.standing_votes
        return [party for party in Party if party in votes and votes[party].answer == VoteAnswer.AGREED]

    @cached_property
    def unanswered(self) -> "list[Remark]":
        agreed = set(self.agreed_by) - {self.party}
        return [
            remark
            for place, remark in enumerate(self.remarks)
            if remark.kind in WORDS
            and remark.party not in agreed
            and not any(later.party != remark.party for later in self.remarks[place + 1 :])
        ]


class PieceVersionQuerySet(UnchangingQuerySet["PieceVersion"]):
    def live(self) -> "PieceVersionQuerySet":
        """Versions that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def take_back(self, at: dt.datetime) -> int:
        return self.live()._note_end(withdrawn_at=at)


class PieceVersion(PieceContent, Unchanging):
    """One proposal for a piece, by one party. `drops` makes it a proposal to let the piece go.

    Taking it back is a fact beside it (`withdrawn_at`), written by `actions/pieces.py`.
    """

    piece = models.ForeignKey("learningtracks.Piece", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.CharField(_("namens"), max_length=10, choices=Party)
    drops = models.BooleanField(_("laat het stuk vervallen"), default=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    reminders = GenericRelation("partnerships.Reminder", "about_id", "about_type")

    objects = PieceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een puzzelstuk")
        verbose_name_plural = _("versies van puzzelstukken")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "number"], name="piece_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="piece_version_number_from_1"),
            models.CheckConstraint(condition=~Q(title=""), name="piece_version_has_title"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="piece_version_party_known"),
            models.CheckConstraint(
                condition=Q(target_level__in=["", *ValueLevel.values]), name="piece_version_level_known"
            ),
            models.CheckConstraint(
                condition=Q(learning_view__in=["", *LearningView.values]), name="piece_version_view_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def said_by(self) -> str:
        """The name of its author, or for whom they spoke when they are gone."""
        return name_or_party(self.author, self.party)

    @property
    def _said(self) -> "_Said":
        """What follows from the votes and remarks. Of those that came with the version it is worked out once, as with
        the versions of a piece."""
        fetched = getattr(self, "_prefetched_objects_cache", {})
        votes, remarks = fetched.get("votes"), fetched.get("remarks")
        if votes is None or remarks is None:
            return _Said(self.party, list(self.votes.all()), list(self.remarks.all()))
        known: tuple[Any, Any, _Said] | None = self.__dict__.get("_known_said")
        if known is None or known[0] is not votes or known[1] is not remarks:
            known = self.__dict__["_known_said"] = (votes, remarks, _Said(self.party, list(votes), list(remarks)))
        return known[2]

    @property
    def standing_votes(self) -> dict[str, "Vote"]:
        """The vote of each party that counts now."""
        return self._said.standing_votes

    def agreed_by(self) -> list[Party]:
        """The parties that are akkoord with this version."""
        return self._said.agreed_by

    @property
    def is_agreed(self) -> bool:
        """All parties of the track are akkoord with this same version. Silence never counts (domain.md §4.2)."""
        return set(self.piece.parties) <= set(self.agreed_by())

    @property
    def agreed_at(self) -> dt.datetime | None:
        """The moment of the last akkoord, once all are."""
        return max(vote.at for vote in self.standing_votes.values()) if self.is_agreed else None

    def unanswered(self) -> list["Remark"]:
        """Questions and "not yet" that nobody of another party said something after. Who is akkoord after all, waits
        for no answer any more; the author of the version may still ask."""
        return self._said.unanswered

    def calls_on(self, party: str) -> list["Remark"]:
        """What this party should answer: its version was asked about, or the author of the version asked the others."""
        return [word for word in self.unanswered() if word.party != party and self.party in (party, word.party)]

    def waits_for(self) -> list[Party]:
        """Whose turn it is: who has yet to say something, and who was asked something. Until all agree never nobody."""
        if self.is_agreed:
            return []
        agreed, asking = self.agreed_by(), {word.party for word in self.unanswered()}
        return [
            party
            for party in self.piece.parties
            if (party not in agreed and party not in asking) or self.calls_on(party)
        ]

    def waiting_since(self, party: str) -> dt.datetime:
        """Since when it is this party's turn: since the version came, or since the last word that came to it."""
        moments = [word.at for word in self.calls_on(party)]
        if party not in self.agreed_by():
            spoken = list(self.remarks.all())
            own = [place for place, one in enumerate(spoken) if one.party == party and one.kind in WORDS]
            answers = [one.at for one in spoken[own[-1] :] if one.party != party] if own else [self.created_at]
            moments += answers[:1]
        return min(moments, default=self.created_at)

    def standing(self) -> dict[Party, Stand]:
        """How each party of the track stands towards this version: the three badges of a piece."""
        asked = {word.party for word in self.unanswered()}
        asked |= {vote.party for vote in self.standing_votes.values() if vote.answer == VoteAnswer.NOT_YET}
        agreed = self.agreed_by()
        return {
            party: Stand.YES if party in agreed else Stand.ASKED if party in asked else Stand.OPEN
            for party in self.piece.parties
        }


def said(name: str, value: Any) -> str:
    """A part of the content as people read it."""
    if choices := CHOICES_OF.get(name):
        chosen = [value] if isinstance(value, str) else value
        return ", ".join(str(choices(one).label) for one in chosen if one in choices.values)
    return str(value)


class VoteQuerySet(UnchangingQuerySet["Vote"]):
    def standing(self) -> "VoteQuerySet":
        """Votes that count: not followed by another of the same party on the same version."""
        return self.filter(replaced_at__isnull=True)

    def follow(self, at: dt.datetime) -> int:
        """Write down that another vote takes their place: an akkoord after a "not yet"."""
        return self.standing()._note_end(replaced_at=at)


def name_or_party(person: User | None, party: str) -> str:
    """A name, or for whom somebody spoke who is gone (domain.md §6)."""
    if person and person.name:
        return str(person)
    return str(_("Voormalig lid namens %(party)s")) % {"party": Party(party).label.lower()}


class Spoken(Unchanging):
    """Somebody said something about a version for a party. The name goes when somebody leaves, the word stays."""

    party = models.CharField(_("namens"), max_length=10, choices=Party)
    person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("op"), default=timezone.now)

    class Meta:
        abstract = True

    @property
    def said_by(self) -> str:
        """The name, or for whom they spoke when they are gone (domain.md §6)."""
        return name_or_party(self.person, self.party)


class Vote(Spoken):
    """The answer of one party to one version. One stands per party and version; an akkoord is never taken back, a
    new version asks anew."""

    version = models.ForeignKey(PieceVersion, on_delete=models.CASCADE, related_name="votes")
    answer = models.CharField(_("antwoord"), max_length=8, choices=VoteAnswer)
    replaced_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party"],
                condition=Q(replaced_at__isnull=True),
                name="vote_once_per_party_and_version",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(answer=VoteAnswer.NOT_YET), name="vote_agreed_stands"
            ),
            models.CheckConstraint(condition=Q(answer__in=VoteAnswer.values), name="vote_answer_known"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="vote_party_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.get_answer_display()}"


class Remark(Spoken):
    """A question, a "not yet" with its reason, or a remark, about one version."""

    version = models.ForeignKey(PieceVersion, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(_("soort"), max_length=8, choices=RemarkKind)
    text = models.TextField(_("tekst"), max_length=MOST_TEXT)

    objects = UnchangingQuerySet.as_manager()

    class Meta:
        verbose_name = _("opmerking bij een puzzelstuk")
        verbose_name_plural = _("opmerkingen bij puzzelstukken")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_has_text"),
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="remark_kind_known"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="remark_party_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class PieceValueNote(models.Model):
    """What a piece was worth to somebody who was in it: one line a level, their own to correct."""

    version = models.ForeignKey(PieceVersion, on_delete=models.CASCADE, related_name="value_notes")
    party = models.CharField(_("namens"), max_length=10, choices=Party)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(_("niveau"), max_length=14, choices=ValueLevel)
    text = models.CharField(_("waarde"), max_length=MOST_VALUE, blank=True)
    fell_short = models.BooleanField(_("viel tegen"), default=False)
    at = models.DateTimeField(_("op"), default=timezone.now)

    class Meta:
        verbose_name = _("waardenotitie bij een puzzelstuk")
        verbose_name_plural = _("waardenotities bij puzzelstukken")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person", "level"], name="piece_value_note_once_per_level"),
            models.CheckConstraint(condition=Q(level__in=ValueLevel.values), name="piece_value_note_level_known"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="piece_value_note_party_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_level_display())


# --- What is read beside versions -----------------------------------------------------------------------------------


@Prepared
def _votes_on(versions: list[int]) -> models.QuerySet[Vote]:
    return Vote.objects.filter(version__in=versions)


@Prepared
def _remarks_on(versions: list[int]) -> models.QuerySet[Remark]:
    return Remark.objects.filter(version__in=versions)


@Prepared
def _value_notes_on(versions: list[int]) -> models.QuerySet[PieceValueNote]:
    return PieceValueNote.objects.filter(version__in=versions)


SAYS_WHOSE_TURN = {"votes": _votes_on, "remarks": _remarks_on}
SAID = SAYS_WHOSE_TURN | {"value_notes": _value_notes_on}
