"""Asking somebody who they are once more, before a form that changes roles does its work."""

from functools import wraps
from typing import Any

from django.http import HttpResponse

from accounts.access import PersonRequest, View
from accounts.actions.confirmations import is_fresh
from accounts.allauth_internals import ReauthenticationRequired


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
