"""Tracks: the page, the history, and setting up, changing and ending one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.models import User
from accounts.values import require
from accounts.views.forms import confirm, form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_setter_up, for_track_editor, for_track_head, for_track_steerer
from learningtracks.actions import tracks as actions
from learningtracks.belonging import tracks_of
from learningtracks.events.tracks import history, things_on
from learningtracks.extensions import TRACK_PANELS
from learningtracks.forms.tracks import EditForm, SetUpForm
from learningtracks.models.puzzles import Puzzle, periods_with_puzzles
from learningtracks.models.reviews import speaks_for
from learningtracks.models.tracks import Track, TrackPerson, guides_of, periods_of
from learningtracks.policy import tracks as tracks_policy
from learningtracks.policy.tracks import (
    asks_colleagues,
    may_choose,
    may_edit,
    may_end,
    may_step_back,
    partnerships_to_set_up,
    steers,
)
from learningtracks.views.track_parts import (
    looks_back,
    now_of,
    puzzle_of_now,
    tabs_of,
    talks_of,
    waiting_on,
    waits_on,
)
from partnerships.events import moments
from partnerships.forms.fields import is_offered
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Party, Role
from partnerships.waiting import waiting_for

A_PAGE = 20


@for_track_head
@require_safe
def track(request: PersonRequest, track: Track) -> HttpResponse:
    """The head of a track; who may open it also sees what happens on it (access.md row 5)."""
    inside = track.pk in tracks_of(request.user).readable
    manages = tracks_policy.manages(request.user, track) and not track.self_begun  # of an own one only the head
    people, periods = guides_of(track), periods_with_puzzles(track) if inside else periods_of(track)
    party, puzzle = _voice(request.user, track), puzzle_of_now(track, periods) if inside else None
    context = {
        "track": track,
        "inside": inside,
        "periods": periods,
        "parties": _parties(request.user, track, people),
        "may_edit": may_edit(request.user, track),
        "may_end": may_end(request.user, track),
        "may_steer": steers(request.user, track) and not track.is_over,
        "place": _own_place(request.user, people),
        "speaks": track.pk in tracks_of(request.user).spoken,
        "chooses_subjects": party == Party.EDUCATION and not track.is_over,
        "talks": talks_of(track) if party or manages else [],
        "looks_back": looks_back(track, periods, party) if party or manages else [],
        "panels": TRACK_PANELS(track, request.user) if inside else [],
        "tabs": tabs_of(track, request.path) if inside else [],
    }
    if puzzle:
        context |= _stand(request, track, puzzle, people)
    return render(request, "learningtracks/tracks/page.html", context)


def _stand(request: PersonRequest, track: Track, puzzle: Puzzle, people: list[TrackPerson]) -> dict[str, Any]:
    """What stands in front: the puzzle with what is missing, and what waits for whom."""
    party = tracks_of(request.user).party_on(track.pk)
    return {
        "now": now_of(track, puzzle, request.user),
        "waits": [] if track.is_over else waits_on(track, puzzle, people, request.user, party),
        "for_me": waiting_on(waiting_for(request))[track.pk],
        "queue_url": f"{reverse('queue')}?{urlencode({'student': track.public_id})}",
    }


def _voice(person: User, track: Track) -> str | None:
    """The party for which this person talks and looks back on the track (access.md rows 6b and 14). A learner keeps
    reading talks and reviews."""
    return str(Party.LEARNER) if person.pk == track.learner_id else speaks_for(person, track)


def _own_place(person: User, people: list[TrackPerson]) -> TrackPerson | None:
    """The place of today that this person may give up."""
    mine = {one.pk for one in tracks_of(person).named}
    return next((one for one in people if one.pk in mine and may_step_back(person, one)), None)


def _parties(person: User, track: Track, people: list[TrackPerson]) -> list[dict[str, Any]]:
    """The two parties beside the learner: who speaks for each, and who can name somebody when nobody does."""
    found = []
    for party, role in ((Party.WORKPLACE, Role.PRACTICE_EDUCATOR), (Party.EDUCATION, Role.SCHOOL_SUPERVISOR)):
        if organisation := track.organisation_of(role):
            there = [one for one in people if one.party == party]
            mine = not there and may_choose(person, track, role)
            url = reverse("learningtracks:guide_new", args=[track.public_id, role]) if mine else ""
            learner = track.learner.get_short_name() if asks_colleagues(track, role) else ""
            found.append(
                {"party": party, "organisation": organisation, "people": there, "url": url, "learner": learner}
            )
    return found


@for_track_head
@require_safe
def track_history(request: PersonRequest, track: Track) -> HttpResponse:
    """What happened on a track, newest first."""
    things = things_on(track, request.user)
    page = Paginator(history(track, request.user, things), A_PAGE).get_page(request.GET.get("page"))
    context = {"track": track, "history": {"page": page, "moments": moments(page.object_list, things)}}
    return render(request, "learningtracks/tracks/history.html", context)


@for_me
@require_safe
def choose_partnership(request: PersonRequest) -> HttpResponse:
    """In which partnership? Nobody is asked who has only one."""
    found = list(partnerships_to_set_up(request.user))
    if len(found) == 1:
        return redirect("learningtracks:track_new", public_id=found[0].public_id)
    return render(request, "learningtracks/tracks/choose.html", {"partnerships": found})


@for_setter_up
@require_http_methods(["GET", "HEAD", "POST"])
def track_new(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Set up a track on one page, with the people of the own side."""
    form = SetUpForm(request.POST or None, person=request.user, partnership=partnership)

    def set_up() -> str:
        first, *others = actions.set_up_several(partnership, by=request.user, **form.cleaned_data)
        if others:
            words = _("%(number)s trajecten staan klaar. Iedereen krijgt bericht.")
            messages.success(request, words % {"number": len(others) + 1})
            return reverse("learningtracks:tracks")
        name = first.learner.get_short_name()
        messages.success(request, _("Het traject staat klaar. %(name)s krijgt bericht.") % {"name": name})
        return first.get_absolute_url()

    def beside(newer: None) -> dict[str, Any]:
        return {
            "partnership": partnership,
            "mine": Organisation.objects.coordinated_by(request.user).first,  # asked only when somebody is missing
            "no_workplace": not is_offered(form, "workplace"),
            "no_learner": not is_offered(form, "learner"),
            "several": is_offered(form, "others"),
            "no_people": not is_offered(form, "people"),
        }

    return form_page(request, form, set_up, "learningtracks/tracks/new.html", beside)


