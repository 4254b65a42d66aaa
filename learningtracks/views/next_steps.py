"""The own puzzle at home: how it stands, and the one next step, in words to who learns (domain.md §4.3)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.directions import apart
from accounts.models import User
from accounts.values import today
from learningtracks.forms.pieces import HINTS, PieceForm
from learningtracks.models.puzzles import Puzzle, standing_on
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import Gap, Slot
from learningtracks.views.track_parts import Now, now_of
from partnerships.values import Party


@dataclass(frozen=True)
class Step:
    """What comes next, and the way to it."""

    says: str
    label: str
    url: str


@dataclass(frozen=True)
class OwnPuzzle:
    """An own track with its puzzle: nothing of it before somebody proposed something. `form` asks for the leervraag
    with which a puzzle begins, else `step` leads on; where the learner takes part no longer there is neither."""

    track: Track
    url: str
    now: Now | None
    form: PieceForm | None
    step: Step | None


def own_puzzles(tracks: Collection[Track], learning: Collection[int], person: User) -> list[OwnPuzzle]:
    """How the puzzles of these own tracks stand, of the one that runs first. That asks for a leervraag if it has none;
    `learning` are the keys of those on which this person takes part."""
    puzzles, found = standing_on(tracks), list[OwnPuzzle]()
    for track in sorted(tracks, key=lambda one: (not one.is_running, one.starts_on)):
        puzzle, here = puzzles.get(track.pk), track.pk in learning
        asks = here and not (puzzle and puzzle.questions) and not found
        found.append(
            OwnPuzzle(
                track=track,
                url=reverse("learningtracks:puzzle", args=[track.public_id]),
                now=now_of(track, puzzle, person) if puzzle else None,
                form=PieceForm(slot=Slot.QUESTION, questions=[]) if asks else None,
                step=step_of(track, puzzle, person) if here and not asks else None,
            )
        )
    return found


def step_of(track: Track, puzzle: Puzzle | None, person: User) -> Step:
    """The one next step of who learns: a new period first, then what waits for them, then a place that is empty."""
    new, whole = (reverse(f"learningtracks:{name}", args=[track.public_id]) for name in ("piece_new", "puzzle"))
    if puzzle is None:
        return _filling(Gap((Slot.QUESTION,), (Party.LEARNER,)), new)
    if puzzle.period.ends_on < today() and puzzle.period.ends_on < track.last_day:
        label = _("Puzzel opnieuw leggen")
        return Step(_("Er is een nieuwe periode. Leg je puzzel opnieuw: begin bij je leervraag."), label, whole)
    if mine := [piece for piece in puzzle.laid_pieces if Party.LEARNER in piece.waits_for]:
        says = _("Jij bent aan zet bij “%(title)s”.") % {"title": apart(mine[0].title)}
        return Step(says, _("Bekijk en antwoord"), mine[0].get_absolute_url())
    return _toward(puzzle.gaps(), new, whole, track.the_learner(person))


def _toward(gaps: list[Gap], new: str, whole: str, learner: str) -> Step:
    """What is empty comes before what others have to say something about."""
    empty = [gap for gap in gaps if gap.slots and not gap.waiting]
    if empty:
        return _filling(next((gap for gap in empty if Party.LEARNER in gap.who), empty[0]), new)
    if any(not gap.slots and Party.LEARNER in gap.who for gap in gaps):
        return Step(_("Je kunt zelf ook nog een stuk inbrengen."), _("Stel iets voor"), new)
    says = gaps[0].sentence(learner) if gaps else _("Jullie zijn het eens over de hele puzzel.")
    return Step(says, _("Bekijk je puzzel"), whole)


def _filling(gap: Gap, new: str) -> Step:
    """To propose something for an empty place, with the question that belongs to it."""
    says = _("Nog leeg: %(place)s. %(question)s") % {"place": gap.name, "question": HINTS[gap.slots[0]].short}
    return Step(says, _("Stel iets voor"), f"{new}?slot={gap.slots[0]}")
