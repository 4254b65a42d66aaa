"""Forms that are saved while somebody writes in them: the one answer to what static/js/autosave.js asks."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import PersonRequest
from accounts.values import Stale
from accounts.views.forms import Shown, build_on, sent


def saves_itself(request: HttpRequest) -> bool:
    """Whether this was sent by the script, while somebody writes; otherwise they pressed a button."""
    return request.headers.get("X-Autosave") == "1"


def kept(version: int, url: str = "") -> JsonResponse:
    """It is stored: the version to build on, the time to show, and the new address of what the first words made."""
    return JsonResponse({"version": version, "saved_at": f"{timezone.localtime():%H:%M}", "url": url})


def not_kept(form: BaseForm) -> JsonResponse:
    """This cannot be stored, for instance because it is too long; the words stay where they are."""
    return JsonResponse({"errors": form.errors}, status=422)


def clash(request: PersonRequest, template: str = "", newer: Any = None) -> HttpResponse:
    """Somebody was ahead, perhaps the same person elsewhere: what is stored now, to show beside what was typed."""
    return render(request, template, {"newer": newer}, status=409) if template else HttpResponse(status=409)


def writing_page(
    request: PersonRequest,
    form: BaseForm,
    write: Callable[[], int],
    go: Callable[[], str],
    template: str,
    context: Callable[[Any], Shown],
) -> HttpResponse:
    """A page that keeps what is typed and is handed in with a button.

    `write` stores it and returns the new version; after a button `go` does what was asked and says where to go. Stale
    brings the form back with both texts. The template gets form, newer, and what `context(newer)` makes.
    """
    status, newer = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            version = write()
        except Stale as stale:
            if saves_itself(request):
                return clash(request)
            status, newer = 409, stale.current
            build_on(form, stale.version)
        else:
            if saves_itself(request):
                return kept(version)
            address = go()
            sent(request)
            return redirect(address)
    elif saves_itself(request):
        return not_kept(form)
    return render(request, template, {"form": form, "newer": newer, **context(newer)}, status=status)
