"""Partnership conversations: each organisation writes first, then everything opens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import Refused, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_partnership_conversation
from learningtracks.actions import partnership_conversations as actions
from learningtracks.editions import edition, newest
from learningtracks.forms.partnership_conversations import AgreedForm, BeginForm, SheetForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from learningtracks.policy.action_points import name_owners, own_sides, speaking_sides
from learningtracks.policy.partnership_conversations import (
    last_time_for,
    may_agree_together,
    may_begin_conversation,
    may_open_now,
    may_write_for,
    sheets_for,
    sides_not_heard,
    tracks_for_pieces,
)
from partnerships.access import for_partner
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership

FORM = ["GET", "HEAD", "POST"]
MOST_SHOWN = 20  # conversations in a list; they are kept for two years
ACTIONS_SHOWN = 10
TRACKS_SHOWN = 5


@for_partner
@require_safe
def partnership_conversations(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """All conversations of a partnership, newest first, and the way to begin one."""
    context = {
        "partnership": partnership,
        "conversations": list(PartnershipConversation.objects.of(partnership)[:MOST_SHOWN]),
        "may_begin": may_begin_conversation(request.user, partnership),
        "questions": newest("praatplaat"),
    }
    return render(request, "learningtracks/partnership_conversations/list.html", context)


@for_partner
@require_http_methods(FORM)
@answers_again
def partnership_conversation_new(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Ask every partner to write first, until a day."""
    require(may_begin_conversation(request.user, partnership))
    form = BeginForm(request.POST or None)

    def begin() -> str:
        content, until_on = str(newest("praatplaat")), form.cleaned_data["until_on"]
        made = actions.begin(partnership, until_on=until_on, content=content, by=request.user)
        messages.success(request, _("Begonnen. Alle organisaties krijgen bericht."))
        return made.get_absolute_url()

    template = "learningtracks/partnership_conversations/new.html"
    return form_page(request, form, begin, template, {"partnership": partnership})


@for_partnership_conversation
@require_safe
def partnership_conversation(request: PersonRequest, conversation: PartnershipConversation) -> HttpResponse:
    """Before opening only the own answers; after it everybody's, with those of last time beside them."""
    questions, partnership = edition(conversation.content), conversation.partnership
    speaks = set(speaking_sides(request.user, partnership).values_list("pk", flat=True))
    sheets = {sheet.organisation_id: sheet for sheet in sheets_for(request.user, conversation)}
    context: dict[str, Any] = {"conversation": conversation, "partnership": partnership, "questions": questions}
    if not conversation.opened_at:
        own = own_sides(request.user, partnership).order_by("name", "pk")
        context |= {
            "sides": [_writing(side, sheets.get(side.pk), questions.entries, side.pk in speaks) for side in own],
            "may_open": bool(speaks) and may_open_now(request.user, conversation),
        }
        return render(request, "learningtracks/partnership_conversations/writing.html", context)
    tracks = list(tracks_for_pieces(request.user, partnership)[: TRACKS_SHOWN + 1])
    ready = {pk: sheet for pk, sheet in sheets.items() if sheet.ready_at}
    drafts = [sheet for sheet in sheets.values() if not sheet.ready_at]
    context |= {
        "rows": _rows(request, conversation, ready, questions.entries),
        "late": sides_not_heard(conversation).order_by("name", "pk"),
        "kept": [_writing(sheet.organisation, sheet, questions.entries, False) for sheet in drafts],
        "actions": _actions(request, conversation),
        "speaks": bool(speaks),
        "tracks": tracks[:TRACKS_SHOWN],
        "more_tracks": len(tracks) > TRACKS_SHOWN,
    }
    return render(request, "learningtracks/partnership_conversations/page.html", context)


def _writing(side: Organisation, sheet: PartnershipSheet | None, entries: Any, speaks: bool) -> dict[str, Any]:
    """One organisation of this person: what it wrote so far."""
    pairs = list(zip(entries, sheet.said, strict=True)) if sheet else []
    return {"side": side, "sheet": sheet, "speaks": speaks, "pairs": [(entry, text) for entry, text in pairs if text]}


