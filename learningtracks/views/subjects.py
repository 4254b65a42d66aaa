"""The lists of school subjects: of a school, and of a track."""

from functools import partial
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


def _stored(newer: list[SchoolSubject] | None, **words: Any) -> dict[str, Any]:
    """With the names that a colleague stored meanwhile."""
    return {**words, "newer": newer and SimpleNamespace(**_listed(newer))}


@for_school_lists
@require_http_methods(["GET", "HEAD", "POST"])
def school_subjects(request: PersonRequest, school: Organisation) -> HttpResponse:
    """What the school teaches."""
    form = SubjectsForm(request.POST or None, initial=_listed(list(SchoolSubject.objects.of_school(school))))

    def keep() -> str:
        actions.list_of_school(school, names=form.lines, version=form.seen, by=request.user)
        messages.success(request, _("De lijst met vakken is bewaard."))
        return school.get_absolute_url()

    shown = partial(_stored, school=school, track=None, back_url=school.get_absolute_url())
    return form_page(request, form, keep, "learningtracks/subjects/list.html", shown)


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

    shown = partial(_stored, school=track.school, track=track, back_url=track.get_absolute_url())
    return form_page(request, form, keep, "learningtracks/subjects/list.html", shown)
