"""One piece: its page, proposing one, changing it, voting on it and asking about it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.directions import apart
from accounts.values import Stale, require
from accounts.views.forms import form_page, once
from accounts.views.replays import answers_again
from learningtracks.access import for_piece, for_track
from learningtracks.actions import pieces as actions
from learningtracks.drawing import show, version_of
from learningtracks.extensions import PIECE_PANELS, came_from
from learningtracks.forms.pieces import HINTS, AskForm, PieceForm
from learningtracks.models.delegations import people_with_votes, voices_on
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import puzzle_now
from learningtracks.models.tracks import Track
from learningtracks.policy.pieces import actions_on, may_ask, may_counter, may_edit_draft, may_propose, voice_of
from learningtracks.values.pieces import Slot
from learningtracks.views.piece_actions import first_action, further_actions, seen_version
from learningtracks.views.said import (
    before,
    history_of,
    lines_between,
    lines_of,
    newer_in,
    says_something_new,
    slot_name,
    voters_of,
    waiting_for,
)
from learningtracks.views.workplace_conditions import offered


@for_piece
@require_safe
def piece(request: PersonRequest, piece: Piece) -> HttpResponse:
    """What it says, what changed, who agreed, whose turn it is, and what the reader can do."""
    if piece.is_draft:
        return redirect("learningtracks:piece_change", piece.public_id)
    return _page(request, piece)


def _page(request: PersonRequest, piece: Piece, status: int = 200, **more: Any) -> HttpResponse:
    current, in_force, old = version_of(piece), piece.in_force, before(piece)
    changes = lines_between(old, current) if old else []
    people = people_with_votes(piece.track)
    may = actions_on(request.user, piece)
    context = {
        "piece": piece,
        "shown": show(piece, voice_of(request.user, piece.track).party),
        "slot_label": slot_name(piece),
        "current": current,
        "in_force": in_force,
        "before": old,
        "parts": changes or lines_of(current),
        "old_parts": lines_of(in_force, titled=True) if in_force else [],
        "changed": [line.label.lower() for line in changes if line.has_changed],
        "voters": voters_of(current, piece.track.learner_kind),
        "waiting": waiting_for(piece, request.user, voices_on(piece.track, people)),
        "remarks": [remark for version in piece.versions.all() for remark in version.remarks.all()],
        "facts": history_of(piece),
        "may_vote": may["agree"],
        "may_remark": may["remark"],
        "next_action": None if may["agree"] else first_action(may, piece),
        "more": further_actions(may, piece),
        "panels": PIECE_PANELS(piece, request.user),
        "came_from": came_from(piece.origin, request.user),
        **more,
    }
    return render(request, "learningtracks/pieces/page.html", context, status=status)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def piece_new(request: PersonRequest, track: Track) -> HttpResponse:
    """Choose a place, then propose a piece for it, or keep it as a draft."""
    puzzle = puzzle_now(track)
    require(may_propose(request.user, puzzle))
    slot = request.POST.get("slot") or request.GET.get("slot", "")
    there = offered(track, slot, request.GET.get("supply", ""))
    back_url = reverse("learningtracks:puzzle", args=[track.public_id])
    if slot not in Slot.values:
        places = [{"slot": one, "label": one.label, "hint": HINTS[one]} for one in Slot]
        context = {"track": track, "places": places, "back_url": back_url, **there}
        return render(request, "learningtracks/pieces/choose.html", context)
    questions = Piece.objects.questions_of(puzzle)
    form = PieceForm(request.POST or None, slot=slot, questions=questions, start=there["start"])

    def propose() -> str:
        action = actions.draft if request.POST.get("then") == "draft" else actions.propose
        return _sent(request, action(puzzle, slot=form.slot, by=request.user, **form.content()))

    words = {"track": track, "slot": slot, "slot_label": Slot(slot).label, "back_url": back_url, **there}
    return form_page(request, form, propose, "learningtracks/pieces/new.html", words)


def _sent(request: PersonRequest, piece: Piece) -> str:
    """Say what happened, and go to the piece; of a draft there is no page but its form."""
    if request.POST.get("then") == "draft":
        messages.success(request, _("Je concept is bewaard. Alleen jij ziet het."))
        return piece.puzzle.get_absolute_url()
    messages.success(request, _("Je voorstel is verstuurd. De anderen krijgen bericht."))
    return piece.get_absolute_url()


@for_piece
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def piece_change(request: PersonRequest, piece: Piece) -> HttpResponse:
    """A counterproposal, a change of what was agreed, or going on with a draft. A stale save shows both texts."""
    require(may_edit_draft(request.user, piece) if piece.is_draft else may_counter(request.user, piece))
    current = piece.current
    form = PieceForm(
        request.POST or None,
        slot=piece.slot,
        questions=Piece.objects.questions_of(piece.puzzle),
        stored=current.content if current else piece.draft.content,
        seen=current.number if current else piece.draft.version,
        counters=not piece.is_draft,
    )
    words = {
        "piece": piece,
        "slot_label": slot_name(piece),
        "is_draft": piece.is_draft,
        "is_agreed": bool(piece.in_force),
    }
    change = partial(_changed, request, piece, form)
    return form_page(
        request, form, change, "learningtracks/pieces/change.html", lambda newer: {**words, **newer_in(newer)}
    )


def _changed(request: PersonRequest, piece: Piece, form: PieceForm) -> str:
    if not piece.is_draft:
        says_something_new(form, piece)
        reason = form.cleaned_data.get("reason", "")
        actions.counter(piece, version=form.seen, by=request.user, reason=reason, **form.content())
        return _sent(request, piece)
    actions.write_draft(piece, version=form.seen, by=request.user, **form.content())
    if request.POST.get("then") != "draft":
        actions.propose_draft(piece, by=request.user)
    return _sent(request, piece)


@for_piece
@require_POST
@answers_again
def piece_agree(request: PersonRequest, piece: Piece) -> HttpResponse:
    """Agree with the version on the page. Somebody was first: the page again, with the new version, and no vote."""
    try:
        return redirect(once(request, lambda: _agreed(request, piece)))
    except Stale as stale:
        now = Piece.objects.with_questions().get(pk=stale.current.pk)
        return _page(request, now, status=409, is_newer=True)


def _agreed(request: PersonRequest, piece: Piece) -> str:
    """Say what the vote did; what all three agreed on clicks into place in the puzzle."""
    actions.agree(piece, version=seen_version(request), by=request.user)
    now = fresh(piece)
    if now.is_open:
        messages.success(
            request, _("Je bent akkoord met “%(title)s”. De anderen krijgen bericht.") % {"title": apart(now.title)}
        )
        return str(now.get_absolute_url())
    messages.success(
        request, _("Iedereen is akkoord met “%(title)s”. De puzzel is bijgewerkt.") % {"title": apart(now.title)}
    )
    return f"{now.puzzle.get_absolute_url()}?laid={now.public_id}"


@for_piece
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def piece_ask(request: PersonRequest, piece: Piece) -> HttpResponse:
    """A question about the version on the page, perhaps with a "nog niet"."""
    may = actions_on(request.user, piece)
    require(may["ask"])
    return _words(request, piece, may_vote=bool(may["not_yet"]))


@for_piece
@require_POST
@answers_again
def piece_remark(request: PersonRequest, piece: Piece) -> HttpResponse:
    """React under what was said. What could not be stored comes back on a page of its own, with what was typed."""
    require(may_ask(request.user, piece))
    return _words(request, piece, may_vote=False, reacts=True)


def _words(request: PersonRequest, piece: Piece, *, may_vote: bool, reacts: bool = False) -> HttpResponse:
    form = AskForm(request.POST or None, version=version_of(piece).number, may_vote=may_vote, reacts=reacts)

    def say() -> str:
        action = actions.remark if reacts else actions.not_yet if form.cleaned_data.get("not_yet") else actions.ask
        action(piece, version=form.seen, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Het staat erbij. De anderen krijgen bericht."))
        return piece.get_absolute_url()

    words = {"piece": piece, "slot_label": slot_name(piece), "reacts": reacts}
    return form_page(request, form, say, "learningtracks/pieces/ask.html", lambda newer: {**words, **newer_in(newer)})
