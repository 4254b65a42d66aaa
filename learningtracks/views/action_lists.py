"""The action points of a team, an organisation, a partnership or a track, and a new one."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from learningtracks.access import for_advised, for_team_around, for_track
from learningtracks.actions import action_points as actions
from learningtracks.forms.action_points import ActionPointForm
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.policy.action_points import may_make_action_point
from learningtracks.views.action_points import listed
from partnerships.access import for_partner


def list_url(subject: Subject) -> str:
    return reverse(f"learningtracks:{field_of(subject)}_action_points", args=[subject.public_id])


def _list(request: PersonRequest, subject: Subject) -> HttpResponse:
    context = {
        "subject": subject,
        "kind": field_of(subject),
        "new_url": f"{list_url(subject)}new/",
        "may_make": may_make_action_point(request.user, subject),
        **listed(request, ActionPoint.objects.readable_by(request.user).of(subject)),
    }
    return render(request, "learningtracks/action_points/list.html", context)


def _new(request: PersonRequest, subject: Subject) -> HttpResponse:
    require(may_make_action_point(request.user, subject))
    form = ActionPointForm(request.POST or None, person=request.user, subject=subject)

    def make() -> str:
        point = actions.make(subject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het actiepunt is gemaakt."))
        return point.get_absolute_url()

    words = {"subject": subject, "kind": field_of(subject), "back_url": list_url(subject)}
    return form_page(request, form, make, "learningtracks/action_points/new.html", words)


def _of(page: Callable[[PersonRequest, Subject], HttpResponse]) -> Callable[..., HttpResponse]:
    """The page of whichever subject the access decorator found."""

    @wraps(page)
    def view(request: PersonRequest, **found: Subject) -> HttpResponse:
        return page(request, *found.values())

    return view


_listing, _making = require_safe(_of(_list)), require_http_methods(["GET", "HEAD", "POST"])(_of(_new))
team_action_points, team_action_point_new = for_team_around(_listing), for_team_around(_making)
organisation_action_points, organisation_action_point_new = for_advised(_listing), for_advised(_making)
partnership_action_points, partnership_action_point_new = for_partner(_listing), for_partner(_making)
track_action_points, track_action_point_new = for_track(_listing), for_track(_making)
