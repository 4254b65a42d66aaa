"""Pieces of a puzzle: what a party offers or needs, and how it stands (domain.md §4.2)."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.alongside import AlongsideQuerySet, gather
from accounts.models import User
from accounts.prepared import Prepared, by_keys
from accounts.values import today, version_of
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track
from learningtracks.models.versions import SAID, SAYS_WHOSE_TURN, PieceValueNote, PieceVersion, Vote
from learningtracks.values.actions import MOST_ORIGIN
from learningtracks.values.pieces import TALK_AFTER, PieceState, Slot, VoteAnswer, parties_of
from partnerships.values import Party

TRACK = "puzzle__period__track"


def _akkoord(party: Party) -> Exists:
    """This party is akkoord with the newest version."""
    votes = Vote.objects.standing().filter(answer=VoteAnswer.AGREED)
    return Exists(votes.filter(version=OuterRef("newest"), party=party))


def called(piece: str) -> Coalesce:
    """What the piece behind this column is called by its newest version; empty while it is a draft."""
    newest = PieceVersion.objects.live().filter(piece=OuterRef(piece)).order_by("-number")
    return Coalesce(Subquery(newest.values("title")[:1]), Value(""))


class PieceQuerySet(AlongsideQuerySet["Piece"]):
    def proposed(self) -> "PieceQuerySet":
        """Pieces that others know of; drafts are their author's alone."""
        return self.filter(Exists(PieceVersion.objects.filter(piece=OuterRef("pk"))))

    @by_keys(lambda person: (person.pk, tracks_of(person).active))
    def visible_to(self, person: int, active: Collection[int]) -> "PieceQuerySet":
        """Pieces on tracks where this person takes part today, and their own drafts there (access.md row 6)."""
        return self.known_on(active, person)

    def readable_by(self, person: User) -> "PieceQuerySet":
        """The same, and those of all own tracks (access.md R31)."""
        return self.known_on(tracks_of(person).readable, person.pk)

    def known_on(self, tracks: Collection[int], person: int) -> "PieceQuerySet":
        """What the person with this key may know of on these tracks: what was proposed, and their own drafts."""
        proposed = Exists(PieceVersion.objects.filter(piece=OuterRef("pk")))
        return self.filter(Q(proposed) | Q(author=person), **{f"{TRACK}__in": tracks})

    def drafts_of(self, person: User) -> "PieceQuerySet":
        return self.visible_to(person).filter(author=person, draft__isnull=False)

    def on_track(self, track: Track | int) -> "PieceQuerySet":
        return self.filter(**{TRACK: track})

    def of_period(self, period: Any) -> "PieceQuerySet":
        """The proposed pieces of one period."""
        return self.proposed().filter(puzzle__period=period)

    def with_newest(self) -> "PieceQuerySet":
        """Those with a version that was not taken back; the key and the number of the newest one beside each. Joined,
        so that what asks for it further on need not look for it again."""
        later = PieceVersion.objects.live().filter(piece=OuterRef("pk"), number__gt=OuterRef("newest_number"))
        joined = {"newest": "versions", "newest_number": "versions__number", "newest_gone": "versions__withdrawn_at"}
        found: Any = self.annotate(**{name: F(path) for name, path in joined.items()})
        newest: PieceQuerySet = found.filter(~Exists(later), newest__isnull=False, newest_gone__isnull=True)
        return newest

    def in_negotiation(self) -> "PieceQuerySet":
        """Pieces on which a party has yet to say something: the newest version is not agreed, the puzzle open, the
        track not over."""
        undecided = (
            ~_akkoord(Party.LEARNER)
            | ~_akkoord(Party.WORKPLACE)
            | Q(~_akkoord(Party.EDUCATION), **{f"{TRACK}__school__isnull": False})
        )
        return self.with_newest().filter(
            undecided,
            withdrawn_at__isnull=True,
            parked_at__isnull=True,
            puzzle__frozen_at__isnull=True,
            **{f"{TRACK}__ended_on__isnull": True, f"{TRACK}__ends_on__gte": today()},
        )

    def of_talk(self, talk: Any) -> "PieceQuerySet":
        """What a driehoeksgesprek is about: pieces in negotiation, and those with a version that came out of it, with
        the number of that version as `outcome`."""
        here = self.model.objects.on_track(talk.track_id)
        undecided = list(here.in_negotiation().values_list("pk", flat=True))
        made = PieceVersion.objects.filter(piece=OuterRef("pk"), outcome__conversation=talk).order_by("-number")
        return self.annotate(outcome=Subquery(made.values("number")[:1])).filter(
            Q(pk__in=undecided) | Q(outcome__isnull=False), puzzle__period__track=talk.track_id
        )

    def about(self, version: PieceVersion) -> "PieceQuerySet":
        """The piece of this version, while it is this version that is negotiated."""
        return self.in_negotiation().filter(pk=version.piece_id, **{"newest": version.pk})

    def from_origin(self, *origins: str) -> "PieceQuerySet":
        """What was made of these answers."""
        return self.filter(origin__in=origins)

    def called(self) -> "PieceQuerySet":
        """Each with the title of its newest version as `called`."""
        return self.annotate(called=called("pk"))

    def questions_of(self, puzzle: Any) -> "PieceQuerySet":
        """The leervragen of a puzzle to link other pieces to, in one query."""
        found = self.filter(puzzle=puzzle.pk, slot=Slot.QUESTION, withdrawn_at__isnull=True)
        return found.proposed().called()

    def with_questions(self) -> "PieceQuerySet":
        """As `with_versions`, with the leervragen that the versions belong to: what the page of one piece shows."""
        return self.with_versions().alongside(_gather_questions)

    def with_words(self) -> "PieceQuerySet":
        """What a line about a piece says, in five queries however many there are: nobody's name, and for who has the
        puzzle it lies in."""
        return self.select_related("draft").alongside(_gather_words)

    def with_versions(self) -> "PieceQuerySet":
        """Everything that the page of a piece shows, in as many queries."""
        return self.select_related(f"{TRACK}__learner", f"{TRACK}__workplace", "draft").alongside(
            _gather_words_and_names
        )


