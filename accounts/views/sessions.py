"""The page with your sessions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import PersonRequest, for_me
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
