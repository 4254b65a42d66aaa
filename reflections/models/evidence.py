"""Which pieces of the puzzle an experience belongs to (domain.md §2.2 step 6)."""

from collections.abc import Collection

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.belonging import tracks_of
from learningtracks.models.pieces import Piece, called
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import GONE, PieceState, Slot
from reflections.models.experiences import Experience

AGREED_FIRST = [PieceState.ACTIVE, PieceState.AGREED, PieceState.REOPENED, PieceState.DONE, PieceState.VALUED]


def pieces_to_tick(experience: Experience, tracks: list[Track]) -> list[Piece]:
    """Pieces that an entry on one of these tracks can belong to: of the puzzles that lie open, and whatever was ticked
    before. Running and agreed ones come first."""
    ticked = experience.evidence.filter(ticked=True).values("piece") if experience.pk else []
    here = Q(puzzle__frozen_at__isnull=True, withdrawn_at__isnull=True, puzzle__period__track__in=tracks)
    keys = list(Piece.objects.proposed().filter(here | Q(pk__in=ticked)).values_list("pk", flat=True))
    found = Piece.objects.filter(pk__in=keys).with_versions()
    order = {state: place for place, state in enumerate(AGREED_FIRST)}
    there = [piece for piece in found if piece.state not in GONE or piece.withdrawn_at]
    return sorted(there, key=lambda piece: (order.get(piece.state, len(order)), Slot(piece.slot).position, piece.pk))


def pieces_of(experience: Experience) -> list[Piece]:
    """The pieces that the working copy is ticked at, in the order of their places."""
    ticked = experience.evidence.filter(ticked=True).values("piece")
    found = Piece.objects.filter(pk__in=ticked).with_versions()
    return sorted(found, key=lambda piece: (Slot(piece.slot).position, piece.pk))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def readable_by(self, person: User) -> "EvidenceQuerySet":
        """Links this person may know of: their own, drafts too, and of others only what was saved with an experience
        that is shared with them (access.md R7: of the rest not even the number)."""
        return self.readable_on(tracks_of(person).guided(), person.pk)

    def readable_on(self, tracks: Collection[int], person: int) -> "EvidenceQuerySet":
        """The same, by the keys of this person and of the tracks they are named on."""
        theirs = Experience.objects.shared_on(tracks, person).values("pk")
        return self.filter(Q(experience__author=person, ticked=True) | Q(experience__in=theirs, shown=True))

    def with_experiences(self) -> "EvidenceQuerySet":
        return self.select_related("experience__author").order_by("-experience__happened_on", "-experience__pk")

    def with_pieces(self) -> "EvidenceQuerySet":
        """The pieces in the same query, and what each is called now as `called`."""
        return self.select_related("piece").annotate(called=called("piece"))

    def of(self, piece: Piece) -> "EvidenceQuerySet":
        return self.filter(piece=piece)

    def on_track(self, track: Track) -> "EvidenceQuerySet":
        return self.filter(piece__puzzle__period__track=track)

    def unsaved(self) -> "EvidenceQuerySet":
        """Links that say something else than at the last "Bewaren"."""
        return self.exclude(ticked=F("shown"))


class Evidence(models.Model):
    """An experience belongs to a piece. `ticked` is the author's working copy, `shown` what it was at the last
    "Bewaren": all that readers ever see. `actions/evidence.py` moves both."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="evidence")
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="evidence")
    ticked = models.BooleanField(default=True)
    shown = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ervaring bij een puzzelstuk")
        verbose_name_plural = _("ervaringen bij puzzelstukken")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "piece"], name="evidence_once_per_piece"),
            models.CheckConstraint(condition=Q(ticked=True) | Q(shown=True), name="evidence_ticked_or_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.experience} · {self.piece_id}"
