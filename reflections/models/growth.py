"""How somebody grew: what they lived through, what it was worth to them, what became of their pieces, who helped.

It is read from the facts each time, for that person alone. Nothing of it is stored, counted or compared with others
(docs/decisions/0162).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.alongside import gather
from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.models.pieces import Piece
from learningtracks.models.versions import PieceValueNote, PieceVersion, Vote
from learningtracks.values.pieces import GONE, PieceState
from partnerships.values import Party
from reflections.models.experiences import Experience
from reflections.models.passes import Pass
from reflections.values import LEVELS, LevelText

MOST_ENTRIES, MOST_PIECES = 500, 200  # the newest; more is no page and no document
COURSE = (PieceState.PROPOSED, PieceState.AGREED, PieceState.ACTIVE, PieceState.DONE, PieceState.VALUED)


@dataclass(frozen=True)
class Step:
    """One moment of a piece; without `at` it is still to come."""

    state: PieceState
    at: dt.datetime | None


@dataclass(frozen=True)
class Worth:
    """One line of value of one's own, about an experience or about a piece."""

    level: LevelText
    text: str
    fell_short: bool
    day: dt.date
    about: Experience | Piece


class Course:
    """A piece on its way from proposed to valued (domain.md §4.2)."""

    def __init__(self, piece: Piece, version: PieceVersion) -> None:
        """`version` is what it says: what all agreed to, or else the newest proposal."""
        self.piece, self.version = piece, version

    @cached_property
    def notes(self) -> list[PieceValueNote]:
        """What it was worth to who learns; what others said of it is theirs."""
        mine = self.piece.track.learner_id
        said = self.piece.in_force.value_notes.all() if self.piece.in_force else []
        return [note for note in said if note.party == Party.LEARNER and note.person_id == mine]

    @cached_property
    def steps(self) -> list[Step]:
        piece = self.piece
        agreed = piece.in_force.agreed_at if piece.in_force else None
        finished = piece.finished_at if piece.is_finished else None
        valued = min((note.at for note in self.notes), default=None) if finished else None
        moments = (piece.live_versions[0].created_at, agreed, piece.started_at if agreed else None, finished, valued)
        return [Step(state, at) for state, at in zip(COURSE, moments, strict=True)]

    @property
    def since(self) -> dt.datetime:
        """When the last of its steps was taken."""
        return max(step.at for step in self.steps if step.at)


@dataclass
class Helper:
    """Somebody who gave feedback, and on what; who has no account by the name that the learner gave. Whose account is
    gone has no name any more (access.md R33)."""

    name: str
    entries: list[Experience] = field(default_factory=list)


class Growth:
    """Everything on the page, in eight questions however much there is."""

    def __init__(self, person: User) -> None:
        self.entries: list[Experience] = list(Experience.objects.written_by(person).saved().with_story()[:MOST_ENTRIES])
        gather(self.entries, "passes", _answered_passes)
        self.courses = _courses_of(person)

    @property
    def months(self) -> list[tuple[dt.date, list[Experience]]]:
        """The experiences by month, newest first, each month by its first day."""
        by_month = groupby(self.entries, key=lambda entry: entry.happened_on.replace(day=1))
        return [(month, list(entries)) for month, entries in by_month]

    @property
    def worth(self) -> list[tuple[LevelText, list[Worth]]]:
        """What was said per kind of value, newest first. A kind that nothing was said of is not there: none is owed."""
        lines = sorted(self._lines(), key=lambda line: line.day, reverse=True)
        found = [(level, [line for line in lines if line.level == level]) for level in LEVELS]
        return [(level, said) for level, said in found if said]

    def _lines(self) -> Iterable[Worth]:
        texts = {str(level.level): level for level in LEVELS}
        for entry in self.entries:
            for note in entry.value_notes.all():
                yield Worth(texts[note.level], note.text, note.fell_short, entry.happened_on, entry)
        for course in self.courses:
            for said in course.notes:
                day = timezone.localdate(said.at)
                yield Worth(texts[said.level], said.text, said.fell_short, day, course.piece)

    @property
    def forms(self) -> Counter[str]:
        """How often each form of learning was named."""
        return Counter(entry.learning_form for entry in self.entries if entry.learning_form)

    @property
    def helpers(self) -> list[Helper]:
        """Who gave feedback, who did so last first: an order in time, not of how much."""
        found: dict[int | str | None, Helper] = {}
        for entry in self.entries:
            for feedback in feedback_on(entry):
                name = str(feedback.author or _("voormalig begeleider"))
                found.setdefault(feedback.author_id, Helper(name)).entries.append(entry)
            for asked in entry.passes.all():
                helper = found.setdefault(asked.person_id or asked.name, Helper(asked.called))
                if entry not in helper.entries:
                    helper.entries.append(entry)
        return list(found.values())

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.courses


def feedback_on(entry: Experience) -> list[Any]:
    """What others answered about an experience that came with its questions."""
    return [asked.feedback for asked in entry.feedback_requests.all() if hasattr(asked, "feedback")]


@Prepared
def _answered_passes(entries: list[int]) -> QuerySet[Pass]:
    """What colleagues answered by a link, or in the team."""
    return Pass.objects.filter(experience__in=entries, answered_at__isnull=False).select_related("person")


# --- Pieces -----------------------------------------------------------------------------------------------------------


@Prepared
def _pieces_of(learner: int) -> QuerySet[Piece]:
    found = Piece.objects.proposed().filter(puzzle__period__track__learner=learner, withdrawn_at__isnull=True)
    return found.select_related("puzzle__period__track__partnership").order_by("-created_at", "-pk")[:MOST_PIECES]


@Prepared
def _versions_of(pieces: list[int]) -> QuerySet[PieceVersion]:
    return PieceVersion.objects.filter(piece__in=pieces)


@Prepared
def _votes_on(versions: list[int]) -> QuerySet[Vote]:
    return Vote.objects.filter(version__in=versions)


@Prepared
def _own_value_notes_on(versions: list[int]) -> QuerySet[PieceValueNote]:
    return PieceValueNote.objects.filter(version__in=versions, party=Party.LEARNER)


def _courses_of(learner: User) -> list[Course]:
    """The pieces on all own tracks, also of those that are over (access.md R31), the last that moved first."""
    pieces = _pieces_of(learner.pk)
    versions = gather(pieces, "versions", _versions_of)
    gather(versions, "votes", _votes_on)
    gather(versions, "value_notes", _own_value_notes_on)
    gather(versions, "remarks", lambda keys: [])  # nothing here depends on what was asked
    said = [(piece, piece.in_force or piece.current) for piece in pieces if piece.state not in GONE]
    found = [Course(piece, version) for piece, version in said if version]
    return sorted(found, key=lambda course: course.since, reverse=True)
