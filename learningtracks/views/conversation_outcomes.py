"""What comes out of a driehoeksgesprek: one new version a piece, which each party still confirms itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.actions.submissions import new_key, once
from accounts.values import Stale, require
from accounts.views.replays import answers_again
from learningtracks import policy
from learningtracks.access import for_talk
from learningtracks.actions import conversations as deeds
from learningtracks.forms.pieces import PieceForm
from learningtracks.models import Conversation, Piece
from learningtracks.values.pieces import Content
from learningtracks.views.said import newer_in


@for_talk
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def conversation_outcome(request: PersonRequest, talk: Conversation, piece_id: str) -> HttpResponse:
    """The new version of one piece, on top of the one that lies there."""
    piece = (
        Piece.objects.visible_to(request.user).on_track(talk.track).with_questions().filter(public_id=piece_id).first()
    )
    if piece is None or piece.current is None:
        raise Http404
    require(policy.may_conclude(request.user, talk, piece))
    require(policy.may_be_changed(piece))
    current, newer = piece.current, None
    form = PieceForm(
        request.POST or None,
        slot=piece.slot,
        questions=Piece.objects.questions_of(piece.puzzle),
        stored=current.content,
        seen=current.number,
    )
    if request.method == "POST" and form.is_valid() and _says_something_new(form, piece):
        try:
            return redirect(
                once(request.user, request.POST.get("once"), lambda: _concluded(request, talk, piece, form))
            )
        except Stale as stale:
            newer = newer_in(stale)
            form.seat(newer.number)
    context = {
        "talk": talk,
        "piece": piece,
        "form": form,
        "newer": newer,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "learningtracks/conversations/outcome.html", context, status=409 if newer else 200)


def _says_something_new(form: PieceForm, piece: Piece) -> bool:
    """The same words again are no new version. Who saw an older one hears that first."""
    if piece.current and form.seen == piece.current.number:
        answer = policy.may_counter_with(Content.of(**form.content()), piece)
        if not answer:
            form.add_error(None, str(answer.reason))
    return not form.errors


def _concluded(request: PersonRequest, talk: Conversation, piece: Piece, form: PieceForm) -> str:
    deeds.conclude(talk, piece, version=form.seen, by=request.user, **form.content())
    messages.success(request, _("De uitkomst staat erbij. De andere partijen bevestigen hem zelf."))
    return talk.get_absolute_url()
