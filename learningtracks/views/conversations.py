"""A driehoeksgesprek: plan it, look at it, change, call off, note, write down what came out, round off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.actions.submissions import new_key, once
from accounts.values import Stale, require, today
from accounts.views.replays import answers_again
from learningtracks import policy
from learningtracks.access import for_talk, for_track_speaker
from learningtracks.actions import conversations as deeds
from learningtracks.actions.conversations import Plan
from learningtracks.forms.conversations import CancelForm, NoteForm, TalkForm
from learningtracks.models import Conversation, Piece, Track
from partnerships.calendar_files import calendar_file

KIND = "text/calendar; charset=utf-8"


@for_track_speaker
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def conversation_new(request: PersonRequest, track: Track) -> HttpResponse:
    """Call the parties together, on one page."""
    require(policy.may_plan_talk(request.user, track))
    form = TalkForm(request.POST or None, track=track)
    if request.method == "POST" and form.is_valid():

        def plan() -> str:
            talk = deeds.plan(track, by=request.user, details=Plan(**form.plan))
            messages.success(request, _("Gepland. Iedereen die je vroeg, krijgt bericht met een agendabestand."))
            return talk.get_absolute_url()

        return redirect(once(request.user, request.POST.get("once"), plan))
    context = {"track": track, "form": form, "agenda": _open(track), "once": request.POST.get("once") or new_key()}
    return render(request, "learningtracks/conversations/new.html", context)


def _open(track: Track) -> list[Piece]:
    """The agenda: pieces that the parties have yet to agree on."""
    return list(Piece.objects.on_track(track).in_negotiation().with_versions())


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
        "may_change": talk.voiced and policy.goes_on(talk),  # type: ignore[attr-defined]
        "may_note": not talk.cancelled_at,
        "form": form,
        "once": request.POST.get("once") or new_key(),
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
    require(policy.may_change_talk(request.user, talk))
    form, newer = TalkForm(request.POST or None, track=talk.track, talk=talk), None
    if request.method == "POST" and form.is_valid():
        try:
            deeds.change(talk, version=form.seen, by=request.user, details=Plan(**form.plan))
        except Stale as stale:
            newer = stale.current
            form.seat(newer.plan_version)  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Aangepast. Iedereen krijgt één bericht."))
            return redirect(talk)
    context = {"talk": talk, "track": talk.track, "form": form, "newer": newer}
    return render(request, "learningtracks/conversations/change.html", context, status=409 if newer else 200)


@for_talk
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def conversation_cancel(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Call it off, after a page that says what that does."""
    require(policy.may_change_talk(request.user, talk))
    form = CancelForm(request.POST or None, initial={"version": talk.plan_version})
    newer = False
    if request.method == "POST" and form.is_valid():

        def cancel() -> str:
            deeds.cancel(talk, version=form.cleaned_data["version"] or 0, by=request.user)
            messages.success(request, _("Afgezegd. Iedereen die gevraagd was, krijgt bericht."))
            return talk.get_absolute_url()

        try:
            return redirect(once(request.user, request.POST.get("once"), cancel))
        except Stale as stale:
            newer, talk = True, stale.current  # type: ignore[assignment]
            form = CancelForm(initial={"version": talk.plan_version})
    context = {"talk": talk, "form": form, "newer": newer, "once": request.POST.get("once") or new_key()}
    return render(request, "learningtracks/conversations/cancel.html", context, status=409 if newer else 200)


@for_talk
@require_POST
@answers_again
def conversation_note(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Say what you want to talk about, or what was said."""
    require(policy.may_note_talk(request.user, talk))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, talk, form)

    def note() -> str:
        deeds.note(talk, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Je notitie staat erbij."))
        return talk.get_absolute_url()

    return redirect(once(request.user, request.POST.get("once"), note))


@for_talk
@require_POST
@answers_again
def conversation_hold(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """Round it off."""
    require(policy.may_hold_talk(request.user, talk))

    def hold() -> str:
        deeds.hold(talk, by=request.user)
        messages.success(request, _("Afgerond. Ieder bevestigt zelf nog de nieuwe versies."))
        return talk.get_absolute_url()

    return redirect(once(request.user, request.POST.get("once"), hold))


@for_talk
@require_safe
def conversation_calendar(request: PersonRequest, talk: Conversation) -> HttpResponse:
    """The appointment as a file. When and where; never what anybody writes."""
    if talk.cancelled_at:
        raise Http404
    response = HttpResponse(calendar_file([talk.appointment()], method="PUBLISH"), content_type=KIND)
    response.headers["Content-Disposition"] = 'attachment; filename="driehoeksgesprek.ics"'
    return response
