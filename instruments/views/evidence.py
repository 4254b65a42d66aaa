"""What shows how it goes with a principle, chosen by who learns."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions import sheets
from instruments.forms.rounds import EvidenceForm
from instruments.models.asks import Ask
from instruments.policy.evidence import may_choose_evidence, to_choose
from instruments.policy.readings import own_sheet
from learningtracks.models.pieces import Piece


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest, ask: Ask) -> HttpResponse:
    """The learner chooses what shows how it goes: pieces of the puzzle and shared experiences."""
    require(may_choose_evidence(request.user, ask))
    track = ask.on
    assert track  # noqa: S101 - the policy said so; for the type checker
    things = to_choose(request.user, track)
    own = own_sheet(request.user, ask)
    offered = [(key, title) for some in things.values() for key, title, _url in some]
    principles = {one.key: one for one in ask.sources()[0].tree}
    chosen = own.shown() if own else {}
    form = EvidenceForm(request.POST or None, principles=principles.values(), things=offered, chosen=chosen)

    def do() -> str:
        pieces = {str(one.public_id): one for one in Piece.objects.visible_to(request.user).on_track(track)}
        wanted = {principles[key]: some for key, some in form.chosen().items()}
        sheets.choose_evidence(
            ask,
            by=request.user,
            pieces_for={item: [pieces[one] for one in some if one in pieces] for item, some in wanted.items()},
            experiences_for={item: [one for one in some if one not in pieces] for item, some in wanted.items()},
            version=form.seen,
        )
        messages.success(request, _("Bewaard."))
        return ask.get_absolute_url()

    def beside(newer: dict[str, list[str]] | None) -> dict[str, Any]:
        return {"ask": ask, "empty": not offered, "newer": newer and SimpleNamespace(**newer)}

    return form_page(request, form, do, "instruments/rounds/evidence.html", beside)
