"""Calendar files: one session to keep, and the own calendar of all that has a date, behind a link with a secret."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, for_anyone, for_me
from accounts.models import User
from accounts.values import require
from partnerships.calendar_files import download
from reflections import agenda
from reflections.access import for_value_check
from reflections.actions import calendar_links
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import may_see_details


@for_value_check
@require_safe
def value_check_calendar(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """The appointment of one session as a file. When and where; never what anybody writes."""
    require(may_see_details(request.user, check))
    appointment = check.appointment()
    if appointment is None:
        raise Http404
    return download([appointment], file="waardecheck.ics")


@for_me
@require_safe
def calendar(request: PersonRequest) -> HttpResponse:
    """Your own calendar link: make it, make a new one, or end it."""
    secret = calendar_links.secret_of(request.user)
    path = reverse("reflections:calendar_feed", args=[request.user.public_id, secret]) if secret else ""
    return render(request, "reflections/calendars/page.html", {"address": path and settings.SITE_URL + path})


@for_me
@require_POST
def calendar_make(request: PersonRequest) -> HttpResponse:
    replaces = bool(calendar_links.secret_of(request.user))
    calendar_links.make(by=request.user)
    messages.success(
        request, _("Je nieuwe link staat klaar. De oude werkt niet meer.") if replaces else _("Je link staat klaar.")
    )
    return redirect("reflections:calendar")


@for_me
@require_POST
def calendar_end(request: PersonRequest) -> HttpResponse:
    calendar_links.end(by=request.user)
    messages.success(request, _("De link werkt niet meer."))
    return redirect("reflections:calendar")


@for_anyone("the address holds a secret that only its owner was given, and that they can end")
@require_safe
def calendar_feed(request: PersonRequest, public_id: uuid.UUID, secret: str) -> HttpResponse:
    """All that has a date for this person, who may know of it now: asked again at each request (access.md R28, R30)."""
    person = get_object_or_404(User, public_id=public_id, is_active=True)
    if not calendar_links.opens(person, secret):
        raise Http404
    with override(person.language):
        response = download(agenda.entries_of(person), name="Werkplek")
    response.headers["Cache-Control"] = "no-store"
    return response
