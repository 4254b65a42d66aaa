"""The puzzle of a period on paper, to hang up: A4 or A3 (domain.md §4.4, docs/decisions/0161)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from accounts.directions import apart
from accounts.values import today
from learningtracks.access import for_track
from learningtracks.drawing import Shown, draw, version_of
from learningtracks.models.puzzles import periods_with_puzzles
from learningtracks.models.tracks import Track, guides_of
from learningtracks.models.versions import PieceVersion
from learningtracks.values.pieces import REQUIRED
from learningtracks.views.puzzles import period_of, puzzle_in
from partnerships.values import Party

A4, A3 = "a4", "a3"
LONG = 36  # signs of a title from where it is set smaller, so that all of it fits on its piece


@dataclass(frozen=True)
class Agreed:
    """One piece on the paper: what is in force, or what is proposed as long as nothing is."""

    shown: Shown

    @property
    def said(self) -> PieceVersion:
        return self.shown.piece.in_force or version_of(self.shown.piece)

    @property
    def is_long(self) -> bool:
        return len(self.said.title) > LONG

    @property
    def other(self) -> str:
        """What was proposed since instead of it."""
        newest = version_of(self.shown.piece)
        if newest.pk == self.said.pk:
            return ""
        if newest.drops:
            return _("Er is een voorstel om dit te laten vervallen.")
        if newest.title == self.said.title:
            return _("Er is een voorstel om dit aan te passen.")
        return _("Er is een ander voorstel: %(title)s.") % {"title": apart(newest.title.rstrip("."))}


@for_track
@require_safe
def paper(request: PersonRequest, track: Track, number: int) -> HttpResponse:
    """The puzzle of one period with full names and titles, and of each piece what, who, when and how it will show."""
    period = period_of(periods_with_puzzles(track), number)
    puzzle = puzzle_in(period, request.user)
    drawing = draw(piece for piece in puzzle.pieces.all() if not piece.is_draft) if puzzle.pk else draw([])
    places = [(place, [Agreed(one) for one in place.pieces]) for place in drawing.places]
    size = A3 if request.GET.get("size") == A3 else A4
    context = {
        "track": track,
        "period": period,
        "size": size,
        "tabs": [{"label": one.upper(), "url": f"?size={one}", "current": one == size} for one in (A4, A3)],
        "drawing": drawing,
        "places": places,
        "questions": [one.said.title for one in places[0][1]],
        "parties": _parties(track),
        "gaps": [] if puzzle.is_frozen else [gap.sentence(track.the_learner()) for gap in puzzle.gaps()],
        "laid": puzzle.laid_count,
        "needed": len(REQUIRED),
        "day": today(),
    }
    return render(request, "learningtracks/papers/page.html", context)


def _parties(track: Track) -> list[dict[str, Any]]:
    """Who speaks or guides for the workplace and the education, by full name."""
    people = guides_of(track)
    places = ((Party.WORKPLACE, track.workplace.organisation), (Party.EDUCATION, track.school))
    return [
        {"party": party, "organisation": organisation, "people": [one for one in people if one.party == party]}
        for party, organisation in places
        if organisation
    ]