@dataclass(frozen=True)
class _Versions:
    """Which of the versions of a piece count."""

    made: list[PieceVersion]

    @cached_property
    def live(self) -> list[PieceVersion]:
        return [version for version in self.made if version.withdrawn_at is None]

    @cached_property
    def in_force(self) -> PieceVersion | None:
        return next((version for version in reversed(self.live) if version.is_agreed), None)


class Piece(models.Model):
    """One concrete offer or need in a slot of a puzzle. Facts are stored, the state follows from them.

    `actions/pieces.py` writes the facts. `finished_number` is the version that was in force when it was finished: a new
    agreement opens it again. `origin` says what it was made of, as of an action point. Agreement and dropping are votes
    on a version, so they have no column here.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    puzzle = models.ForeignKey("learningtracks.Puzzle", on_delete=models.CASCADE, related_name="pieces")
    slot = models.CharField(_("plek in de puzzel"), max_length=10, choices=Slot)
    brought_by = models.CharField(_("ingebracht door"), max_length=10, choices=Party)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    carried_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    origin = models.CharField(_("komt uit"), max_length=MOST_ORIGIN, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    parked_at = models.DateTimeField(_("geparkeerd op"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    finished_number = models.PositiveSmallIntegerField(_("klaar met versie"), null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("puzzelstuk")
        verbose_name_plural = _("puzzelstukken")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["origin"], condition=~Q(origin=""), name="piece_of_origin")]
        constraints = [
            models.CheckConstraint(condition=Q(slot__in=Slot.values), name="piece_slot_known"),
            models.CheckConstraint(condition=Q(brought_by__in=Party.values), name="piece_party_known"),
            models.CheckConstraint(
                condition=Q(parked_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="piece_not_parked_and_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_number__isnull=True)
                | Q(finished_at__isnull=False, finished_number__isnull=False, started_at__isnull=False),
                name="piece_finished_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def notes_of(self, person: User) -> dict[str, tuple[str, bool]]:
        """What this person said about the agreement in force: level → (line, "viel tegen")."""
        notes = self.in_force.value_notes.all() if self.in_force else []
        return {note.level: (note.text, note.fell_short) for note in notes if note.person_id == person.pk}

    def version_for(self, person: User) -> int:
        """Of what this person said it was worth."""
        return version_of(*sorted(self.notes_of(person).items()))

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:piece", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"piece:{self.public_id}"

    @property
    def track(self) -> Track:
        return self.puzzle.period.track

    @property
    def parties(self) -> list[Party]:
        """Who must agree: two parties on a track without a school, else three."""
        return parties_of(has_school=self.track.school_id is not None)

    @property
    def title(self) -> str:
        """As the newest version calls it, or the draft."""
        said = self.current or self.newest_version or getattr(self, "draft", None)
        return str(said.title if said else "") or str(self.get_slot_display())

    @property
    def live_versions(self) -> list[PieceVersion]:
        return self._versions.live

    @property
    def _versions(self) -> "_Versions":
        """What follows from the versions. Of those that came with the piece it is worked out once: a page asks for the
        state of a piece many times. Fetched anew, they are another list."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("versions")
        if fetched is None:
            return _Versions(list(self.versions.all()))
        known: tuple[Any, _Versions] | None = self.__dict__.get("_known_versions")
        if known is None or known[0] is not fetched:
            known = self.__dict__["_known_versions"] = (fetched, _Versions(list(fetched)))
        return known[1]

    @property
    def newest_version(self) -> PieceVersion | None:
        """The last one that was made, taken back or not."""
        made = self._versions.made
        return made[-1] if made else None

    @property
    def current(self) -> PieceVersion | None:
        """The newest version that was not taken back: the one that is voted on."""
        live = self.live_versions
        return live[-1] if live else None

    @property
    def in_force(self) -> PieceVersion | None:
        """The last version that all parties agreed to. It holds until they agree to a newer one."""
        return self._versions.in_force

    @property
    def is_draft(self) -> bool:
        return self.newest_version is None

    @property
    def is_finished(self) -> bool:
        """The learner finished what is in force now."""
        return self.in_force is not None and self.finished_number == self.in_force.number

    @property
    def value_notes(self) -> list[PieceValueNote]:
        """What it was worth, oldest first, whatever version it was about."""
        return [note for version in self.versions.all() for note in version.value_notes.all()]

    @property
    def is_valued(self) -> bool:
        """The learner said what the agreement in force was worth (domain.md §4.2)."""
        notes = self.in_force.value_notes.all() if self.in_force else []
        return any(note.party == Party.LEARNER for note in notes)

    @property
    def state(self) -> PieceState:
        """Where it stands. Follows from versions, votes and facts; stored nowhere."""
        if self.withdrawn_at:
            return PieceState.WITHDRAWN
        current, in_force = self.current, self.in_force
        if current is None:
            return PieceState.DRAFT
        if in_force and in_force.drops:
            return PieceState.DROPPED
        if self.parked_at:
            return PieceState.PARKED
        if in_force is None:
            countered = len({version.party for version in self.live_versions}) > 1
            return PieceState.COUNTERED if countered else PieceState.PROPOSED
        return PieceState.REOPENED if current.pk != in_force.pk else self._course()

    def _course(self) -> PieceState:
        """How far an agreed piece is."""
        if self.is_finished:
            return PieceState.VALUED if self.is_valued else PieceState.DONE
        return PieceState.ACTIVE if self.started_at else PieceState.AGREED

    @property
    def is_open(self) -> bool:
        """The parties can still say something about the newest version."""
        return self.state in (PieceState.PROPOSED, PieceState.COUNTERED, PieceState.REOPENED)

    @property
    def waits_for(self) -> list[Party]:
        """Whose turn it is; nobody's when the puzzle is closed."""
        return self.current.waits_for() if self.current and self.is_open and not self.puzzle.frozen_at else []

    def waiting_since(self, party: str) -> dt.datetime:
        """Since when it is the turn of this party, one of `waits_for`."""
        return self.current.waiting_since(party) if self.current else self.created_at

    @property
    def counterproposals(self) -> int:
        """Versions since the last agreement that answered one of another party."""
        start = self.in_force.number if self.in_force else 0
        open_ones = [version for version in self.live_versions if version.number > start]
        return sum(one.party != before.party for before, one in zip(open_ones, open_ones[1:], strict=False))

    @property
    def talk_offered(self) -> bool:
        """After two counterproposals a driehoeksgesprek helps more than a third (domain.md §2.3 step 5)."""
        return self.is_open and self.counterproposals >= TALK_AFTER

    def next_number(self) -> int:
        made = self.newest_version
        return made.number + 1 if made else 1


