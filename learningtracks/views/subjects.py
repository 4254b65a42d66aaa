"""The lists of school subjects: of a school, and of a track."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from learningtracks import policy
from learningtracks.access import for_school_lists, for_track
from learningtracks.actions import subjects as deeds
from learningtracks.forms.subjects import SubjectsForm
from learningtracks.models import SchoolSubject, Track
from partnerships.models import Organisation


def _listed(names: list[SchoolSubject]) -> dict[str, str]:
    return {"names": "\n".join(subject.name for subject in names)}


@for_school_lists
@require_http_methods(["GET", "HEAD", "POST"])
def school_subjects(request: PersonRequest, school: Organisation) -> HttpResponse:
    """What the school teaches."""
    stored = list(SchoolSubject.objects.of_school(school))
    form = SubjectsForm(request.POST or None, initial=_listed(stored))
    if request.method == "POST" and form.is_valid():
        deeds.list_of_school(school, names=form.lines, by=request.user)
        messages.success(request, _("De lijst met vakken is bewaard."))
        return redirect(school)
    context = {"school": school, "form": form, "track": None, "back_url": school.get_absolute_url()}
    return render(request, "learningtracks/subjects/list.html", context)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def track_subjects(request: PersonRequest, track: Track) -> HttpResponse:
    """Which subjects belong to this track."""
    require(policy.may_choose_subjects(request.user, track))
    form = SubjectsForm(request.POST or None, initial=_listed(SchoolSubject.objects.of_track(track)))
    if request.method == "POST" and form.is_valid():
        deeds.choose(track, names=form.lines, by=request.user)
        messages.success(request, _("De vakken van dit traject zijn bewaard."))
        return redirect(track)
    context = {"school": track.school, "form": form, "track": track, "back_url": track.get_absolute_url()}
    return render(request, "learningtracks/subjects/list.html", context)