def _rows(
    request: PersonRequest, conversation: PartnershipConversation, ready: dict[int, PartnershipSheet], entries: Any
) -> list[dict[str, Any]]:
    """Per question what each organisation wrote, and beside it what it wrote last time."""
    earlier = {sheet.organisation_id: sheet for sheet in last_time_for(request.user, conversation)}
    sides = {pk: sheet.organisation for pk, sheet in (earlier | ready).items()}
    in_order = sorted(sides.items(), key=lambda one: one[1].name)

    def said(sheets: dict[int, PartnershipSheet], pk: int, place: int) -> str:
        return sheets[pk].said[place] if pk in sheets else ""

    return [
        {
            "entry": entry,
            "answers": [(side, said(ready, pk, place), said(earlier, pk, place)) for pk, side in in_order],
        }
        for place, entry in enumerate(entries)
    ]


def _actions(request: PersonRequest, conversation: PartnershipConversation) -> list[ActionPoint]:
    found = ActionPoint.objects.visible_to(request.user).from_origin(conversation.origin)
    return name_owners(request.user, list(found.with_heads().soonest_first()[:ACTIONS_SHOWN]))


@for_partnership_conversation
@require_http_methods(FORM)
def partnership_conversation_write(
    request: PersonRequest, conversation: PartnershipConversation, side: UUID
) -> HttpResponse:
    """Write for the own organisation; any other one is no page."""
    organisation = get_object_or_404(own_sides(request.user, conversation.partnership), public_id=side)
    require(may_write_for(request.user, conversation, organisation))
    questions = edition(conversation.content)
    sheet = conversation.sheets.filter(organisation=organisation).first()
    form = SheetForm(request.POST or None, entries=questions.entries, sheet=sheet)

    def write() -> str:
        facts: dict[str, Any] = {"answers": form.answers(), "ready": "ready" in request.POST, "version": form.seen}
        try:
            written = actions.write(conversation, by=request.user, side=organisation, **facts)
        except Refused as refused:
            raise ValidationError({form.keys[0]: str(refused.reason)}) from refused
        messages.success(request, _said(written))
        return conversation.get_absolute_url()

    def beside(newer: PartnershipSheet | None) -> dict[str, Any]:
        last = last_time_for(request.user, conversation).filter(organisation=organisation).first()
        pairs = zip(form.questions(), last.said if last else [""] * len(form.keys), strict=True)
        return {"conversation": conversation, "side": organisation, "pairs": pairs, "questions": questions}

    return form_page(request, form, write, "learningtracks/partnership_conversations/write.html", beside)


def _said(sheet: PartnershipSheet) -> str:
    if sheet.conversation.opened_at:
        return _("Iedereen is klaar. Alles is open, lees het samen door.")
    return _("Klaar. Bedankt.") if sheet.ready_at else _("Bewaard. Alleen jullie zien dit.")


@for_partnership_conversation
@require_http_methods(FORM)
@answers_again
def partnership_conversation_open(request: PersonRequest, conversation: PartnershipConversation) -> HttpResponse:
    """Ask, then open without waiting any longer."""
    require(may_open_now(request.user, conversation))

    def open_now() -> str:
        actions.open_now(conversation, by=request.user)
        messages.success(request, _("Alles is open. Lees het samen door."))
        return conversation.get_absolute_url()

    words = {"conversation": conversation, "back_url": conversation.get_absolute_url()}
    return form_page(request, None, open_now, "learningtracks/partnership_conversations/open.html", words)


@for_partnership_conversation
@require_http_methods(FORM)
def partnership_conversation_agree(request: PersonRequest, conversation: PartnershipConversation) -> HttpResponse:
    """Write down what was agreed together."""
    require(may_agree_together(request.user, conversation))
    form = AgreedForm(request.POST or None, conversation=conversation)

    def agree() -> str:
        facts = {"text": form.cleaned_data["agreed"], "version": form.seen}
        actions.agree(conversation, by=request.user, **facts)
        messages.success(request, _("Bewaard. Iedereen in het partnerschap leest dit."))
        return conversation.get_absolute_url()

    template = "learningtracks/partnership_conversations/agree.html"
    return form_page(request, form, agree, template, {"conversation": conversation})
