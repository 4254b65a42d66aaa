"""The value check for yourself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import today
from accounts.views.forms import begin
from instruments.models.asks import Ask
from learningtracks.models.tracks import Track
from reflections.access import for_track_alone
from reflections.actions import personal_checks as actions
from reflections.calendar import Quarter
from reflections.kinds.personal_checks import PERSONAL_CHECK
from reflections.models.value_checks import tracks_alone


@for_me
@require_safe
def personal_checks(request: PersonRequest) -> HttpResponse:
    """The own ones, newest first, and the one to begin this quarter."""
    own = Ask.objects.readable_by(request.user).learned_by(request.user).of_kind(PERSONAL_CHECK.code)
    checks = own.with_track().newest_first()
    quarter = Quarter.of(today())
    begun = [check.track_id for check in checks if check.track_id and check.cycle == str(quarter)]
    to_begin = tracks_alone(request.user).exclude(pk__in=begun)
    context = {"checks": checks, "to_begin": to_begin, "quarter": quarter, "words": PERSONAL_CHECK.words}
    return render(request, "reflections/personal_checks/list.html", context)


@for_track_alone
@require_POST
def personal_check_start(request: PersonRequest, track: Track) -> HttpResponse:
    """Begin the one of this quarter; a second tap leads to the same."""
    return redirect(begin(request, lambda: actions.start(track, by=request.user).get_absolute_url()))
