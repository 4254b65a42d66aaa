"""Parts of the page of a track: the puzzle of now, what waits and for whom, its talks, the reviews of each period, and
the way to its puzzles."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from learningtracks.drawing import Drawing, draw
from learningtracks.models.conversations import Conversation
from learningtracks.models.puzzles import Puzzle, gather_standing, period_now
from learningtracks.models.reviews import TrackReview, opens_on
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.values.pieces import REQUIRED, THE_PARTY
from learningtracks.values.reviews import REVIEWERS
from partnerships.models.todos import ToDo
from partnerships.todos import PLACES
from partnerships.values import Party

MOST_TALKS = 8


def tabs_of(track: Track, path: str) -> list[dict[str, Any]]:
    """The two sides of a track for who may open it."""
    sides = [
        (_("Overzicht"), track.get_absolute_url()),
        (_("Alle puzzels"), reverse("learningtracks:track_puzzles", args=[track.public_id])),
    ]
    return [{"label": label, "url": url, "current": url == path} for label, url in sides]


@Prepared
def _talks_of(track: int) -> QuerySet[Conversation]:
    return Conversation.objects.filter(track=track).not_called_off()[:MOST_TALKS]


@Prepared
def _reviews_of(track: int) -> QuerySet[TrackReview]:
    return TrackReview.objects.filter(period__track=track).submitted().order_by("submitted_at", "pk")


def talks_of(track: Track) -> list[Conversation]:
    """The talks that were not called off, the last ones first."""
    return _talks_of(track.pk)


@dataclass(frozen=True)
class Now:
    """The puzzle of now in short: its picture, the leervragen, how far it is, and what is missing, in words."""

    url: str
    period: Period
    drawing: Drawing
    questions: list[str]
    laid: int
    needed: int
    gaps: list[str]


@dataclass(frozen=True)
class Waits:
    """How many proposals wait for a party, and who speaks for it."""

    party: str
    names: str
    number: int


def puzzle_of_now(track: Track, periods: list[Period]) -> Puzzle | None:
    """The puzzle of the period that runs, with its pieces; nothing for a track without periods."""
    if not periods:
        return None
    period = period_now(periods)
    found: Puzzle = getattr(period, "puzzle", None) or Puzzle(period=period)
    if found.pk:
        gather_standing(found)
    return found


def now_of(track: Track, puzzle: Puzzle, reader: User) -> Now:
    """The puzzle as it stands on top of the page of a track (domain.md §2.3 step 4)."""
    gaps = [] if track.is_over else puzzle.gaps()
    return Now(
        url=puzzle.get_absolute_url(),
        period=puzzle.period,
        drawing=draw(puzzle.pieces.all() if puzzle.pk else []),
        questions=[piece.title for piece in puzzle.questions],
        laid=puzzle.laid_count,
        needed=len(REQUIRED),
        gaps=[gap.sentence(track.the_learner(reader)) for gap in gaps],
    )


def waits_on(
    track: Track, puzzle: Puzzle, people: Sequence[TrackPerson], reader: User, party: str | None
) -> list[Waits]:
    """The proposals that wait for the other parties: everybody on the track may read those (access.md row 6). What
    waits for the reader is theirs alone, and is counted in "Voor jou"."""
    numbers = Counter(one for piece in puzzle.laid_pieces for one in piece.waits_for)
    found = []
    for one in puzzle.parties:
        if one == party or not numbers[one]:
            continue
        named = [track.learner] if one == Party.LEARNER else [other.person for other in people if other.party == one]
        names = ", ".join(dict.fromkeys(str(person) for person in named))
        found.append(Waits(capfirst(str(THE_PARTY.get(one, track.the_learner(reader)))), names, numbers[one]))
    return found


def waiting_on(rows: Iterable[ToDo]) -> Counter[int | None]:
    """How much of what waits for somebody has to be done on which track, by its key."""
    return Counter(row.place_id for row in rows if row.place in PLACES and PLACES[row.place].heads)


@dataclass(frozen=True)
class Half:
    """What one party did about one period: a review to read, the way to write it, or nothing yet."""

    party: Party
    review: TrackReview | None
    write_url: str

    @property
    def label(self) -> str:
        return str(self.party.label)


@dataclass(frozen=True)
class LookBack:
    """One period on which can be looked back."""

    period: Period
    halves: list[Half]


def looks_back(track: Track, periods: Iterable[Period], party: str | None) -> list[LookBack]:
    """Per period that is at its end: what each party wrote, the newest correction in place of what it corrects. The
    party of the reader gets the way to write; a coordinator sees whether and when (access.md rows 14-15)."""
    given: dict[tuple[int, str], TrackReview] = {}
    for review in _reviews_of(track.pk):
        given[review.period_id, review.party] = review
    found = []
    for period in periods:
        if today() < opens_on(period):
            continue
        halves = []
        for one in REVIEWERS:
            if one == Party.EDUCATION and track.school_id is None:
                continue
            written = given.get((period.pk, one))
            url = reverse("learningtracks:review_new", args=[track.public_id, period.number])
            halves.append(Half(one, written, url if party == one and written is None else ""))
        found.append(LookBack(period, halves))
    return found
