"""What answers of a round become: asks for help, days to look back, evidence."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from learningtracks.access import for_help_ask, for_round
from learningtracks.actions import rounds as actions
from learningtracks.evidence import to_choose
from learningtracks.forms.rounds import AskForm, DayForm, EvidenceForm
from learningtracks.models.pieces import Piece
from learningtracks.models.rounds import Filling, HelpAsk, Round
from learningtracks.policy.rounds import helpers_for, may_answer_ask, may_choose_evidence, may_look_back_on


@for_round
@require_http_methods(["GET", "HEAD", "POST"])
def round_ask(request: PersonRequest, round: Round) -> HttpResponse:
    """Ask somebody by name for help (items 5 and 6 of the checklist before)."""
    form = AskForm(request.POST or None, people=helpers_for(request.user, round))

    def ask() -> str:
        actions.ask_help(round, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s krijgt je vraag.") % {"name": form.cleaned_data["asked"]})
        return round.get_absolute_url()

    return form_page(request, form, ask, "learningtracks/rounds/ask.html", {"round": round})


@for_help_ask
@require_http_methods(["GET", "HEAD", "POST"])
def help_ask(request: PersonRequest, ask: HelpAsk) -> HttpResponse:
    """A question for help, and yes or no to it."""
    if request.method == "POST":
        actions.answer_ask(ask, yes=request.POST.get("answer") == "yes", by=request.user)
        messages.success(request, _("%(name)s krijgt je antwoord.") % {"name": ask.by})
        return redirect("learningtracks:rounds")
    may_answer = may_answer_ask(request.user, ask)
    return render(request, "learningtracks/rounds/help.html", {"ask": ask, "may_answer": may_answer})


@for_round
@require_http_methods(["GET", "HEAD", "POST"])
def round_look_back(request: PersonRequest, round: Round) -> HttpResponse:
    """Choose a day to look back along the way (item 4)."""
    form = DayForm(request.POST or None)

    def look_back() -> str:
        day = form.cleaned_data["day"]
        if not (answer := may_look_back_on(request.user, round, day)):
            raise ValidationError({"day": str(answer.reason)})
        actions.look_back_on(round, day=day, by=request.user)
        messages.success(request, _("Op die dag krijg je bericht."))
        return round.get_absolute_url()

    return form_page(request, form, look_back, "learningtracks/rounds/look_back.html", {"round": round})


@for_round
@require_http_methods(["GET", "HEAD", "POST"])
def round_evidence(request: PersonRequest, round: Round) -> HttpResponse:
    """The learner chooses what shows how it goes: pieces of the puzzle and shared experiences."""
    require(may_choose_evidence(request.user, round))
    track = round.track
    assert track  # noqa: S101 - the policy said so; for the type checker
    things = to_choose(request.user, track)
    filling = Filling.objects.of(request.user).filter(round=round).first()
    chosen = filling.shown() if filling else {}
    offered = [(key, title) for some in things.values() for key, title, _url in some]
    form = EvidenceForm(request.POST or None, principles=round.hill.tree, things=offered, chosen=chosen)

    def choose() -> str:
        pieces = {str(one.public_id): one for one in Piece.objects.visible_to(request.user).on_track(track)}
        wanted = form.chosen()
        actions.choose_evidence(
            round,
            by=request.user,
            pieces_for={key: [pieces[one] for one in some if one in pieces] for key, some in wanted.items()},
            experiences_for={key: [one for one in some if one not in pieces] for key, some in wanted.items()},
            version=form.seen,
        )
        messages.success(request, _("Bewaard."))
        return round.get_absolute_url()

    def beside(newer: dict[str, list[str]] | None) -> dict[str, Any]:
        return {"round": round, "empty": not offered, "newer": newer and SimpleNamespace(**newer)}

    return form_page(request, form, choose, "learningtracks/rounds/evidence.html", beside)
