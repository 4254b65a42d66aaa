"""The page with your devices, and the one that signs all of them out from a mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import devices
from accounts.access import PersonRequest, for_anyone, for_me
from accounts.actions import sessions as actions
from accounts.browsers import browser_name
from accounts.views.sign_in import FORGET, sign_out


@for_me
def sessions(request: PersonRequest) -> HttpResponse:
    """Where you are signed in. Sign out there, everywhere else or everywhere, and say whose this device is."""
    current = request.session.session_key or ""
    if request.method == "POST":
        return _change(request, current)
    found = actions.of(request.user)
    own = actions.on_own_devices(found, timezone.now())
    rows = [
        {
            "number": session.pk,
            "browser": browser_name(session.user_agent),
            "address": session.ip,
            "since": session.created_at,
            "is_this": session.session_key == current,
            "is_own": session.session_key in own,
        }
        for session in found
    ]
    context = {
        "rows": rows,
        "others": any(not row["is_this"] for row in rows),
        "is_mine": devices.is_mine(request),
        "days": settings.OWN_DEVICE_DAYS,
    }
    return render(request, "usersessions/usersession_list.html", context)


def _change(request: PersonRequest, current: str) -> HttpResponse:
    if own := request.POST.get("own", ""):
        return _say(request, own == "yes")
    if number := request.POST.get("end", ""):
        if actions.end(number, by=request.user):
            messages.success(request, _("Je bent uitgelogd op dat apparaat."))
        return redirect("usersessions_list")
    ended = actions.end_others(current, by=request.user)
    if request.POST.get("everywhere"):
        return sign_out(request)
    told = ngettext(
        "Je bent uitgelogd op %(number)d ander apparaat.", "Je bent uitgelogd op %(number)d andere apparaten.", ended
    )
    messages.success(request, told % {"number": ended})
    return redirect("usersessions_list")


def _say(request: PersonRequest, own: bool) -> HttpResponse:
    """Of what is no longer somebody's own device everything goes that it kept (access.md T11)."""
    devices.say(request, own=own)
    response = redirect("usersessions_list")
    if own:
        messages.success(request, _("Je blijft op dit apparaat ingelogd."))
    else:
        messages.success(request, _("Als je de browser sluit, ben je op dit apparaat uitgelogd."))
        devices.forget(response)
        response.headers["Clear-Site-Data"] = FORGET
    return response


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
