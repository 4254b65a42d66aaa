"""The reminder to log an experience: offered after the first one, and the page where it leads."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import devices
from accounts.access import PersonRequest, for_me
from accounts.actions import preferences
from accounts.models import User
from accounts.values import LogRhythm
from partnerships.actions import pushes
from reflections.access import for_author
from reflections.actions import experiences
from reflections.models.experiences import Experience
from reflections.policy.experiences import may_log

OFFERED = [LogRhythm.AFTER_WORK, LogRhythm.WEEKLY]


def offered(person: User) -> list[LogRhythm]:
    """When somebody could be asked for the next one: only after the first, of who asked for nothing."""
    if person.log_rhythm != LogRhythm.NONE or not may_log(person):
        return []
    return OFFERED if _is_first(person) else []


def offers_push(request: PersonRequest) -> bool:
    """Whether who just asked to be reminded could hear it on this device too."""
    if not settings.PUSH_KEY or request.user.log_rhythm == LogRhythm.NONE or not devices.is_mine(request):
        return False
    return pushes.of(request.session.session_key or "") is None and _is_first(request.user)


def _is_first(person: User) -> bool:
    return len(Experience.objects.written_by(person).saved()[:2]) == 1


@for_author
@require_POST
def experience_ask_me(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Ask me for the next one: after work, or once a week."""
    rhythm = request.POST.get("rhythm", "")
    if rhythm in OFFERED:
        preferences.be_asked(request.user, log_rhythm=rhythm)
        messages.success(request, _("Je krijgt een herinnering. Uitzetten kan bij Instellingen."))
    return redirect("reflections:experience_saved", experience.public_id)


@for_me
@require_safe
def log_reminder(request: PersonRequest) -> HttpResponse:
    """Where the question "Heb je iets meegemaakt op je werk?" leads: log it, or stop being asked."""
    return render(request, "reflections/experiences/log_reminder.html")


@for_me
@require_POST
def log_mute(request: PersonRequest) -> HttpResponse:
    """One tap: no more reminders to log."""
    experiences.mute_log(by=request.user)
    messages.success(request, _("Je krijgt deze herinnering niet meer."))
    return redirect("home")
