"""What an answer becomes: an action point, a piece, a day to look back, and what else is registered."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions.outcomes import become as make
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.models.sheets import Sheet
from instruments.outcome_kinds import OUTCOMES, OutcomeKind, Said, codes_of, origin_of
from instruments.outcomes import made_of
from instruments.panels import label_of
from instruments.policy.outcomes import may_become, offered, said_by, said_to
from learningtracks.forms.action_points import PlaceForm
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.policy.action_points import name_owners

Lists = Sequence[Instrument]


def _url_of(said: Said, kind: OutcomeKind) -> str:
    """Where this answer becomes that."""
    there = reverse("instruments:become", args=[said.ask.public_id, said.item.slug, kind.code])
    return f"{there}?{urlencode({'of': said.token})}"


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: PersonRequest, ask: Ask, item: str, outcome: str) -> HttpResponse:
    """Make something of an answer: at once, or with what must be known first; an own training asks where it belongs."""
    said, kind = said_by(request.user, ask, item, request.GET.get("of", "")), OUTCOMES.get(outcome)
    if said is None or kind is None:
        raise Http404
    require(may_become(request.user, said, kind))
    context = {"ask": ask, "said": said, "kind": kind, "back_label": label_of(ask)}
    place: Subject | None = ask.place
    if kind.placed and place is None:
        chosen = PlaceForm(request.GET if "place" in request.GET else None, person=request.user)
        if (place := chosen.subject()) is None:
            words = context | {"title": kind.label, "form": chosen, "back": ask.get_absolute_url()}
            return render(request, "learningtracks/action_points/place.html", words)
    form = _form(request, kind, said, place)

    def do() -> str:
        make(said, kind, by=request.user, **form.facts)  # type: ignore[attr-defined]
        messages.success(request, str(kind.done))
        return ask.get_absolute_url()

    words = context | {"place": place, "place_kind": field_of(place) if place else ""}
    return form_page(request, form, do, "instruments/outcomes/become.html", words)


def _form(request: PersonRequest, kind: OutcomeKind, said: Said, place: Subject | None) -> BaseForm:
    """With one tap what would be filled in is sent: the page comes when that is not enough."""
    facts: dict[str, Any] = {"person": request.user, "said": said, "place": place}
    if "at_once" not in request.POST or not kind.is_made_at_once(said):
        return kind.form(request.POST or None, **facts)
    empty = kind.form(None, **facts)
    return kind.form({name: empty.get_initial_for_field(field, name) for name, field in empty.fields.items()}, **facts)


def offers_for(person: User, ask: Ask, lists: Lists, sheets: Iterable[Sheet]) -> dict[tuple[int, int], list[Any]]:
    """The buttons below each answer, by the keys of its sheet and its question."""
    found = offered(person, ask, lists, said_to(person, ask, lists, sheets))
    return {
        (said.sheet.pk, said.item.pk): [
            {"label": kind.label, "url": _url_of(said, kind), "at_once": kind.is_made_at_once(said)} for kind in kinds
        ]
        for said, kinds in found.items()
    }


def answered(person: User, ask: Ask, lists: Lists, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Of what one person answers: each list with its questions, the answer, and what may be made of that."""
    given = {answer.item_id: answer for sheet in sheets for answer in sheet.answers.all()}
    offers = {item: some for (_sheet, item), some in offers_for(person, ask, lists, sheets).items()}
    rows = {
        one: [{"item": item, "answer": given.get(item.pk), "outcomes": offers.get(item.pk)} for item in one.tree]
        for one in lists
    }
    return {"begun": bool(given), "lists": [{"list": one, "rows": some} for one, some in rows.items()]}


def came_of(person: User, ask: Ask, lists: Lists) -> dict[str, Any]:
    """What came of the answers, as far as this person may know of it: `points`, action points with who does them, and
    `made`, the rest."""
    items = [(item, one.tree) for one in lists for item in one.tree]
    origins = [ask.origin, *(origin_of(ask, item) for item, _beside in items)]
    codes = {code for item, beside in items for code in codes_of(item, beside)}
    points = ActionPoint.objects.visible_to(person).from_origin(*origins).with_heads().soonest_first()
    return {"points": name_owners(person, list(points)), "made": made_of(person, ask, origins, codes)}
