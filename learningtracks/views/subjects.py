"""The lists of school subjects: of a school, and of a track."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from learningtracks.access import for_school_lists, for_track
from learningtracks.actions import subjects as actions
from learningtracks.forms.subjects import SubjectsForm
from learningtracks.models.subjects import SchoolSubject
from learningtracks.models.tracks import Track
from learningtracks.policy.subjects import may_choose_subjects
from partnerships.models.organisations import Organisation


def _listed(names: list[SchoolSubject]) -> dict[str, Any]:
    return {"names": "\n".join(subject.name for subject in names), "version": actions.version_of_list(names)}


def _page(
    request: PersonRequest, form: SubjectsForm, keep: Callable[[], str], place: Organisation | Track, lead: str
) -> HttpResponse:
    """One subject on a line, with what a colleague stored meanwhile."""
    back = {"back": place.get_absolute_url(), "back_label": str(place)}

    def words(newer: list[SchoolSubject] | None) -> dict[str, Any]:
        stored = newer and SimpleNamespace(**_listed(newer), get_absolute_url=place.get_absolute_url)
        return {"title": _("Vakken"), "lead": lead, "label": _("Bewaren"), "newer": stored, **back}

    return form_page(request, form, keep, context=words)


@for_school_lists
@require_http_methods(["GET", "HEAD", "POST"])
def school_subjects(request: PersonRequest, school: Organisation) -> HttpResponse:
    """What the school teaches."""
    form = SubjectsForm(request.POST or None, initial=_listed(list(SchoolSubject.objects.of_school(school))))

    def keep() -> str:
        actions.list_of_school(school, names=form.lines, version=form.seen, by=request.user)
        messages.success(request, _("De lijst met vakken is bewaard."))
        return school.get_absolute_url()

    lead = _("Welke vakken geeft de opleiding? Trajecten laten zien welke al bij het werk komen.")
    return _page(request, form, keep, school, lead)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def track_subjects(request: PersonRequest, track: Track) -> HttpResponse:
    """Which subjects belong to this track."""
    require(may_choose_subjects(request.user, track))
    form = SubjectsForm(request.POST or None, initial=_listed(list(SchoolSubject.objects.of_track(track))))

    def keep() -> str:
        actions.choose(track, names=form.lines, version=form.seen, by=request.user)
        messages.success(request, _("De vakken van dit traject zijn bewaard."))
        return track.get_absolute_url()

    lead = _(
        "Welke vakken van de opleiding horen bij dit traject? Het traject laat zien welke al bij het werk komen. "
        "Laat je het leeg? Dan geldt de lijst van de opleiding."
    )
    return _page(request, form, keep, track, lead)
