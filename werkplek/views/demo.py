"""The demo begins again: for who shows it to the next person."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import for_anyone
from accounts.allauth_internals import consume, respond_429
from werkplek.actions import demo
from werkplek.demo.cast import is_here


@for_anyone("Demo mode only, in which every person is made up; elsewhere there is no such page.")
@require_http_methods(["GET", "HEAD", "POST"])
def demo_again(request: HttpRequest) -> HttpResponse:
    """A page that asks; the button puts everything back and signs everybody out."""
    if not settings.DEMO or not is_here():
        raise Http404
    if request.method != "POST":
        return render(request, "pages/demo_again.html")
    if not consume(request, action="demo_again", key="all"):
        return respond_429(request)
    logout(request)  # before its session is gone
    demo.begin_again()
    messages.success(request, _("De proefomgeving begint opnieuw. Kies wie je bent."))
    return redirect("account_login")
