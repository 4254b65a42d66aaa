"""The page with your sessions, and the one that ends all of them from a mail."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, for_anyone, for_me
from accounts.actions import sessions as actions
from accounts.browsers import browser_name


@for_me
def sessions(request: PersonRequest) -> HttpResponse:
    """Where you are signed in; end one, or all but this one."""
    current = request.session.session_key or ""
    if request.method == "POST":
        _end(request, current)
        return redirect("usersessions_list")
    rows = [
        {
            "number": session.pk,
            "browser": browser_name(session.user_agent),
            "address": session.ip,
            "since": session.created_at,
            "is_this": session.session_key == current,
        }
        for session in actions.of(request.user)
    ]
    return render(request, "usersessions/usersession_list.html", {"rows": rows, "others": len(rows) > 1})


def _end(request: PersonRequest, current: str) -> None:
    if number := request.POST.get("end", ""):
        if actions.end(number, by=request.user):
            messages.success(request, _("Die sessie is gestopt."))
        return
    ended = actions.end_others(current, by=request.user)
    told = ngettext("%(number)d andere sessie gestopt.", "%(number)d andere sessies gestopt.", ended)
    messages.success(request, told % {"number": ended})


@for_anyone("the token in a warning is the right to end all sessions of one person, once; it opens nothing")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out_everywhere(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button: a mail program that opens links ends nothing. It names nobody."""
    ticket = actions.ticket_of(token)
    if ticket is None:
        return render(request, "account/sign_out_everywhere.html", status=404)
    with translation.override(ticket.person.language):
        if request.method == "POST":
            if request.user == ticket.person:
                logout(request)  # this browser too, before its session is gone
            actions.end_all(ticket)
            return redirect("sign_out_everywhere", token)
        return render(request, "account/sign_out_everywhere.html", {"ticket": ticket})
