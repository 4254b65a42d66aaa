"""All puzzles of a track in a row, what is missing now, and which subjects met practice."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from learningtracks.access import for_track
from learningtracks.drawing import draw
from learningtracks.extensions import PUZZLES_PANELS
from learningtracks.models.puzzles import Puzzle, gather_proposed, periods_with_puzzles
from learningtracks.models.subjects import bridges
from learningtracks.models.tracks import Period, Track
from learningtracks.values.pieces import REQUIRED
from learningtracks.views.track_parts import tabs_of


@for_track
@require_safe
def track_puzzles(request: PersonRequest, track: Track) -> HttpResponse:
    """Every period with its puzzle, the newest first (domain.md §4.3)."""
    found = periods_with_puzzles(track)[::-1]
    puzzles = [period.puzzle for period in found if hasattr(period, "puzzle")]
    gather_proposed(puzzles)
    periods = [_row(period, track) for period in found]
    now = next((row for row in periods if row["is_now"]), None)
    pieces = [piece for puzzle in puzzles for piece in puzzle.laid_pieces]
    gaps = now["puzzle"].gaps() if now and not track.is_over else []
    context = {
        "track": track,
        "periods": periods,
        "gaps": [gap.sentence(track.the_learner(request.user)) for gap in gaps],
        "subjects": bridges(track, pieces),
        "panels": PUZZLES_PANELS(track, request.user),
        "tabs": tabs_of(track, request.path),
    }
    return render(request, "learningtracks/tracks/puzzles.html", context)


def _row(period: Period, track: Track) -> dict[str, Any]:
    """One period: its picture, how far it is, and how many pieces lie there."""
    found: Puzzle = getattr(period, "puzzle", None) or Puzzle(period=period)
    return {
        "period": period,
        "puzzle": found,
        "is_now": period.is_now and not track.is_over,
        "drawing": draw(found.pieces.all() if found.pk else []),
        "laid": found.laid_count,
        "needed": len(REQUIRED),
        "count": len(found.laid_pieces),
    }
