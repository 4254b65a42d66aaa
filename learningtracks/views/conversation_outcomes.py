"""What comes out of a driehoeksgesprek: one new version a piece, which each party still confirms itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_talk
from learningtracks.actions import conversations as actions
from learningtracks.forms.pieces import PieceForm
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.policy.conversations import may_conclude
from learningtracks.policy.pieces import may_be_changed
from learningtracks.views.said import newer_in, says_something_new


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
    require(may_conclude(request.user, talk, piece))
    require(may_be_changed(piece))
    current = piece.current
    form = PieceForm(
        request.POST or None,
        slot=piece.slot,
        questions=Piece.objects.questions_of(piece.puzzle),
        stored=current.content,
        seen=current.number,
    )

    def conclude() -> str:
        says_something_new(form, piece)
        actions.conclude(talk, piece, version=form.seen, by=request.user, **form.content())
        messages.success(request, _("De uitkomst is bewaard. De andere partijen bevestigen die zelf."))
        return talk.get_absolute_url()

    template = "learningtracks/conversations/outcome.html"
    return form_page(request, form, conclude, template, lambda newer: {"talk": talk, "piece": piece, **newer_in(newer)})
