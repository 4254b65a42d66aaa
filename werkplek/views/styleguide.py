"""The style guide: every component with made-up content, to look at and to test."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import sensitive
from accounts.access import for_anyone
from partnerships.forms.fields import Day
from partnerships.todos import Head
from reflections.values import LEVELS
from werkplek.context import Place
from werkplek.refusals import Typed
from werkplek.values import TOPICS
from werkplek.waiting import Going

DRAWINGS = Path(settings.BASE_DIR) / "templates" / "components" / "icons"


class SampleForm(forms.Form):
    """One field of every kind."""

    situation = forms.CharField(
        label=_("Wat maakte je mee op je werk?"),
        help_text=_("Schrijf geen namen van cliënten, klanten of collega's."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    title = forms.CharField(label=_("Titel"), max_length=60)
    day = Day(label=_("Datum"), widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(label=_("Rol"), choices=[("a", _("Praktijkopleider")), ("b", _("Werkbegeleider"))])
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wil je mail?"),
        help_text=_("Je kunt dit altijd aanpassen."),
        choices=[("digest", _("Eén keer per werkdag")), ("direct", _("Meteen")), ("none", _("Geen mail"))],
        widget=forms.RadioSelect,
    )
    moment = forms.ChoiceField(
        label=_("Wanneer?"),
        choices=[("work", _("Na het werk")), ("week", _("Elke week")), ("none", _("Niet"))],
        widget=forms.RadioSelect,
        initial="week",
    )
    shared = forms.BooleanField(label=_("Deel dit met mijn praktijkopleider"), help_text=_("Samira de Vries"))


def _tasks() -> list[dict[str, Any]]:
    return [
        {"label": _("Gegevens"), "url": "#tasks", "status": _("Klaar"), "kind": "done"},
        {"label": _("Werkplekken"), "url": "#tasks", "hint": _("2 locaties"), "status": _("Bezig"), "kind": "busy"},
        {"label": _("Mensen"), "url": "#tasks", "hint": _("Nog niemand"), "status": _("Open"), "kind": "open"},
    ]


def _moments(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {"who": "Samira de Vries", "what": _("heeft je vraag beantwoord"), "when": now, "url": "#timeline"},
        {"who": "Sam Jansen", "what": _("heeft feedback gevraagd"), "when": now - dt.timedelta(days=1)},
        {"who": "Nora Bakker", "what": _("heeft het traject gemaakt"), "when": now - dt.timedelta(days=40)},
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("Alles"), "url": "#tabs", "current": True, "count": 12},
        {"label": _("Gedeeld"), "url": "#tabs", "icon": "eye"},
        {"label": _("Alleen voor mij"), "url": "#tabs", "icon": "lock"},
    ]


def _summary() -> list[dict[str, Any]]:
    story = _("De familie wilde weten wanneer vader naar huis mocht. Ik wist het niet en zei dat ook.")
    return [
        {"label": _("Situatie"), "text": story, "url": "#summary"},
        {"label": _("Reflectie"), "text": "", "url": "#summary"},
    ]


def _table() -> dict[str, Any]:
    return {
        "heads": [_("Kwartaal"), _("Waardechecks"), _("Verhalen")],
        "rows": [[_("1e kwartaal"), 1, 5], [_("2e kwartaal"), 0, 0], [_("3e kwartaal"), 2, 11]],
    }


def _samples() -> dict[str, Any]:
    now = timezone.now()
    wrong = SampleForm(data={"title": "", "day": "31-02", "moment": "week"})
    wrong.is_valid()
    return {
        "now": now,
        "yesterday": now - dt.timedelta(days=1),
        "long_ago": now - dt.timedelta(days=20),
        "form": SampleForm(prefix="good"),
        "wrong": wrong,
        "newer": SimpleNamespace(title="Een bewoner die viel", day=dt.date(2027, 3, 2)),
        "findings": sensitive.find("Bel mevrouw Jansen: 06-12345678.", on=now.date(), where=_("Situatie")),
        "tasks": _tasks(),
        "moments": _moments(now),
        "tabs": _tabs(),
        "summary": _summary(),
        "table": _table(),
        "levels": LEVELS,
        "icons": sorted(path.stem for path in DRAWINGS.glob("*.svg")),
        "effects": [_("Wie het heeft gelezen, ziet het niet meer."), _("Antwoorden blijven van de schrijver.")],
        "stems": [_("Een moeilijk gesprek met…"), _("Voor het eerst deed ik…"), _("Het ging anders dan ik dacht:")],
        "page_of": Paginator(range(90), 30).page(2),
        "places": [
            Place(pgettext("place", "Home"), "#places", "home", "page"),
            Place(_("Ervaringen"), "#places", "log", ""),
            Place(_("Trajecten"), "#places", "track", ""),
            Place(_("Voor jou"), "#places", "for-you", ""),
        ],
        "whose": Head("", "Sam Jansen", "ROC Waterland", _("Hoe blijf ik rustig als iemand boos is?"), "#whose"),
        "going": Going(1, "/styleguide/"),
        "typed": Typed("#errors", [("text", str(_("De familie wilde weten wanneer vader naar huis mocht.")))], []),
        "kept": [_("De familie wilde weten wanneer vader naar huis mocht.")],
        "topic": TOPICS["puzzle"],
        "links": [{"label": _("Help"), "url": "#switch"}, {"label": _("Wat we bewaren"), "url": "#switch"}],
    }


@for_anyone("it shows made-up content only")
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/styleguide.html", _samples())
