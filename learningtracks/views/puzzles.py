"""The puzzle of a period: drawn, as a list, on paper; of now and of periods that are over."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.models import User
from learningtracks.access import for_track
from learningtracks.drawing import ANGLE, PARTY, draw
from learningtracks.models.puzzles import Puzzle, gather_known, period_now, periods_with_puzzles
from learningtracks.models.tracks import Period, Track
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import REQUIRED, PuzzleState
from partnerships.values import Party

DRAWN, LIST = "puzzle", "list"
KINDS = {PuzzleState.LAID: "done", PuzzleState.EMPTY: "open", PuzzleState.GAPS: "open", PuzzleState.REOPENED: "busy"}


@for_me
@require_safe
def my_puzzle(request: PersonRequest) -> HttpResponse:
    """The puzzle of the one track on which somebody learns now; with more, or none, the list of tracks."""
    mine = list(Track.objects.of_learner(request.user).not_over()[:2])
    return redirect("learningtracks:puzzle", mine[0].public_id) if len(mine) == 1 else redirect("learningtracks:tracks")


@for_track
@require_safe
def puzzle(request: PersonRequest, track: Track) -> HttpResponse:
    """The puzzle of now; before the first period that one, after the last one the last."""
    periods = periods_with_puzzles(track)
    return _page(request, track, periods, period_now(periods))


@for_track
@require_safe
def puzzle_of(request: PersonRequest, track: Track, number: int) -> HttpResponse:
    """The puzzle of one period. Of a period that is over it is the snapshot that was frozen (domain.md §4.3)."""
    periods = periods_with_puzzles(track)
    return _page(request, track, periods, period_of(periods, number))


def period_of(periods: list[Period], number: int) -> Period:
    """The period with this number, or the answer that there is none."""
    found = next((one for one in periods if one.number == number), None)
    if found is None:
        raise Http404
    return found


def puzzle_in(period: Period, person: User) -> Puzzle:
    """The puzzle of a period with its pieces and this person's own drafts, or an empty one."""
    found = getattr(period, "puzzle", None) or Puzzle(period=period)
    if found.pk:
        gather_known(found, person)
    return found


def _page(request: PersonRequest, track: Track, periods: list[Period], period: Period) -> HttpResponse:
    found, person = puzzle_in(period, request.user), request.user
    pieces = list(found.pieces.all()) if found.pk else []
    voice = voice_of(person, track)
    speaks = voice.whole and not track.is_over
    view = LIST if request.GET.get("view") == LIST else DRAWN
    colour = ANGLE if request.GET.get("colour") == ANGLE else PARTY
    drawing = draw(
        [piece for piece in pieces if not piece.is_draft],
        party=voice.party,
        colour=colour,
        newest=request.GET.get("laid", ""),
    )
    mine = [one for place in drawing.places for one in place.pieces if one.is_mine]
    context = {
        "track": track,
        "period": period,
        "periods": periods,
        "is_own": track.learner_id == person.pk,
        "standing": {"label": found.state.label, "kind": KINDS[found.state]},
        "drawing": drawing,
        "is_empty": not any(place.pieces for place in drawing.places),
        "turn": [] if found.is_frozen else mine,
        "gaps": [gap.sentence(track.the_learner(person)) for gap in found.gaps()],
        "laid": found.laid_count,
        "needed": len(REQUIRED),
        "is_frozen": found.is_frozen,
        "drafts": [piece for piece in pieces if piece.is_draft],
        "new_url": reverse("learningtracks:piece_new", args=[track.public_id]),
        "may_propose": speaks and not found.is_frozen and period == period_now(periods),
        "paper_url": reverse("learningtracks:puzzle_paper", args=[track.public_id, period.number]),
        "relay_url": _relay_url(track, periods) if speaks and voice.party == Party.LEARNER else "",
        "may_delegate": speaks and voice.party == Party.WORKPLACE,
        **_ways(view, colour),
    }
    return render(request, "learningtracks/puzzles/page.html", context)


def _relay_url(track: Track, periods: list[Period]) -> str:
    """The way to lay the puzzle anew, when a period began and the puzzle before it is still open."""
    now = period_now(periods)
    earlier = [period.puzzle for period in periods if period.number < now.number and hasattr(period, "puzzle")]
    if not earlier or earlier[-1].is_frozen:
        return ""
    return reverse("learningtracks:relay", args=[track.public_id, now.number])


def _ways(view: str, colour: str) -> dict[str, Any]:
    """The switches of the page: links with the choice in the address, so that they work without a script."""

    def url(**more: str) -> str:
        return "?" + urlencode({"view": view, "colour": colour} | more)

    return {
        "view": view,
        "colour": colour,
        "tabs": [
            {"label": _("Puzzel"), "url": url(view=DRAWN), "current": view == DRAWN},
            {"label": _("Lijst"), "url": url(view=LIST), "current": view == LIST},
        ],
        "colours": [
            {"label": _("wie het inbracht"), "url": url(colour=PARTY), "current": colour == PARTY},
            {"label": _("waar het over gaat"), "url": url(colour=ANGLE), "current": colour == ANGLE},
        ],
        "list_url": url(view=LIST),
    }
