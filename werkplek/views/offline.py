"""Werkplek as something to install, and the one page it has without a network (docs/decisions/0154)."""

import json
from functools import cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import for_anyone
from reflections.forms.whole import Whole
from reflections.models.experiences import Experience

PAGE = "pages/offline.html"
ICONS = [("img/icon-192.png", "192x192", "any"), ("img/icon-512.png", "512x512", "any")]
ICONS += [("img/icon-512-maskable.png", "512x512", "maskable")]
COLOUR, PAPER = "#17435b", "#fbfaf7"
SCRIPTS = ("base", "theme", "pocket", "whole", "limits", "sensitive", "files", "grow")  # of that page
FILES = ("css/werkplek.css", "img/icon.svg", *(f"js/{name}.js" for name in SCRIPTS))


@for_anyone("a name and icons")
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How it stands among the apps of a phone."""
    facts = {
        "id": "/",
        "name": "Werkplek",
        "short_name": "Werkplek",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": COLOUR,
        "icons": [
            {"src": static(name), "sizes": size, "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
        "shortcuts": [{"name": _("Ervaring vastleggen"), "url": reverse("reflections:experience_new")}],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@for_anyone("which of our own files are there without a network")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: our script, told what to keep. Browsers ask for it at every visit and take what is new."""
    kept = json.dumps({"version": _version(get_language()), "page": reverse("offline"), "files": _files()})
    script = f"self.kept = {kept};\nimportScripts({json.dumps(static('js/worker.js'))});\n"
    answer = HttpResponse(script, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _files() -> list[str]:
    return [static(name) for name in FILES]


@cache  # the words of the page change only with the program
def _version(_language: str | None) -> str:
    page = render_to_string(PAGE, {"form": _form()})
    return sha256(json.dumps([*_files(), page]).encode()).hexdigest()[:16]


def _form() -> Whole:
    return Whole(experience=Experience(version=0))


@for_anyone("the same page for everybody, and nothing of anybody on it")
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows when there is no network: a form for an experience, and what is still to be sent."""
    return render(request, PAGE, {"form": _form()})