@for_track_editor
@require_http_methods(["GET", "HEAD", "POST"])
def track_edit(request: PersonRequest, track: Track) -> HttpResponse:
    """Change name, place, days or periods."""
    form = EditForm(request.POST or None, person=request.user, track=track)

    def edit() -> str:
        actions.edit(track, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het traject is aangepast."))
        return track.get_absolute_url()

    words = {
        "title": _("Traject aanpassen"),
        "lead": _("Periodes die begonnen zijn, blijven zoals ze zijn. De rest wordt opnieuw ingedeeld."),
        "label": _("Bewaren"),
        "back": track.get_absolute_url(),
        "back_label": track.learner.name,
        "in_title": track.title,
    }
    return form_page(request, form, edit, context=words)


@for_track_steerer
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def track_end(request: PersonRequest, track: Track) -> HttpResponse:
    """Stop a track early, after a page that says what that does."""

    def end() -> str:
        actions.end(track, by=request.user)
        messages.success(request, _("Het traject is gestopt."))
        return track.get_absolute_url()

    require(may_end(request.user, track))
    own = track.learner_id == request.user.pk
    words = {
        "title": _("Je traject stoppen?") if own else _("Het traject van %(name)s stoppen?") % {"name": track.learner},
        "page_title": _("Traject stoppen"),
        "effects": [
            _("Het traject stopt vandaag. Wat er staat, blijft bewaard."),
            _("Jij kunt alles blijven lezen.")
            if own
            else _("%(name)s kan alles blijven lezen.") % {"name": track.learner.get_short_name()},
            _("De begeleiders kunnen nog dertig dagen lezen."),
            _("Iedereen op het traject krijgt bericht."),
        ],
        "label": _("Traject stoppen"),
        "back": track.get_absolute_url(),
        "back_label": track.learner.name,
    }
    return confirm(request, end, words)
