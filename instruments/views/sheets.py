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
from instruments.ask_kinds import KINDS
from instruments.forms.sheets import SEND, SheetForm
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.asks import may_answer, may_stand_by
from instruments.policy.readings import own_sheet
from learningtracks.values.instruments import Reading


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Every question, saved while somebody writes; sending lets the other read it, handing in lets it count."""
    require(may_answer(request.user, ask))
    noun, sheet = KINDS[ask.kind], own_sheet(request.user, ask)
    form = SheetForm(
        request.POST or None,
        lists=ask.sources(),
        sheet=sheet,
        apart=noun.apart,
        may_show=may_stand_by(request.user, ask),
    )

    def write() -> int:
        shows_own = form.cleaned_data.get("shows_own", False)
        return actions.write(ask, by=request.user, answers=form.answers, version=form.seen, shows_own=shows_own).version

    def go() -> str:
        if form.cleaned_data["then"] == SEND:
            messages.success(request, _send(ask, request.user))
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return ask.get_absolute_url()

    def beside(newer: Sheet | None) -> dict[str, Any]:
        said = newer and newer.answers.select_related("item")
        return {"ask": ask, "words": noun.words, "newer": said, "address": request.path}

    return writing_page(request, form, write, go, "instruments/asks/answer.html", beside)


def _send(ask: Ask, by: User) -> str:
    """Let the other read it, or let it count; and say what that did."""
    if ask.reading == Reading.TWO:
        asks.send(ask, by=by)
        return _("Verstuurd. %(name)s leest je antwoorden.") % {"name": ask.by}
    actions.hand_in(ask, by=by)
    return _("Ingeleverd. Je kunt het aanpassen tot het gesloten is.")
