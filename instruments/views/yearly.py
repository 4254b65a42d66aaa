"""What an organisation is asked once a year: all of them, one of them, and inviting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions import yearly as actions
from instruments.ask_kinds import KINDS
from instruments.forms.asks import InviteForm
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import may_answer
from instruments.policy.readings import sheets_for, together_in
from instruments.policy.yearly import may_begin_year, may_lead, may_publish, people_to_invite
from instruments.values.asks import Choice
from instruments.views.items import written_together
from learningtracks.access import for_advised
from learningtracks.values.instruments import ItemKind
from learningtracks.views.workplace_conditions import lists_of
from partnerships.models.organisations import Organisation

MOST = 30  # thirty years
COMPARED = 4  # years beside each other


@for_advised
@require_http_methods(["GET", "HEAD", "POST"])
def of_organisation(request: PersonRequest, organisation: Organisation, kind: str) -> HttpResponse:
    """All of them, the last years beside each other, and beginning that of this year."""
    noun, person = KINDS[kind], request.user
    asks = list(Ask.objects.visible_to(person).of(organisation, kind).order_by("-cycle", "-pk")[:MOST])
    may_begin = may_begin_year(person, noun, organisation)

    def begin() -> str:
        return actions.begin(noun, organisation, by=person).get_absolute_url()

    def shown(newer: None) -> dict[str, Any]:
        return {
            "organisation": organisation,
            "words": noun.words,
            "asks": asks,
            "may_begin": may_begin,
            "lists": lists_of(organisation),
            "sources": noun.lists,
            **_over_the_years(person, asks[:COMPARED][::-1]),
        }

    return form_page(request, None, begin, "instruments/asks/of_organisation.html", shown)


def _over_the_years(person: User, asks: Sequence[Ask]) -> dict[str, Any]:
    """Per condition the answers of these years, in words: no sum and no grade."""
    if not asks:
        return {}
    said = together_in(person, asks)
    items = [item for one in asks[-1].sources() for item in one.tree if item.kind == ItemKind.CONDITION]
    ticks = [[said[ask.pk].get(item.slug) for ask in asks] for item in items]
    rows = [
        [item.name, *(str(Choice(one).label) if one else "–" for one in row)]
        for item, row in zip(items, ticks, strict=True)
    ]
    return {"heads": [_("Wat helpt"), *(ask.cycle for ask in asks)], "lines": rows if len(asks) > 1 else []}


def side_by_side(person: User, ask: Ask, lists: Sequence[Instrument]) -> dict[str, Any]:
    """What the group wrote, beside what the invited handed in, as far as this person reads it."""
    there = sheets_for(person, ask)
    found, leads = written_together(person, ask, lists, there), may_lead(person, ask)
    given: dict[int, list[Any]] = {}
    for sheet in there:
        for answer in sheet.answers.all() if sheet.person and sheet.handed_in_at else ():
            given.setdefault(answer.item_id, []).append((sheet.person, answer))
    rows = [row | {"beside": given.get(row["item"].pk, [])} for row in found["rows"]]
    return found | {
        "rows": rows,
        "leads": leads,
        "may_answer": may_answer(person, ask),
        "may_publish": may_publish(person, ask),
        "sheet": next((sheet for sheet in there if sheet.person_id == person.pk), None),
        "invited": [one.person for one in _invited(ask)] if leads else [],
        "go_on": next((row["url"] for row in rows if not row["answer"]), "") if leads else "",
        "places": lists_of(ask.organisation) if leads and ask.organisation else [],
    }


def _invited(ask: Ask) -> Any:
    return ask.named.filter(writes=True, ended_at=None).select_related("person")


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Ask a colleague to answer beside the group."""
    require(may_lead(request.user, ask))
    others = people_to_invite(ask)
    if request.method != "POST":  # what is sent twice invites once
        others = others.exclude(pk__in=_invited(ask).values("person"))
    form = InviteForm(request.POST or None, people=others)

    def do() -> str:
        actions.invite(ask, person=form.cleaned_data["person"], by=request.user)
        messages.success(request, _("%(name)s krijgt bericht.") % {"name": form.cleaned_data["person"]})
        return ask.get_absolute_url()

    words = {
        "title": _("Iemand uitnodigen"),
        "lead": _(
            "Wie je uitnodigt, vult dezelfde vragen in. Jullie lezen wat diegene inlevert, met naam. Diegene leest "
            "jullie tekst pas als je publiceert."
        ),
        "label": _("Uitnodigen"),
        "back": ask.get_absolute_url(),
        "back_label": KINDS[ask.kind].words.one,
    }
    return form_page(request, form, do, context=words)


@for_ask
@require_POST
def uninvite(request: PersonRequest, ask: Ask, person: UUID) -> HttpResponse:
    """End an invitation: what was handed in stays."""
    require(may_lead(request.user, ask))
    named = ask.named.filter(writes=True, person__public_id=person).select_related("person").first()
    if named is None:
        raise Http404
    actions.uninvite(ask, person=named.person, by=request.user)
    messages.success(request, _("De uitnodiging van %(name)s is ingetrokken.") % {"name": named.person})
    return redirect(ask.get_absolute_url())
