"""A driehoeksgesprek: plan it, look at it, change, call off, note, write down what came out, round off."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.prepared import Prepared
from accounts.values import require, today
from accounts.views.forms import form_page, once
from accounts.views.replays import answers_again
from learningtracks.access import for_talk, for_track_speaker
from learningtracks.actions import conversations as actions
from learningtracks.actions.conversations import Plan
from learningtracks.belonging import tracks_of
from learningtracks.extensions import came_from
from learningtracks.forms.conversations import CancelForm, NoteForm, TalkForm
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.policy.conversations import (
    goes_on,
    may_change_talk,
    may_hold_talk,
    may_note_talk,
    may_plan_talk,
    speaks_on,
)
from learningtracks.values.pieces import Slot
from partnerships.calendar_files import download


@Prepared
def _agenda(track: int) -> QuerySet[Piece]:
    """What the parties have yet to agree on."""
    return Piece.objects.on_track(track).in_negotiation().called()


@for_track_speaker
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def conversation_new(request: PersonRequest, track: Track) -> HttpResponse:
    """Call the parties together, on one page."""
    require(may_plan_talk(request.user, track))
    form = TalkForm(request.POST or None, track=track)

    def plan() -> str:
        talk = actions.plan(track, by=request.user, details=Plan(**form.plan))
        messages.success(request, _("Gepland. Iedereen die je hebt gevraagd, krijgt bericht met een agendabestand."))
        return talk.get_absolute_url()

    agenda = [(Slot(piece.slot).label, piece.called) for piece in _agenda(track.pk)]
    return form_page(request, form, plan, "learningtracks/conversations/new.html", {"track": track, "agenda": agenda})


@for_talk
@require_safe
def conversation(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """When, where, who, the agenda, and what came out."""
    return _page(request, talk, NoteForm())


def _page(request: PersonRequest, talk: Conversation, form: NoteForm, status: int = 200, **more: Any) -> HttpResponse:
    begun, pieces = talk.day <= today(), _pieces_of(talk)
    context = {
        "talk": talk,
        "track": talk.track,
        "people": talk.asked(),
        "notes": talk.notes.select_related("person"),
        "outcomes": [row for row in pieces if row["outcome"]],
        "agenda": [row for row in pieces if not row["outcome"] and row["piece"].is_open and not talk.held_at],
        "begun": begun,
        "may_change": speaks_on(request.user, talk.track) and goes_on(talk),
        "may_note": talk.track_id in tracks_of(request.user).active and not talk.cancelled_at,
        "came_from": came_from(talk.origin, request.user),
        "form": form,
        **more,
    }
    return render(request, "learningtracks/conversations/page.html", context, status=status)


def _pieces_of(talk: Conversation) -> list[dict[str, Any]]:
    """The pieces that are open, and those with a version that came out of this talk."""
    found: Any = Piece.objects.of_talk(talk).with_versions()
    return [
        {"piece": piece, "outcome": next((one for one in piece.versions.all() if one.number == piece.outcome), None)}
        for piece in found
    ]


@for_talk
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_change(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Another moment, place or company. Everybody gets one update for their calendar."""
    require(may_change_talk(request.user, talk))
    form = TalkForm(request.POST or None, track=talk.track, talk=talk)

    def change() -> str:
        actions.change(talk, version=form.seen, by=request.user, details=Plan(**form.plan))
        messages.success(request, _("Aangepast. Iedereen krijgt één bericht."))
        return talk.get_absolute_url()

    return form_page(
        request, form, change, "learningtracks/conversations/change.html", {"talk": talk, "track": talk.track}
    )


@for_talk
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def conversation_cancel(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Call it off, after a page that says what that does."""
    require(may_change_talk(request.user, talk))
    form = CancelForm(request.POST or None, initial={"version": talk.plan_version})

    def cancel() -> str:
        actions.cancel(talk, version=form.seen, by=request.user)
        messages.success(request, _("Afgezegd. Iedereen die gevraagd was, krijgt bericht."))
        return talk.get_absolute_url()

    template = "learningtracks/conversations/cancel.html"
    return form_page(request, form, cancel, template, lambda newer: {"talk": newer or talk})


@for_talk
@require_POST
@answers_again
def conversation_note(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Say what you want to talk about, or what was said."""
    require(may_note_talk(request.user, talk))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, talk, form)

    def note() -> str:
        actions.note(talk, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Je notitie staat erbij."))
        return talk.get_absolute_url()

    return redirect(once(request, note))


@for_talk
@require_POST
@answers_again
def conversation_hold(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Round it off."""
    require(may_hold_talk(request.user, talk))

    def hold() -> str:
        actions.hold(talk, by=request.user)
        messages.success(request, _("Afgerond. Ieder bevestigt zelf nog de nieuwe versies."))
        return talk.get_absolute_url()

    return redirect(once(request, hold))


@for_talk
@require_safe
def conversation_calendar(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """The appointment as a file. When and where; never what anybody writes."""
    if talk.cancelled_at:
        raise Http404
    return download([talk.appointment()], file="driehoeksgesprek.ics")
