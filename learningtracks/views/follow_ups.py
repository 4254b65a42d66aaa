"""Questions to a colleague who is back from a training: those of a team, asking, reading, answering, ending."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.autosave import writing_page
from accounts.views.forms import form_page
from learningtracks.access import for_follow_up, for_team_around
from learningtracks.actions import follow_ups as actions
from learningtracks.forms.follow_ups import FollowUpAnswerForm, FollowUpForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.follow_ups import FollowUp
from learningtracks.policy.action_points import name_owners
from learningtracks.policy.follow_ups import (
    may_answer_follow_up,
    may_decline_follow_up,
    may_withdraw_follow_up,
    readable_answers,
    to_follow_up,
)
from partnerships.models.teams import Team

MOST = 30  # in a list


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def follow_ups(request: PersonRequest, team: Team) -> HttpResponse:
    """What this person asked and was asked in this team, and asking a colleague."""
    form = FollowUpForm(request.POST or None, people=to_follow_up(request.user, team))

    def ask() -> str:
        made = actions.ask(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s krijgt je vragen.") % {"name": made.asked})
        return made.get_absolute_url()

    there = FollowUp.objects.visible_to(request.user).in_team(team).with_heads().newest_first()[:MOST]
    return form_page(request, form, ask, "learningtracks/follow_ups/list.html", {"team": team, "follow_ups": there})


@for_follow_up
@require_safe
def follow_up(request: PersonRequest, follow_up: FollowUp) -> HttpResponse:
    """The questions with the answers, as far as this person may read them."""
    follow_up.load_items()
    given = {answer.item_id: answer.text for answer in readable_answers(request.user, follow_up)}
    mine = follow_up.asked_id == request.user.pk
    points = ActionPoint.objects.visible_to(request.user).from_origin(follow_up.origin)
    context = {
        "follow_up": follow_up,
        "mine": mine,
        "may_answer": mine and follow_up.is_open,
        "may_withdraw": not mine and follow_up.is_open,
        "begun": bool(given),
        "points": name_owners(request.user, list(points.with_heads().soonest_first())),
        "lists": [
            {"list": one, "rows": [{"item": item, "text": given.get(item.pk, "")} for item in one.tree]}
            for one in follow_up.sources
        ],
    }
    return render(request, "learningtracks/follow_ups/page.html", context)


@for_follow_up
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_answer(request: PersonRequest, follow_up: FollowUp) -> HttpResponse:
    """Answer, saved while typing; sending lets the other read it."""
    require(may_answer_follow_up(request.user, follow_up))
    follow_up.load_items()
    form = FollowUpAnswerForm(request.POST or None, follow_up=follow_up)

    def write() -> int:
        return actions.write(follow_up, by=request.user, answers=form.answers, version=form.seen).version

    def go() -> str:
        if form.cleaned_data["then"] == "send":
            actions.send(follow_up, by=request.user)
            messages.success(request, _("Verstuurd. %(name)s leest je antwoorden.") % {"name": follow_up.by})
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return follow_up.get_absolute_url()

    def beside(newer: FollowUp | None) -> dict[str, Any]:
        said = newer and newer.answers.select_related("item")
        return {"follow_up": follow_up, "newer": said, "address": request.path}

    return writing_page(request, form, write, go, "learningtracks/follow_ups/answer.html", beside)


@for_follow_up
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_withdraw(request: PersonRequest, follow_up: FollowUp) -> HttpResponse:
    """Take the questions back, after a page that says what that does."""
    if request.method == "POST":
        actions.withdraw(follow_up, by=request.user)
        messages.success(request, _("Ingetrokken. %(name)s hoeft niet meer te antwoorden.") % {"name": follow_up.asked})
        return redirect(follow_up)
    require(may_withdraw_follow_up(request.user, follow_up))
    name = {"name": follow_up.asked}
    effects = [
        _("%(name)s hoeft niet meer te antwoorden, en krijgt daar geen bericht van.") % name,
        _("Wat %(name)s al schreef, leest niemand anders.") % name,
        _("Terugkomen kan niet. Je kunt het later wel opnieuw vragen."),
    ]
    return render(request, "learningtracks/follow_ups/withdraw.html", {"follow_up": follow_up, "effects": effects})


@for_follow_up
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_decline(request: PersonRequest, follow_up: FollowUp) -> HttpResponse:
    """Give no answer, after a page that says what that does."""
    if request.method == "POST":
        actions.decline(follow_up, by=request.user)
        messages.success(request, _("%(name)s krijgt bericht dat er geen antwoord komt.") % {"name": follow_up.by})
        return redirect(follow_up)
    require(may_decline_follow_up(request.user, follow_up))
    name = {"name": follow_up.by}
    effects = [_("%(name)s krijgt bericht dat er geen antwoord komt. Waarom hoef je niet te zeggen.") % name]
    if follow_up.answers.exists():
        effects.append(_("Wat je al schreef, kan alleen jij lezen."))
    effects.append(_("Terugkomen kan niet. %(name)s kan het je later wel opnieuw vragen.") % name)
    return render(request, "learningtracks/follow_ups/decline.html", {"follow_up": follow_up, "effects": effects})
