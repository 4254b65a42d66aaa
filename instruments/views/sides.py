"""Where partners write apart and everything opens at once: the list, beginning, writing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.autosave import writing_page
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from instruments.access import for_ask
from instruments.actions import sides as actions
from instruments.ask_kinds import KINDS
from instruments.forms.asks import DayForm
from instruments.forms.sheets import SEND, SheetForm
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.readings import sheets_for
from instruments.policy.sides import FEW, learners_of, may_begin_talk, may_write_for, sides_read
from instruments.views.talks import last_talk, voice_of
from partnerships.access import for_partner
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership

MOST = 20  # in a list; they are kept for two years


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def of_partnership(request: PersonRequest, partnership: Partnership, kind: str) -> HttpResponse:
    """All conversations of a partnership, newest first, and beginning one."""
    noun, may = KINDS[kind], may_begin_talk(request.user, partnership)
    form = DayForm(request.POST or None, kind=noun) if may else None
    if request.method == "POST":
        require(may)

    def begin() -> str:
        made = actions.begin(noun, partnership, until_on=form.cleaned_data["until_on"], by=request.user)  # type: ignore[union-attr]
        messages.success(request, str(noun.days and noun.days.begun))
        return made.get_absolute_url()

    there = Ask.objects.visible_to(request.user).of(partnership, kind).newest_first()[:MOST]
    shown = {"partnership": partnership, "asks": there, "words": noun.words, "days": noun.days, "lists": noun.lists}
    return form_page(request, form, begin, "instruments/sides/list.html", shown)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def side(request: PersonRequest, ask: Ask, side: UUID) -> HttpResponse:
    """Write for the own organisation; any other one is no page."""
    return _write(request, ask, get_object_or_404(sides_read(request.user, ask), public_id=side))


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def own_side(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Write for oneself, as who learns there."""
    return _write(request, ask, None)


def _write(request: PersonRequest, ask: Ask, side: Organisation | None) -> HttpResponse:
    require(may_write_for(request.user, ask, side))
    person, lists = request.user, ask.sources()
    sheets = sheets_for(person, ask)
    mine = [one for one in sheets if (one.organisation_id == side.pk if side else one.person_id == person.pk)]
    words = (voice_of(side), "")
    form = SheetForm(request.POST or None, ask=ask, lists=lists, sheet=next(iter(mine), None), words=words)

    def write() -> int:
        return actions.write(ask, side=side, answers=form.answers, version=form.seen, by=person).version

    def go() -> str:
        if form.cleaned_data["then"] == SEND:
            messages.success(request, _told(actions.hand_in(ask, side=side, by=person)))
        else:
            messages.success(
                request, _("Bewaard. Alleen jullie zien dit.") if side else _("Bewaard. Alleen jij ziet dit.")
            )
        return ask.get_absolute_url()

    def beside(newer: Sheet | None) -> dict[str, Any]:
        then = last_talk(person, ask, lists)
        return {
            "ask": ask,
            "side": side,
            "ready": any(one.handed_in_at for one in mine),
            "words": KINDS[ask.kind].words,
            "few": side is None and ask.partnership and len(learners_of(ask.partnership)[:FEW]) < FEW,
            "fields": [
                (field, then.said.get((side.pk, item.slug), []) if side else [])
                for item, field in ((item, form[name]) for name, item in form.items.items())
            ],
            "newer": newer and [(one.item.said_to(*words), one) for one in newer.answers.select_related("item")],
            "address": request.path,
        }

    return writing_page(request, form, write, go, "instruments/sides/write.html", beside)


def _told(ask: Ask) -> str:
    if ask.opened_at:
        return _("Alle organisaties zijn klaar. Alles is open, lees het samen door.")
    return _("Klaar. Bedankt.")
