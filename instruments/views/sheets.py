"""Answering what is asked: kept while typing, and handed in with a button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.autosave import writing_page
from instruments.access import for_ask
from instruments.actions import asks
from instruments.actions import sheets as actions
from instruments.ask_kinds import KINDS
from instruments.forms.sheets import SEND, SheetForm
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.asks import may_answer
from instruments.policy.readings import sheets_for


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Every question, saved while somebody writes; sending lets the other read it."""
    require(may_answer(request.user, ask))
    sheet = next(iter(sheets_for(request.user, ask)), None)
    form = SheetForm(request.POST or None, lists=ask.sources(), sheet=sheet)

    def write() -> int:
        return actions.write(ask, by=request.user, answers=form.answers, version=form.seen).version

    def go() -> str:
        if form.cleaned_data["then"] == SEND:
            asks.send(ask, by=request.user)
            messages.success(request, _("Verstuurd. %(name)s leest je antwoorden.") % {"name": ask.by})
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return ask.get_absolute_url()

    def beside(newer: Sheet | None) -> dict[str, Any]:
        said = newer and newer.answers.select_related("item")
        return {"ask": ask, "words": KINDS[ask.kind].words, "newer": said, "address": request.path}

    return writing_page(request, form, write, go, "instruments/asks/answer.html", beside)
