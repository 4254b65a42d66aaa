"""The catalogue: fourteen factors with ideas and examples; choosing one copies it into an own action point."""

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.forms.catalogue import FilterForm
from instruments.models.asks import Ask
from instruments.models.sheets import Answer
from instruments.policy.readings import together_sheet
from instruments.values.scales import CatalogueLevel
from learningtracks.actions import action_points as actions
from learningtracks.editions import Edition, Entry, newest
from learningtracks.forms.action_points import ActionPointForm, PlaceForm
from learningtracks.models.action_points import ActionPoint, field_of
from learningtracks.policy.action_points import may_make_action_point
from learningtracks.values.instruments import ItemKind
from partnerships import belonging


def _content() -> Edition:
    return newest("catalogue")


@cache
def _factors(_language: str) -> list[dict[str, Any]]:
    """Every factor with its ideas and examples in the language of now, and all its `words` to search in."""
    return [_factor(entry) for entry in _content().entries]


def _factor(entry: Entry) -> dict[str, Any]:
    ideas = [part for part in entry.parts if part.kind == ItemKind.IDEA]
    examples = [part for part in entry.parts if part.kind == ItemKind.EXAMPLE]
    return {
        "key": entry.key,
        "name": str(entry.text),
        "group": entry.group,
        "serves": entry.serves,
        "ideas": [
            {
                "code": f"{entry.key}.{one.key}",
                "text": str(one.text),
                "url": reverse("instruments:catalogue_idea", args=[entry.key, one.key]),
                "kept": None,
            }
            for one in ideas
        ],
        "examples": [str(one.text) for one in examples],
        "words": " ".join(str(one.text) for one in (entry, *ideas, *examples)).lower(),
    }


def _with_kept(factor: dict[str, Any], kept: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """A factor with what teams here kept of its ideas."""
    return factor | {"ideas": [idea | {"kept": kept.get(idea["code"])} for idea in factor["ideas"]]}


@for_me
@require_safe
def catalogue(request: PersonRequest) -> HttpResponse:
    """All of it, or what is left by level, factor, condition and words. `ask` remembers what one came from."""
    form = FilterForm(request.GET, entries=_content().entries)
    wanted = form.wanted()
    words = wanted["q"].lower().split()
    found = [
        factor
        for factor in _factors(get_language())
        if wanted["level"] in ("", factor["group"])
        and wanted["factor"] in ("", factor["key"])
        and (not wanted["condition"] or wanted["condition"] in factor["serves"])
        and all(word in factor["words"] for word in words)
    ]
    if kept := ActionPoint.objects.kept_in(belonging.of(request.user).organisations()):
        found = [_with_kept(factor, kept) for factor in found]
    groups = [
        {"label": level.label, "factors": [factor for factor in found if factor["group"] == level]}
        for level in CatalogueLevel
    ]
    ask = _came_from(request)
    context = {
        "form": form,
        "content": _content(),
        "groups": [group for group in groups if group["factors"]],
        "filtered": any(wanted.values()),
        "ask": ask,
        "back": urlencode({"ask": str(ask.public_id)}) if ask else "",
    }
    return render(request, "instruments/catalogue/page.html", context)


def _came_from(request: PersonRequest) -> Ask | None:
    """What somebody comes from: something closed of a team of theirs."""
    try:
        wanted = UUID(request.GET.get("ask", ""))
    except ValueError:
        return None
    closed = Ask.objects.visible_to(request.user).closed().filter(team__isnull=False)
    return closed.with_heads().filter(public_id=wanted).first()


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: PersonRequest, factor: str, idea: str) -> HttpResponse:
    """ "Kies dit": first of what it becomes an action point, then the action point with the words of the idea in it."""
    entry, chosen = _idea(factor, idea)
    ask = _came_from(request)
    place = PlaceForm(request.GET if "place" in request.GET else None, person=request.user)
    subject = ask.team if ask and ask.team else place.subject()
    if subject is None:
        context = {"title": _("Kies dit idee"), "lead": chosen.text, "form": place, "source": "catalogue"}
        context |= {"back": reverse("instruments:catalogue"), "back_label": _("Catalogus")}
        return render(request, "learningtracks/action_points/place.html", context)
    require(may_make_action_point(request.user, subject))
    start = {"text": str(chosen.text)}
    form = ActionPointForm(request.POST or None, person=request.user, subject=subject, initial=start)

    def make() -> str:
        origin = ask.origin if ask else f"catalogue:{factor}.{idea}"
        point = actions.make(subject, by=request.user, idea=f"{factor}.{idea}", origin=origin, **form.cleaned_data)
        messages.success(request, _("Het actiepunt is gemaakt."))
        return point.get_absolute_url()

    words = {
        "idea": chosen,
        "subject": subject,
        "kind": field_of(subject),
        "ask": ask,
        "said": _said_of(request.user, ask, entry),
    }
    return form_page(request, form, make, "instruments/catalogue/choose.html", words)


def _idea(factor: str, idea: str) -> tuple[Entry, Entry]:
    """A factor and one of its ideas."""
    for entry in _content().entries:
        for part in entry.parts if entry.key == factor else ():
            if part.key == idea and part.kind == ItemKind.IDEA:
                return entry, part
    raise Http404


def _said_of(person: User, ask: Ask | None, factor: Entry) -> list[Answer]:
    """What the team wrote down at what it works on, where this factor helps."""
    sheet = together_sheet(person, ask) if ask else None
    answers = sheet.answers.select_related("item").filter(chosen=True).exclude(text="") if sheet else ()
    return [answer for answer in answers if answer.item.key in factor.serves]
