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
from accounts.values import require
from accounts.views.forms import form_page
from learningtracks.actions import action_points as actions
from learningtracks.editions import Edition, Entry, newest
from learningtracks.forms.action_points import ActionPointForm
from learningtracks.forms.catalogue import FilterForm, PlaceForm
from learningtracks.models.action_points import ActionPoint, field_of
from learningtracks.models.condition_scans import ConditionScan
from learningtracks.policy.action_points import may_make_action_point
from learningtracks.values.instruments import CatalogueLevel, ItemKind
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
                "url": reverse("learningtracks:catalogue_idea", args=[entry.key, one.key]),
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
    """All of it, or what is left by level, factor, condition and words. `for` remembers the scan one came from."""
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
    scan = _scan_of(request)
    context = {
        "form": form,
        "content": _content(),
        "groups": [group for group in groups if group["factors"]],
        "filtered": any(wanted.values()),
        "scan": scan,
        "back": urlencode({"for": str(scan.public_id)}) if scan else "",
    }
    return render(request, "learningtracks/catalogue/page.html", context)


def _scan_of(request: PersonRequest) -> ConditionScan | None:
    """The closed scan that somebody comes from, if it is one of theirs."""
    try:
        wanted = UUID(request.GET.get("for", ""))
    except ValueError:
        return None
    scans = ConditionScan.objects.visible_to(request.user).closed().select_related("team")
    return scans.filter(public_id=wanted).first()


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: PersonRequest, factor: str, idea: str) -> HttpResponse:
    """ "Kies dit": first of what it becomes an action point, then the action point with the words of the idea in it."""
    chosen = _idea(factor, idea)
    scan = _scan_of(request)
    place = PlaceForm(request.GET if "place" in request.GET else None, person=request.user)
    subject = scan.team if scan else place.subject()
    if subject is None:
        context = {"idea": chosen, "form": place, "nobody": not place.places}
        return render(request, "learningtracks/catalogue/place.html", context)
    require(may_make_action_point(request.user, subject))
    start = {"text": str(chosen.text)}
    form = ActionPointForm(request.POST or None, person=request.user, subject=subject, initial=start)

    def make() -> str:
        origin = f"conditions:{scan.public_id}" if scan else f"catalogue:{factor}.{idea}"
        point = actions.make(subject, by=request.user, idea=f"{factor}.{idea}", origin=origin, **form.cleaned_data)
        messages.success(request, _("Het actiepunt staat erop."))
        return point.get_absolute_url()

    words = {"idea": chosen, "subject": subject, "kind": field_of(subject)}
    return form_page(request, form, make, "learningtracks/catalogue/choose.html", words)


def _idea(factor: str, idea: str) -> Entry:
    for entry in _content().entries:
        for part in entry.parts if entry.key == factor else ():
            if part.key == idea and part.kind == ItemKind.IDEA:
                return part
    raise Http404
