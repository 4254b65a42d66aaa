"""One session of a team: plan it, look at it, change, postpone, skip, hold, and choose a story beforehand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from partnerships.models.teams import Team
from reflections.access import for_team_in_rhythm, for_value_check
from reflections.actions import value_checks as actions
from reflections.actions.value_checks import Details
from reflections.forms.crowds import too_many
from reflections.forms.value_checks import (
    ChangeForm,
    HeldForm,
    PlanForm,
    PostponeForm,
    SkipForm,
    StoriesForm,
    say_day,
)
from reflections.models.experiences import Experience
from reflections.models.rhythms import turn_of
from reflections.models.value_checks import ValueCheck
from reflections.policy import value_checks as value_checks_policy
from reflections.policy.apart import may_close_apart
from reflections.policy.guests import may_have_guests
from reflections.policy.rooms import is_early, may_close_unused, may_open
from reflections.policy.value_checks import (
    leads,
    may_change,
    may_choose_stories,
    may_close,
    may_plan,
    may_see_details,
    may_skip,
)
from reflections.values import HOUSE_RULES, MOST_POSTPONEMENTS

MOST_OFFERED = 30  # own experiences to choose from, newest first


@for_team_in_rhythm
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_plan(request: PersonRequest, team: Team) -> HttpResponse:
    """One page with everything filled in. Already planned: to that page."""
    prefetch_related_objects([team], "value_checks")
    if leads(request.user, team) and (planned := turn_of(team).planned):
        return redirect(planned)
    require(may_plan(request.user, team))
    form = PlanForm(request.POST or None, team=team)

    def plan() -> str:
        details = Details(**form.details)
        check = actions.plan(team, starts_at=form.cleaned_data["starts_at"], details=details, by=request.user)
        if check.is_apart:
            messages.success(request, _("Gepland. Op de eerste dag krijgt iedereen die meedoet bericht."))
        else:
            messages.success(request, _("Gepland. Wie meedoet, krijgt twee weken van tevoren een uitnodiging."))
        return check.get_absolute_url()

    return form_page(request, form, plan, "reflections/value_checks/plan.html", {"team": team, "turn": turn_of(team)})


@for_value_check
@require_safe
def value_check(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Everything known so far, for who is invited; the head only for another member of the team."""
    context: dict[str, Any] = {
        "check": check,
        "team": check.team,
        "leads": leads(request.user, check.team),
        "facilitates": check.facilitator_id == request.user.pk,
        "sees": may_see_details(request.user, check),
        "has_room": check.closed_at is not None and hasattr(check, "room"),
        "has_begun": check.starts_at is not None and check.starts_at <= timezone.now(),
    }
    if context["sees"]:
        people = list(check.invited())
        context |= {
            "people": people,
            "guests": check.guest_passes.expected().exclude(name="") if check.is_open else [],
            "invites": may_have_guests(request.user, check),
            "takes_part": request.user in people,
            "opens": check.opened_at is None and may_open(request.user, check),
            "is_early": is_early(check),
            "asks_early": request.GET.get("open") == "now",
            "may_close_room": _may_close_room(request, check),
            "closes": may_close_apart(request.user, check),
            "chosen": _chosen(request, check) if request.user in people else [],
            "questions": check.cards,
            "house_rules": HOUSE_RULES,
            "may_postpone": check.postponements < MOST_POSTPONEMENTS,
            "crowd": too_many(people, check.minutes, check.form) if context["leads"] and not check.opened_at else None,
        }
    return render(request, "reflections/value_checks/page.html", context)


def _may_close_room(request: PersonRequest, check: ValueCheck) -> bool:
    """A room that was opened by mistake, for who may close it without a trace."""
    room = getattr(check, "room", None) if check.opened_at and check.is_open else None
    return bool(room and may_close_unused(request.user, room))


