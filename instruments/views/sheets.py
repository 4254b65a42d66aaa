"""Answering what is asked: kept while typing, and handed in with a button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.autosave import writing_page
from instruments.access import for_ask
from instruments.actions import asks
from instruments.actions import sheets as actions
from instruments.ask_kinds import KINDS, Text
from instruments.forms.sheets import HAND_IN, SEND, SheetForm
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.asks import may_answer, may_answer_together, may_stand_by, readers_of
from instruments.policy.outcomes import FOR_ONE
from instruments.policy.readings import own_sheet, together_sheet
from instruments.policy.subjects import words_for
from learningtracks.values.instruments import Reading


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Every question, saved while somebody writes; sending lets the other read it, handing in lets it count or shows it
    to the others."""
    own = own_sheet(request.user, ask)
    require(may_answer(request.user, ask, own))
    return _writing(request, ask, own, together=False)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: PersonRequest, ask: Ask) -> HttpResponse:
    """The answers that a team gives as one."""
    require(may_answer_together(request.user, ask))
    return _writing(request, ask, together_sheet(request.user, ask), together=True)


def _writing(request: PersonRequest, ask: Ask, sheet: Sheet | None, *, together: bool) -> HttpResponse:
    words, noun = words_for(request.user, ask), KINDS[ask.kind]
    handed_in = ask.closed_at or (sheet and sheet.handed_in_at)
    form = SheetForm(
        request.POST or None,
        ask=ask,
        lists=[one for one in ask.sources() if one.is_for(words[0])],
        sheet=sheet,
        words=words,
        apart=noun.apart,
        note=next((one.note for one in (noun.apart, noun.beside) if one), _beside_a_tick(ask)),
        may_show=bool(noun.apart) and may_stand_by(request.user, ask),
    )

    def write() -> int:
        shows_own = form.cleaned_data.get("shows_own", False)
        return actions.write(
            ask, by=request.user, answers=form.answers, version=form.seen, shows_own=shows_own, together=together
        ).version

    def go() -> str:
        if not together and form.cleaned_data["then"] in (SEND, HAND_IN):
            messages.success(request, _send(ask, request.user))
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return ask.get_absolute_url()

    def beside(newer: Sheet | None) -> dict[str, Any]:
        said = newer.answers.select_related("item") if newer else []
        return {
            "ask": ask,
            "words": noun.words,
            "learner": words[1] if ask.moment else "",
            "together": together,
            "newer": [(one.item.said_to(*words), one) for one in said],
            "address": request.path,
            "send": SEND if ask.asked_id or noun.apart else HAND_IN,
            "readers": readers_of(ask) if noun.sharing else [],
            "for_one": _is_for_one(ask),
            "done": together or (ask.reading in FOR_ONE and handed_in),
        }

    return writing_page(request, form, write, go, "instruments/asks/answer.html", beside)


def _beside_a_tick(ask: Ask) -> Text:
    """Between two a tick on the scale has room for words, as every other tick has."""
    return _("Wil je er iets bij schrijven?") if ask.reading == Reading.TWO else ""


def _is_for_one(ask: Ask) -> bool:
    """Nobody else reads or counts it, so it is rounded off and not handed in."""
    return ask.reading in FOR_ONE and not ask.moment


def _send(ask: Ask, by: User) -> str:
    """Let the other read it, round it off for oneself, let it count, or show it; and say what that did."""
    if ask.reading == Reading.TWO:
        asks.send(ask, by=by)
        return _("Verstuurd. %(name)s leest je antwoorden.") % {"name": ask.by}
    if ask.reading == Reading.LEARNER_ONLY:
        asks.close(ask, by=by)
    else:
        actions.hand_in(ask, by=by)
    if _is_for_one(ask):
        return _("Afgerond. Je leest het hier altijd terug.")
    return _("Ingeleverd. Je kunt het aanpassen tot het gesloten is.") if KINDS[ask.kind].apart else _("Ingeleverd.")