# --- What is read beside pieces -------------------------------------------------------------------------------------


@Prepared
def _versions_of(pieces: list[int]) -> models.QuerySet[PieceVersion]:
    return PieceVersion.objects.filter(piece__in=pieces)


@Prepared
def _questions_of(versions: list[int]) -> models.QuerySet[Piece]:
    found = Piece.objects.called().filter(pieceversions_for__in=versions)
    return found.annotate(of_version=F("pieceversions_for")).order_by("pk")


@Prepared
def _people(keys: list[int]) -> models.QuerySet[User]:
    return User.objects.filter(pk__in=keys)


def _gather(pieces: list[Piece], said: dict[str, Prepared]) -> list[Any]:
    """The versions, and beside each what was said about it. Returns whatever has somebody's name."""
    versions = gather(pieces, "versions", _versions_of)
    return [*versions, *(one for name, ask in said.items() for one in gather(versions, name, ask))]


def _name(named: list[Any]) -> None:
    """Who made these versions, and who said these words: each person read once."""
    keys = [one.author_id if isinstance(one, PieceVersion) else one.person_id for one in named]
    people: dict[Any, User] = {person.pk: person for person in _people({key for key in keys if key})}
    for one, key in zip(named, keys, strict=True):
        setattr(one, "author" if isinstance(one, PieceVersion) else "person", people.get(key))


def _gather_words(pieces: list[Piece]) -> None:
    _gather(pieces, SAID)


def _gather_words_and_names(pieces: list[Piece]) -> None:
    _name(_gather(pieces, SAID))


def _gather_questions(pieces: list[Piece]) -> None:
    """The leervragen that the versions belong to, with what they are called."""
    gather([one for piece in pieces for one in piece.versions.all()], "questions", _questions_of, by="of_version")


def with_what_counts(pieces: list[Piece]) -> list[Piece]:
    """The same pieces with what says whose turn it is: the versions, and what was said about each by whom."""
    _name(_gather(pieces, SAYS_WHOSE_TURN))
    return pieces


def fresh(piece: Piece) -> Piece:
    """The piece with everything that was said about it by now."""
    return Piece.objects.with_versions().get(pk=piece.pk)