def _chosen(request: PersonRequest, check: ValueCheck) -> list[Experience]:
    return list(check.participants.get(person=request.user).chosen.all())


@for_value_check
@require_http_methods(["GET", "HEAD", "POST"])
def value_check_change(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Everything but the date. Who was invited gets one message about it."""
    require(may_change(request.user, check))
    form = ChangeForm(request.POST or None, check=check)

    def change() -> str:
        actions.change(check, details=Details(**form.details), version=form.seen, by=request.user)
        messages.success(request, _("Aangepast. Wie al een uitnodiging heeft, krijgt één bericht."))
        return check.get_absolute_url()

    return form_page(
        request, form, change, "reflections/value_checks/change.html", {"check": check, "team": check.team}
    )


@for_value_check
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_postpone(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """To another date, at most twice."""
    require(value_checks_policy.may_postpone(request.user, check))
    form = PostponeForm(request.POST or None, check=check, initial={"version": check.plan_version})

    def postpone() -> str:
        actions.postpone(check, starts_at=form.cleaned_data["starts_at"], version=form.seen, by=request.user)
        messages.success(request, _("Verzet. Iedereen die meedoet, krijgt één bericht met de nieuwe datum."))
        return check.get_absolute_url()

    left = MOST_POSTPONEMENTS - check.postponements
    return _ask(request, check, form, postpone, "postpone", last_time=left == 1)


@for_value_check
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_skip(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Leave it out, with a reason that the team sees."""
    require(may_skip(request.user, check))
    form = SkipForm(request.POST or None)

    def skip() -> str:
        actions.skip(check, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Overgeslagen. Iedereen die meedeed, krijgt één bericht."))
        return _list_of(check)

    return _ask(request, check, form, skip, "skip", back_url=check.get_absolute_url())


@for_value_check
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_outcome(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """ "Is het doorgegaan?" Doorgegaan here; Verzetten and Overslaan on their own pages."""
    if (check.closed_at or check.skipped_at or check.is_apart) and leads(request.user, check.team):
        return redirect(check)
    require(may_close(request.user, check))
    day = check.day if check.starts_at and check.starts_at <= timezone.now() else None
    form = HeldForm(request.POST or None, initial={"held_on": day})

    def close() -> str:
        actions.close(check, held_on=form.cleaned_data["held_on"], by=request.user)
        messages.success(request, _("Genoteerd. De deelnemers krijgen het verslag."))
        return check.get_absolute_url()

    may_postpone = check.postponements < MOST_POSTPONEMENTS
    return _ask(request, check, form, close, "outcome", say_day=day and say_day(day), may_postpone=may_postpone)


@for_value_check
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def value_check_stories(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """ "Kies alvast een verhaal": own experiences, seen by nobody else."""
    if not may_choose_stories(request.user, check) and may_see_details(request.user, check):
        return redirect(check)  # an old link, after the session
    require(may_choose_stories(request.user, check))
    mine = check.participants.get(person=request.user)
    picked = list(mine.chosen.all())
    own = Experience.objects.written_by(request.user).saved()
    newest = [experience.pk for experience in own[:MOST_OFFERED]]
    choices = own.filter(pk__in=[*newest, *[experience.pk for experience in picked]])
    form = StoriesForm(request.POST or None, choices=choices, initial={"chosen": picked, "version": mine.version})

    def choose() -> str:
        actions.choose_stories(check, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Alleen jij ziet je keuze."))
        return check.get_absolute_url()

    return _ask(request, check, form, choose, "stories", has_experiences=bool(newest))


def _ask(
    request: PersonRequest, check: ValueCheck, form: Form, do: Callable[[], str], page: str, **facts: Any
) -> HttpResponse:
    return form_page(
        request, form, do, f"reflections/value_checks/{page}.html", {"check": check, "team": check.team, **facts}
    )


def _list_of(check: ValueCheck) -> str:
    return reverse("reflections:value_checks", args=[check.team.public_id])
