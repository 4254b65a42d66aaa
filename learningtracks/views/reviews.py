"""Terugblik: write it with autosave, hand it in, read it, react, correct."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.values import Stale, require
from accounts.views.autosave import clash, kept, not_kept, saves_itself
from accounts.views.forms import begin, build_on, confirm, has_begun, once, sent
from accounts.views.replays import answers_again
from learningtracks.access import for_review, for_review_author, for_track_speaker
from learningtracks.actions import reviews as actions
from learningtracks.extensions import REVIEW_PANELS
from learningtracks.forms.reviews import ReactionForm, ReviewForm
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Period, Track
from learningtracks.policy.reviews import (
    may_correct_review,
    may_discard_review,
    may_react_to_review,
    may_review,
    may_write_review,
)
from learningtracks.values.pieces import Slot

SUBMIT, STOP = "submit", "stop"


@for_track_speaker
@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: PersonRequest, track: Track, number: int) -> HttpResponse:
    """A review that is not there yet. Only typing makes it: a look changes nothing (access.md R37)."""
    period = track.periods.filter(number=number).first()
    if period is None:
        raise Http404
    period.track = track
    draft = TrackReview.objects.first_draft_of(request.user, period)
    if draft and request.method != "POST":
        return redirect("learningtracks:review_write", draft.public_id)
    if not has_begun(request):
        require(may_review(request.user, period))
    form = ReviewForm(request.POST or None, unfinished=request.POST.get("then") != SUBMIT)
    if request.method != "POST" or (not form.is_valid() and not saves_itself(request)):
        return _write_page(request, period, form)
    if form.is_too_long or not form.is_valid():
        return not_kept(form)
    begun, is_ours = _begun(request, period, form)
    if begun is None:
        return redirect(track)
    if begun.is_submitted:
        return redirect(begun)  # the same form again, after it was handed in
    if not form.seen and begun.version == 1 and is_ours:
        form.cleaned_data["version"] = 1  # the same page once more, perhaps with a few more words
    return _store(request, begun, form)


def _begun(request: PersonRequest, period: Period, form: ReviewForm) -> tuple[TrackReview | None, bool]:
    """The draft that this page began, now or a moment ago, or None when it was thrown away meanwhile. And whether it
    was this page: another window may have begun one with other words in it."""
    is_ours = True

    def start() -> str:
        nonlocal is_ours
        made = actions.start(period, by=request.user, **form.texts)
        is_ours = {name: getattr(made, name) for name in form.texts} == form.texts
        return reverse("learningtracks:review_write", args=[made.public_id])

    address = begin(request, start)
    found = TrackReview.objects.written_by(request.user).with_heads()
    return found.filter(public_id=str(resolve(address).kwargs.get("public_id"))).first(), is_ours


@for_review_author
@require_http_methods(["GET", "HEAD", "POST"])
def review_write(request: PersonRequest, review: TrackReview) -> HttpResponse:
    """Go on writing. The header X-Autosave asks for a short answer; what was handed in is never saved by itself."""
    may_write = may_write_review(request.user, review)
    if not may_write and review.is_locked and request.method != "POST":
        return redirect(review)  # it says there that it stands, and a correction can be begun
    require(may_write)
    autosave = saves_itself(request)
    unfinished = not review.is_submitted and (autosave or request.POST.get("then") != SUBMIT)
    form = ReviewForm(request.POST or None, review=review, unfinished=unfinished)
    if request.method != "POST" or (not form.is_valid() and not autosave):
        return _write_page(request, review.period, form, review)
    if form.is_too_long or not form.is_valid() or (autosave and review.is_submitted):
        return not_kept(form)
    return _store(request, review, form)


def _store(request: PersonRequest, review: TrackReview, form: ReviewForm) -> HttpResponse:
    """Keep it, or hand it in; a stale save shows both texts and loses none."""
    handing_in = review.is_submitted or (request.POST.get("then") == SUBMIT and not saves_itself(request))
    if handing_in and form.warns():
        build_on(form, form.seen)
        return _write_page(request, review.period, form, review)
    action = actions.submit if handing_in else actions.write
    try:
        stored = action(review, version=form.seen, by=request.user, **form.texts)
    except Stale as stale:
        current: Any = stale.current
        if saves_itself(request):
            return clash(request, "learningtracks/reviews/_newer.html", current)
        build_on(form, current.version)
        return _write_page(request, current.period, form, current, newer=current, status=409)
    if saves_itself(request):
        return kept(stored.version, reverse("learningtracks:review_write", args=[stored.public_id]))
    sent(request)
    if not handing_in:
        messages.success(request, _("Je concept is bewaard. Alleen jij ziet het."))
        return redirect(stored.track)
    name = stored.track.learner.get_short_name()
    messages.success(request, _("Ingeleverd. %(name)s kan je terugblik nu lezen.") % {"name": name})
    return redirect(stored)


def _write_page(
    request: PersonRequest, period: Period, form: ReviewForm, review: TrackReview | None = None, **more: Any
) -> HttpResponse:
    status, track = more.pop("status", 200), period.track
    pieces = [piece for piece in Piece.objects.of_period(period).with_versions() if piece.in_force]
    action = reverse("learningtracks:review_new", args=[track.public_id, period.number])
    if review:
        action = reverse("learningtracks:review_write", args=[review.public_id])
    context = {
        "track": track,
        "period": period,
        "form": form,
        "review": review,
        "action": action,
        "questions": [piece for piece in pieces if piece.slot == Slot.QUESTION],
        "evidence": [piece for piece in pieces if piece.slot == Slot.EVIDENCE],
        "panels": REVIEW_PANELS(track, request.user),
        **more,
    }
    return render(request, "learningtracks/reviews/write.html", context, status=status)


@for_review
@require_safe
def review(request: PersonRequest, review: TrackReview) -> HttpResponse:
    """Read a review. A draft goes to the page to write it."""
    if not review.is_submitted:
        return redirect("learningtracks:review_write", review.public_id)
    return _page(request, review, ReactionForm())


def _page(request: PersonRequest, review: TrackReview, form: ReactionForm) -> HttpResponse:
    person = request.user
    context = {
        "review": review,
        "track": review.track,
        "period": review.period,
        "earlier": review.earlier.all(),
        "corrections": review.corrections.submitted(),
        "may_write": may_write_review(person, review) if review.author_id == person.pk else False,
        "may_correct": may_correct_review(person, review) if person.pk != review.track.learner_id else False,
        "may_react": may_react_to_review(person, review),
        "form": form,
    }
    return render(request, "learningtracks/reviews/page.html", context)


@for_review
@require_POST
@answers_again
def review_react(request: PersonRequest, review: TrackReview) -> HttpResponse:
    """The learner says something back."""
    require(may_react_to_review(request.user, review))
    form = ReactionForm(request.POST)
    if not form.is_valid() or form.warns():
        return _page(request, review, form)

    def react() -> str:
        actions.react(review, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Je reactie staat erbij."))
        return review.get_absolute_url()

    return redirect(once(request, react))


@for_review
@require_POST
@answers_again
def review_correct(request: PersonRequest, review: TrackReview) -> HttpResponse:
    """Begin a correction of a locked review."""

    def correct() -> str:
        made = actions.correct(review, by=request.user)
        return reverse("learningtracks:review_write", args=[made.public_id])

    return redirect(once(request, correct))


@for_review_author
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def review_discard(request: PersonRequest, review: TrackReview) -> HttpResponse:
    """Throw a draft away, after a page that asks."""
    require(may_discard_review(request.user, review))

    def discard() -> str:
        address = str(review.track.get_absolute_url())
        actions.discard(review, by=request.user)
        messages.success(request, _("Je concept is verwijderd."))
        return address

    words = {
        "title": _("Dit concept verwijderen?"),
        "page_title": _("Concept verwijderen"),
        "text": _("Niemand anders heeft het gezien. Je krijgt het niet terug."),
        "label": _("Verwijderen"),
        "back": reverse("learningtracks:review_write", args=[review.public_id]),
    }
    return confirm(request, discard, words)
