"""The people of a track: naming, replacing, taking off and standing in, each on the own side."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.views.forms import confirm, form_page
from learningtracks.access import for_guide_ender, for_guide_steerer, for_track_steerer
from learningtracks.actions import guides as actions
from learningtracks.forms.guides import ColleagueForm, NameForm, StandInForm
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.tracks import asks_colleagues, may_choose, may_step_back
from partnerships.forms.fields import is_offered
from partnerships.values import GUIDES, PARTY_OF_ROLE, Role, role_label


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
        "mine": may_choose(request.user, track, role),
        "learner": track.learner.get_short_name() if asks_colleagues(track, role) else "",
    }


@for_track_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_new(request: PersonRequest, track: Track, role: str) -> HttpResponse:
    """Put a colleague on the track in a role of the own side."""
    if role not in GUIDES:
        raise Http404
    form = NameForm(request.POST or None, person=request.user, track=track, role=role)

    def name() -> str:
        chosen, others = form.cleaned_data["membership"], list(form.cleaned_data.get("others", ()))
        actions.name_on_all([track, *others], chosen, by=request.user)
        if others:
            words = _("%(name)s staat op %(number)s trajecten en krijgt bericht.")
            messages.success(request, words % {"name": chosen.person, "number": len(others) + 1})
            return reverse("learningtracks:tracks")
        messages.success(request, _("%(name)s staat op het traject en krijgt bericht.") % {"name": chosen.person})
        return track.guides_url

    label = str(role_label(role, track.partnership.label_set)).lower()
    words = {"title": _("Kies een %(role)s") % {"role": label}, "label": _("Kiezen")}
    return _choosing(request, track, form, role, name, words)


def _choosing(
    request: PersonRequest, track: Track, form: ColleagueForm, role: str, do: Callable[[], str], words: dict[str, Any]
) -> HttpResponse:
    words |= {"track": track, "organisation": track.organisation_of(role), "nobody": not is_offered(form, "membership")}
    words["asks"] = asks_colleagues(track, role)
    return form_page(request, form, do, "learningtracks/guides/choose.html", words)


@for_guide_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_replace(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Give somebody's place to a colleague, who sees nothing of what was shared before."""
    track = guide.track
    form = ColleagueForm(request.POST or None, person=request.user, track=track, role=guide.role)

    def replace() -> str:
        chosen = form.cleaned_data["membership"]
        actions.replace(guide, chosen, by=request.user)
        messages.success(request, _("%(name)s staat op het traject en krijgt bericht.") % {"name": chosen.person})
        return track.guides_url

    name = {"name": guide.person}
    words = {
        "title": _("Opvolger van %(name)s") % name,
        "page_title": _("Opvolger kiezen"),
        "lead": _("%(name)s ziet dit traject daarna niet meer. De opvolger ziet niets van wat eerder is gedeeld.")
        % name,
        "label": _("Opvolger kiezen"),
    }
    return _choosing(request, track, form, guide.role, replace, words)


@for_guide_steerer
@require_http_methods(["GET", "HEAD", "POST"])
def guide_stand_in(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Let a colleague stand in for some weeks."""
    track = guide.track
    form = StandInForm(request.POST or None, person=request.user, track=track, role=guide.role)

    def stand_in() -> str:
        actions.stand_in(guide, by=request.user, **form.cleaned_data)
        names = {"name": form.cleaned_data["membership"].person, "old": guide.person}
        messages.success(request, _("%(name)s vervangt %(old)s.") % names)
        return track.guides_url

    learner = {"name": track.learner.get_short_name()}
    words = {
        "title": _("%(name)s tijdelijk vervangen") % {"name": guide.person},
        "page_title": _("Iemand tijdelijk vervangen"),
        "lead": _("%(name)s ziet wie er vervangt en hoelang. De vervanger ziet alleen wat daarna wordt gedeeld.")
        % learner,
        "label": _("Vervanger kiezen"),
    }
    return _choosing(request, track, form, guide.role, stand_in, words)


@for_guide_ender
@require_http_methods(["GET", "HEAD", "POST"])
def guide_end(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    """Take somebody off the track, or say no to guiding a colleague, after a page that says what that does."""
    if may_step_back(request.user, guide):
        return _step_back(request, guide)

    def take_off() -> str:
        actions.take_off(guide, by=request.user)
        messages.success(request, _("%(name)s staat niet meer op het traject.") % {"name": guide.person})
        still = Track.objects.steered_by(request.user).filter(pk=guide.track_id).exists()  # they may be off it
        return guide.track.guides_url if still else reverse("learningtracks:tracks")

    name = {"name": guide.person}
    words = {
        "title": _("%(name)s van het traject halen?") % name,
        "page_title": _("Van het traject halen"),
        "effects": [
            _("%(name)s ziet dit traject meteen niet meer.") % name,
            _("Wie tijdelijk vervangt, stopt dan ook."),
            _("%(learner)s krijgt bericht.") % {"learner": capfirst(guide.track.the_learner())},
        ],
        "label": _("Van het traject halen"),
        "back": guide.track.guides_url,
        "back_label": _("Begeleiders"),
    }
    return confirm(request, take_off, words)


def _step_back(request: PersonRequest, guide: TrackPerson) -> HttpResponse:
    def step_back() -> str:
        actions.take_off(guide, by=request.user)
        messages.success(request, _("Je begeleidt %(name)s niet meer.") % name)
        return reverse("learningtracks:tracks")

    name = {"name": guide.track.learner.get_short_name()}
    words = {
        "title": _("Stoppen met begeleiden van %(name)s?") % name,
        "page_title": _("Stoppen met begeleiden"),
        "effects": [
            _("Je ziet dit traject meteen niet meer."),
            _("%(name)s krijgt bericht, en kan een ander vragen.") % name,
        ],
        "label": _("Stoppen met begeleiden"),
        "back": guide.track.get_absolute_url(),
        "back_label": guide.track.learner.name,
    }
    return confirm(request, step_back, words)
