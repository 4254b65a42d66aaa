"""The value check for yourself, and the page that asks for an experience."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import today
from accounts.views.autosave import writing_page
from accounts.views.forms import begin
from learningtracks.models.tracks import Track
from reflections.access import for_own_check, for_track_alone
from reflections.actions import experiences
from reflections.actions import personal_checks as actions
from reflections.calendar import Quarter
from reflections.forms.personal_checks import AloneForm
from reflections.models.value_checks import ValueCheck, tracks_alone


@for_me
@require_safe
def personal_checks(request: PersonRequest) -> HttpResponse:
    """The own ones, newest first, and the one to begin this quarter."""
    checks = ValueCheck.objects.personal_of(request.user).select_related("track").order_by("-due_on", "-pk")
    quarter = Quarter.of(today())
    begun = [check.track.pk for check in checks if check.track and check.cycle == str(quarter)]
    to_begin = tracks_alone(request.user).exclude(pk__in=begun)
    context = {"checks": checks, "to_begin": to_begin, "quarter": quarter}
    return render(request, "reflections/personal_checks/list.html", context)


@for_track_alone
@require_POST
def personal_check_start(request: PersonRequest, track: Track) -> HttpResponse:
    """Begin the one of this quarter; a second tap leads to the same."""
    return redirect(begin(request, lambda: actions.start(track, by=request.user).get_absolute_url()))


@for_own_check
@require_http_methods(["GET", "HEAD", "POST"])
def personal_check(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """The questions, one box each, saved while you type. Nobody else reads them."""
    stored = {answer.item: answer.text for answer in check.answers.all()}
    initial = {item.rpartition(".")[2]: text for item, text in stored.items()} | {"version": check.version}
    form = AloneForm(request.POST or None, cards=check.cards, initial=initial)

    def write() -> int:
        return actions.write(check, answers=form.answers, version=form.seen, by=request.user).version

    def go() -> str:
        if request.POST.get("then") == "close":
            actions.close(check, by=request.user)
            messages.success(request, _("Afgerond. Je leest het hier altijd terug."))
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return reverse("reflections:personal_checks")

    def beside(newer: ValueCheck | None) -> dict[str, Any]:
        said = [(str(form[name].label), stored.get(item, "")) for name, item in form.items.items()] if newer else []
        return {"check": check, "newer": said}

    return writing_page(request, form, write, go, "reflections/personal_checks/page.html", beside)


@for_me
@require_safe
def log_reminder(request: PersonRequest) -> HttpResponse:
    """Where the question "Maakte je iets mee op je werk?" leads: log it, or stop being asked."""
    return render(request, "reflections/personal_checks/log_reminder.html")


@for_me
@require_POST
def log_mute(request: PersonRequest) -> HttpResponse:
    """One tap: no more reminders to log."""
    experiences.mute_log(by=request.user)
    messages.success(request, _("Je krijgt deze herinnering niet meer."))
    return redirect("home")
