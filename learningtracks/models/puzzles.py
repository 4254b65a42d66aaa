"""Puzzles: one for each period of a track, with nine slots (domain.md §4.1, §4.3)."""

import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.alongside import AlongsideQuerySet, gather
from accounts.models import User
from accounts.prepared import Prepared, by_keys
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Period, Track
from learningtracks.models.versions import SAYS_WHOSE_TURN, PieceVersion
from learningtracks.values.pieces import GONE, REQUIRED, Gap, PieceState, PuzzleState, Slot, parties_of
from partnerships.values import Party


class PuzzleQuerySet(AlongsideQuerySet["Puzzle"]):
    @by_keys(lambda person: (tracks_of(person).active,))
    def visible_to(self, active: Collection[int]) -> "PuzzleQuerySet":
        """Puzzles of tracks on which this person takes part today (access.md row 6)."""
        return self.filter(period__track__in=active)

    def on_track(self, track: Track) -> "PuzzleQuerySet":
        return self.filter(period__track=track).order_by("period__number")

    def with_pieces(self) -> "PuzzleQuerySet":
        """The proposed pieces with everything that was said about them, in a fixed number of queries. Drafts are their
        author's alone and come by themselves (`Piece.objects.drafts_of`)."""
        return self.select_related("period__track__learner", "period__track__partnership").alongside(gather_proposed)


@Prepared
def _proposed_in(puzzles: list[int]) -> models.QuerySet[Piece]:
    return Piece.objects.proposed().filter(puzzle__in=puzzles).with_words()


@Prepared
def _known_in(puzzles: list[int], tracks: list[int], person: int) -> models.QuerySet[Piece]:
    return Piece.objects.known_on(tracks, person).filter(puzzle__in=puzzles).with_words()


def gather_proposed(puzzles: list["Puzzle"]) -> None:
    """Beside puzzles the pieces that were proposed in them."""
    gather(puzzles, "pieces", _proposed_in)


def gather_known(puzzle: "Puzzle", person: User) -> None:
    """Beside a puzzle the pieces that this person may know of, with their own drafts (access.md row 6)."""
    gather([puzzle], "pieces", lambda keys: _known_in(keys, tracks_of(person).readable, person.pk))


@Prepared
def _versions_in(puzzle: int) -> models.QuerySet[PieceVersion]:
    found = PieceVersion.objects.filter(piece__puzzle=puzzle).select_related("piece")
    return found.order_by("piece__created_at", "piece", "number")


@Prepared
def _versions_on(tracks: list[int]) -> models.QuerySet[PieceVersion]:
    open_ones = PieceVersion.objects.filter(
        piece__puzzle__period__track__in=tracks, piece__puzzle__frozen_at__isnull=True
    )
    found = open_ones.defer("what", "who", "when_text", "noticed", "subject")  # nothing that a picture shows
    return found.select_related("piece__puzzle__period").order_by("piece__created_at", "piece", "number")


def gather_standing(puzzle: "Puzzle") -> None:
    """Beside a puzzle what was proposed in it, with what says how far each piece is and whose turn it is, in three
    queries: nobody's name, and nothing of what it was worth."""
    _stand([puzzle], _versions_in(puzzle.pk))


def _stand(puzzles: "Collection[Puzzle]", versions: list[PieceVersion]) -> None:
    """The pieces of these versions beside their puzzles, with what was said about them."""
    known, pieces = {puzzle.pk: puzzle for puzzle in puzzles}, dict[int, Piece]()
    for version in versions:
        piece = pieces.setdefault(version.piece_id, version.piece)
        piece.puzzle = known[piece.puzzle_id]
    gather(list(pieces.values()), "versions", lambda keys: versions)
    for name, ask in SAYS_WHOSE_TURN.items():
        gather(versions, name, ask)
    gather(versions, "value_notes", lambda keys: [])
    gather(list(known.values()), "pieces", lambda keys: list(pieces.values()))


def standing_on(tracks: Collection[Track]) -> dict[int, "Puzzle"]:
    """Of each track (by its key) the puzzle that is being laid, as `gather_standing` puts its pieces beside it; in
    three queries, however many tracks. A track on which nobody proposed anything yet has none."""
    known = {track.pk: track for track in tracks}
    versions = _versions_on(list(known)) if known else []
    puzzles: dict[int, Puzzle] = {}
    for version in versions:
        puzzle = puzzles.setdefault(version.piece.puzzle_id, version.piece.puzzle)
        puzzle.period.track = known[puzzle.period.track_id]
    _stand(puzzles.values(), versions)
    found: dict[int, Puzzle] = {}
    for puzzle in sorted(puzzles.values(), key=lambda one: one.period.starts_on):
        if puzzle.track.pk not in found or puzzle.period.starts_on <= today():
            found[puzzle.track.pk] = puzzle
    return found


