"""What every page with one form does: show it, do the action once, and give refusals back at the form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import PersonRequest, View
from accounts.actions.confirmations import is_fresh
from accounts.actions.submissions import new_key, once
from accounts.values import Stale

TEMPLATE = "partnerships/form.html"


def answer(request: PersonRequest, form: forms.Form, do: Callable[[], str], **words: Any) -> HttpResponse:
    """Do the action of a valid form once and go where it points; otherwise show the form, with what was typed.

    `words` are for the template: title, label (of the button), back and back_label, and what else it names. When
    somebody else saved first (Stale) the page says so and keeps what was typed; its form has a hidden `version`.
    """
    template, newer = words.pop("template", TEMPLATE), None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request.user, request.POST.get("once"), do))
        except ValidationError as error:
            form.add_error(None, error)
        except Stale as stale:
            newer = stale.current
            form.data = sent = request.POST.copy()
            sent["version"] = str(newer.version)  # type: ignore[attr-defined]
    context = {"form": form, "once": request.POST.get("once") or new_key(), "newer": newer, **words}
    return render(request, template, context, status=409 if newer else 200)


def confirm(request: PersonRequest, do: Callable[[], str], **words: Any) -> HttpResponse:
    """Ask before an action that matters, on a page that says what it does; do it once."""
    if request.method == "POST":
        return redirect(once(request.user, request.POST.get("once"), do))
    return render(request, "partnerships/confirm.html", {"once": new_key(), **words})


def ask_who(request: PersonRequest) -> None:
    """Stop here until they said who they are, when that was more than five minutes ago."""
    if not is_fresh(request):
        raise ReauthenticationRequired


def fresh(view: View) -> View:
    """Changing roles asks who you are again when that was more than five minutes ago (access.md R26). Looking does not;
    what was sent is kept and done afterwards."""

    @wraps(view)
    def asked(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            ask_who(request)
        return view(request, *args, **kwargs)

    return asked
