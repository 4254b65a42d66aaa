"""The people of a track: naming, replacing, taking off and standing in, each on the own side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.actions.submissions import new_key, once
from learningtracks import policy
from learningtracks.access import for_guide_steerer, for_track_steerer
from learningtracks.actions import guides as deeds
from learningtracks.forms.guides import ColleagueForm, StandInForm
from learningtracks.forms.tracks import is_offered
from learningtracks.models import GUIDES, Track, TrackPerson
from partnerships.values import PARTY_OF_ROLE, Role, role_label


@for_track_steerer
@require_safe
def guides(request: PersonRequest, track: Track) -> HttpResponse:
    """Who guides, per role; what you can do stands beside the people of your own side."""
    people = list(TrackPerson.objects.standing().on(track))
    sides = [_side(request, track, role, people) for role in GUIDES if track.organisation_of(role)]
    context = {"track": track, "sides": sides}
    return render(request, "learningtracks/guides/list.html", context)


def _side(request: PersonRequest, track: Track, role: str, people: list[TrackPerson]) -> dict[str, Any]:
    organisation = track.organisation_of(role)
    return {
        "role": role,
        "label": role_label(role, track.partnership.label_set),
        "party": PARTY_OF_ROLE[Role(role)],
        "organisation": organisation,
        "people": [one for one in people if one.role == role],
        "mine": policy.may_choose(request.user, track, role),
    }


@for_track_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_new(request: PersonRequest, track: Track, role: str) -> HttpResponse:
    """Put a colleague on the track in a role of the own side."""
    if role not in GUIDES:
        raise Http404
    form = ColleagueForm(request.POST or None, person=request.user, track=track, role=role)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["membership"]
        answer = once(
            request.user, request.POST.get("once"), lambda: _named(deeds.name(track, chosen, by=request.user))
        )
        messages.success(request, _("%(name)s staat op het traject en krijgt bericht.") % {"name": chosen.person})
        return redirect(answer)
    return _form_page(request, track, "learningtracks/guides/new.html", form, role)


def _named(guide: TrackPerson) -> str:
    return guide.track.guides_url


def _form_page(
    request: PersonRequest,
    track: Track,
    template: str,
    form: ColleagueForm,
    role: str,
    guide: TrackPerson | None = None,
) -> HttpResponse:
    context = {
        "track": track,
        "guide": guide,
        "form": form,
        "label": role_label(role, track.partnership.label_set),
        "organisation": track.organisation_of(role),
        "nobody": not is_offered(form, "membership"),
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, template, context)


@for_guide_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_replace(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Give somebody's place to a colleague, who sees nothing of what was shared before."""
    form = ColleagueForm(request.POST or None, person=request.user, track=guide.track, role=guide.role)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["membership"]
        answer = once(
            request.user, request.POST.get("once"), lambda: _named(deeds.replace(guide, chosen, by=request.user))
        )
        messages.success(request, _("%(name)s staat op het traject en krijgt bericht.") % {"name": chosen.person})
        return redirect(answer)
    return _form_page(request, guide.track, "learningtracks/guides/replace.html", form, guide.role, guide)


@for_guide_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_stand_in(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Let a colleague stand in for some weeks."""
    form = StandInForm(request.POST or None, person=request.user, track=guide.track, role=guide.role)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        answer = once(
            request.user, request.POST.get("once"), lambda: _named(deeds.stand_in(guide, by=request.user, **facts))
        )
        messages.success(
            request, _("%(name)s vervangt %(old)s.") % {"name": facts["membership"].person, "old": guide.person}
        )
        return redirect(answer)
    return _form_page(request, guide.track, "learningtracks/guides/stand_in.html", form, guide.role, guide)


@for_guide_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_end(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Take somebody off the track, after a page that says what that does."""
    if request.method == "POST":
        answer = once(request.user, request.POST.get("once"), lambda: _taken_off(request, guide))
        messages.success(request, _("%(name)s staat niet meer op het traject.") % {"name": guide.person})
        return redirect(answer)
    context = {"guide": guide, "track": guide.track, "once": new_key()}
    return render(request, "learningtracks/guides/end.html", context)


def _taken_off(request: PersonRequest, guide: TrackPerson) -> str:
    """Who took off themselves may see the track no longer."""
    deeds.take_off(guide, by=request.user)
    still = Track.objects.steered_by(request.user).filter(pk=guide.track_id).exists()
    return guide.track.guides_url if still else reverse("learningtracks:tracks")