class Puzzle(models.Model):
    """What the parties of a track lay together for one period. Frozen when the learner laid the next one: from then on
    it is what it was, to read. `actions/puzzles.py` opens and freezes it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.OneToOneField(Period, on_delete=models.CASCADE, related_name="puzzle")
    opened_at = models.DateTimeField(_("geopend op"), default=timezone.now)
    frozen_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True)

    objects = PuzzleQuerySet.as_manager()

    class Meta:
        verbose_name = _("puzzel")
        verbose_name_plural = _("puzzels")
        ordering = ["opened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.period.track} · {self.period.number}"

    @classmethod
    def of(cls, period: Period) -> "Puzzle":
        """The puzzle of a period with its pieces, or an empty one that nobody opened yet."""
        found = cls.objects.with_pieces().filter(period=period).first()
        return found or cls(period=period)

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:puzzle_of", args=[self.track.public_id, self.period.number])

    @property
    def trail(self) -> str:
        return self.track.trail

    @property
    def track(self) -> Track:
        return self.period.track

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def parties(self) -> list[Party]:
        return parties_of(has_school=self.track.school_id is not None)

    @property
    def laid_pieces(self) -> list[Piece]:
        """The pieces on the table, in the order of their slots: no drafts, and nothing that was taken away again."""
        proposed = [piece for piece in self.pieces.all() if not piece.is_draft] if self.pk else []
        there = [piece for piece in proposed if piece.state not in GONE]
        return sorted(there, key=lambda piece: (Slot(piece.slot).position, piece.created_at, piece.pk))

    @property
    def questions(self) -> list[Piece]:
        """The leervragen on the table, to link other pieces to."""
        return [piece for piece in self.laid_pieces if piece.slot == Slot.QUESTION]

    @property
    def agreed_pieces(self) -> list[Piece]:
        """Pieces with an agreement in force; of a reopened one the last agreement still holds (domain.md §4.2)."""
        return [piece for piece in self.laid_pieces if piece.in_force]

    def gaps(self) -> list[Gap]:
        """What is missing before the puzzle is laid, and who can act (domain.md §4.3)."""
        agreed = self.agreed_pieces
        filled = {Slot(piece.slot) for piece in agreed}
        missing = [self._gap(slots) for slots in REQUIRED if not filled & set(slots)]
        brought = {piece.brought_by for piece in agreed}
        return missing + [gap for party in self.parties if party not in brought for gap in self._voice(party, missing)]

    def _voice(self, party: Party, missing: list[Gap]) -> list[Gap]:
        """A party has no agreed piece of its own: it can bring one in, or a proposal of it waits (said once)."""
        own = [piece for piece in self.laid_pieces if piece.brought_by == party and piece.waits_for]
        if not own:
            return [Gap((), (party,))]
        if any(gap.waiting and piece.slot in gap.slots for gap in missing for piece in own):
            return []
        return [self._gap((Slot(own[0].slot),))]

    def _gap(self, slots: tuple[Slot, ...]) -> Gap:
        """Something lies there and waits for somebody, or nothing does and somebody can propose."""
        waiting = [party for piece in self.laid_pieces if piece.slot in slots for party in piece.waits_for]
        if waiting:
            return Gap(slots, tuple(party for party in self.parties if party in waiting), waiting=True)
        usual = {party for slot in slots for party in slot.text.usually}
        who = tuple(party for party in self.parties if party in usual)
        return Gap(slots, who or tuple(self.parties))

    @property
    def laid_count(self) -> int:
        """How many of the six places are laid."""
        filled = {Slot(piece.slot) for piece in self.agreed_pieces}
        return sum(bool(filled & set(slots)) for slots in REQUIRED)

    @property
    def state(self) -> PuzzleState:
        """Where it stands: laid when each needed place and each party has an agreed piece, or one further on."""
        pieces = self.laid_pieces
        if not pieces:
            return PuzzleState.EMPTY
        if self.gaps():
            return PuzzleState.GAPS
        reopened = any(piece.state == PieceState.REOPENED for piece in pieces)
        return PuzzleState.REOPENED if reopened else PuzzleState.LAID

    def to_choose(self) -> list[Piece]:
        """Pieces that the learner says something about before the next puzzle: everything on the table that is not
        finished, but for the leervraag, which is confirmed or renewed first."""
        finished = {PieceState.DONE, PieceState.VALUED}
        return [piece for piece in self.laid_pieces if piece.slot != Slot.QUESTION and piece.state not in finished]


@Prepared
def _periods_with_puzzles(track: int) -> models.QuerySet[Period]:
    asked = Piece.objects.proposed().filter(
        puzzle__period=OuterRef("pk"), slot=Slot.QUESTION, withdrawn_at__isnull=True
    )
    found = Period.objects.filter(track=track).select_related("puzzle")
    return found.annotate(has_question=Exists(asked))


def periods_with_puzzles(track: Track) -> list[Period]:
    """The periods of a track in order, in one query. Each has its puzzle if there is one, the track that is here, and
    `has_question`: whether a leervraag lies in it."""
    periods = _periods_with_puzzles(track.pk)
    for period in periods:
        period.track = track
    return periods


def period_now(periods: list[Period]) -> Period:
    """The period that runs; before the first one that, after the last one the last."""
    return next((period for period in reversed(periods) if period.starts_on <= today()), periods[0])


def puzzle_now(track: Track) -> Puzzle:
    """The puzzle of the period that runs, opened or not."""
    period = period_now(periods_with_puzzles(track))
    return getattr(period, "puzzle", None) or Puzzle(period=period)
