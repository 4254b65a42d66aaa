"""Laying the puzzle anew for a new period: first the leervraag, then one choice per old piece (domain.md §4.3)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import Refused, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_track
from learningtracks.actions import puzzles as actions
from learningtracks.forms.pieces import PieceForm
from learningtracks.forms.relays import RelayForm
from learningtracks.models.puzzles import Puzzle, periods_with_puzzles
from learningtracks.models.tracks import Period, Track
from learningtracks.policy.puzzles import laying_anew, may_renew_question
from learningtracks.values.pieces import Slot

PAGE = "learningtracks/puzzles/relay.html"
CONFIRM = "confirm"


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def relay(request: PersonRequest, track: Track, number: int) -> HttpResponse:
    """Two pages at one address: the leervraag as long as none lies in the new puzzle, then the other pieces."""
    period = next((one for one in periods_with_puzzles(track) if one.number == number), None)
    if period is None:
        raise Http404
    answer, earlier = laying_anew(request.user, period)
    if earlier is None:
        raise Refused(answer.reason)
    if "title" in request.POST or request.POST.get("then") == CONFIRM:
        require(may_renew_question(request.user, period))  # another window may have been first: the words come back
    if not period.has_question:  # type: ignore[attr-defined]
        return _question(request, period, earlier)
    return _pieces(request, period, earlier)


def _here(period: Period) -> str:
    return reverse("learningtracks:relay", args=[period.track.public_id, period.number])


def _question(request: PersonRequest, period: Period, earlier: Puzzle) -> HttpResponse:
    """Confirm the leervraag, or write a new one in the line of the old."""
    confirms = request.POST.get("then") == CONFIRM
    form = PieceForm(None if confirms else request.POST or None, slot=Slot.QUESTION, questions=[])

    def go_on() -> str:
        if confirms:
            actions.confirm_question(period, by=request.user)
        else:
            actions.renew_question(period, by=request.user, **form.content())
        return _here(period)

    words = {"step": "question", "questions": earlier.questions, "period": period, "back_url": _back(period)}
    return form_page(request, None if confirms else form, go_on, PAGE, words)


def _pieces(request: PersonRequest, period: Period, earlier: Puzzle) -> HttpResponse:
    """Meenemen, Klaar or Laten liggen: nothing goes along by itself."""
    form = RelayForm(request.POST if request.method == "POST" else None, pieces=earlier.to_choose())

    def lay() -> str:
        made = actions.relay(period, choices=form.choices(), by=request.user)
        messages.success(request, _("De nieuwe puzzel ligt klaar. De anderen krijgen bericht."))
        return str(made.get_absolute_url())

    return form_page(request, form, lay, PAGE, {"step": "pieces", "period": period, "back_url": _back(period)})


def _back(period: Period) -> str:
    return reverse("learningtracks:puzzle", args=[period.track.public_id])
