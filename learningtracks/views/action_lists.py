"""The action points of a team, an organisation, a partnership or a track, and a new one."""

from uuid import UUID

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
from learningtracks.extensions import Talk
from learningtracks.forms.action_points import ActionPointForm
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import may_make_action_point
from learningtracks.views.action_points import listed
from partnerships.access import for_partner
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team


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


def _new(request: PersonRequest, subject: Subject, talk: Talk | None = None) -> HttpResponse:
    """A new one. Made of what people said to each other, it says so and leads back to that."""
    require(may_make_action_point(request.user, subject))
    origin = talk.origin if talk else ""
    form = ActionPointForm(request.POST or None, person=request.user, subject=subject)

    def make() -> str:
        point = actions.make(subject, by=request.user, origin=origin, **form.cleaned_data)
        messages.success(request, _("Het actiepunt is gemaakt."))
        return (talk or point).get_absolute_url()

    back_url = talk.get_absolute_url() if talk else list_url(subject)
    words = {"subject": subject, "kind": field_of(subject), "back_url": back_url}
    return form_page(request, form, make, "learningtracks/action_points/new.html", words)


@for_team_around
@require_safe
def team_action_points(request: PersonRequest, team: Team) -> HttpResponse:
    return _list(request, team)


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def team_action_point_new(request: PersonRequest, team: Team) -> HttpResponse:
    return _new(request, team)


@for_advised
@require_safe
def organisation_action_points(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    return _list(request, organisation)


@for_advised
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_action_point_new(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    return _new(request, organisation)


@for_partner
@require_safe
def partnership_action_points(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    return _list(request, partnership)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def partnership_action_point_new(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    return _new(request, partnership)


def _from(request: PersonRequest) -> UUID | None:
    """What somebody comes from, as it stands in the address."""
    try:
        return UUID(request.GET.get("from", ""))
    except ValueError:
        return None


@for_track
@require_safe
def track_action_points(request: PersonRequest, track: Track) -> HttpResponse:
    return _list(request, track)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def track_action_point_new(request: PersonRequest, track: Track) -> HttpResponse:
    return _new(request, track)
