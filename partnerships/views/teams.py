"""Teams: the list, the page, the details, and colleagues that get a place in one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import require
from accounts.views.forms import confirm, form_page
from partnerships import belonging, policy
from partnerships.access import for_coordinator, for_manager_of_team, for_team
from partnerships.actions import memberships
from partnerships.actions import teams as actions
from partnerships.forms.teams import ChangeTeamForm, ColleagueForm, TeamForm
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import Role
from partnerships.views.confirmations import fresh

FORM = ["GET", "HEAD", "POST"]


@for_me
@require_safe
def teams(request: PersonRequest) -> HttpResponse:
    """The teams you lead, work in or manage."""
    found = Team.objects.visible_to(request.user).select_related("organisation", "workplace")
    context = {"teams": found, "coordinates": bool(belonging.of(request.user).coordinated)}
    return render(request, "partnerships/teams/list.html", context)


@for_team
@require_safe
def team(request: PersonRequest, team: Team) -> HttpResponse:
    """Who is in it. Members and the lead go on to the value checks; who manages sees names, roles and days."""
    leads = policy.leads(request.user, team)
    manages = policy.coordinates(request.user, team.organisation)
    people = Membership.objects.not_over().filter(team=team).with_heads().order_by("role", "person__name_key", "pk")
    context: dict[str, Any] = {
        "team": team,
        "people": people,
        "leads": leads,
        "manages": manages,
        "inside": team.pk in belonging.teams_of(request.user),
        "me": request.user,
    }
    if leads or manages:
        waiting = Invitation.objects.waiting().manageable_by(request.user).filter(team=team)
        context["waiting"] = waiting.with_heads()
    return render(request, "partnerships/teams/page.html", context)


@for_coordinator
@require_http_methods(FORM)
def team_new(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    form = TeamForm(request.POST or None, organisation=organisation)

    def add() -> str:
        made = actions.add(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het team staat klaar. Kies nu wie erin zit."))
        return made.get_absolute_url()

    words = {"title": _("Team maken"), "back": organisation.get_absolute_url(), "back_label": organisation.name}
    return form_page(request, form, add, context=words)


@for_team
@require_http_methods(FORM)
def team_edit(request: PersonRequest, team: Team) -> HttpResponse:
    """Change name and workplace: the lead and coordinators. Members see the page but not this form."""
    require(policy.may_edit_team(request.user, team))
    workplace = team.workplace.public_id if team.workplace else None
    facts = {"name": team.name, "workplace": workplace, "version": team.version}
    form = ChangeTeamForm(request.POST or None, initial=facts, organisation=team.organisation)

    def edit() -> str:
        actions.edit(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het team is bewaard."))
        return team.get_absolute_url()

    words = {"title": _("Team aanpassen"), "back": team.get_absolute_url(), "back_label": team.name}
    if policy.may_remove(request.user, team):
        words["remove"] = reverse("partnerships:team_remove", args=[team.public_id])
        words["remove_label"] = _("Team verwijderen")
    return form_page(request, form, edit, context={"label": _("Bewaren"), **words})


@for_manager_of_team
@require_http_methods(FORM)
def team_remove(request: PersonRequest, team: Team) -> HttpResponse:
    def remove() -> str:
        actions.remove(team, by=request.user)
        messages.success(request, _("Het team is verwijderd."))
        return team.organisation.get_absolute_url()

    title = _("%(name)s verwijderen?") % {"name": team}
    return confirm(request, remove, {"title": title, "label": _("Verwijderen"), "back": team.get_absolute_url()})


@for_manager_of_team
@require_http_methods(FORM)
@fresh
def team_place(request: PersonRequest, team: Team) -> HttpResponse:
    """A colleague becomes lead or member of the team."""
    form = ColleagueForm(request.POST or None, team=team, initial={"role": Role.TEAM_MEMBER})

    def give() -> str:
        facts = form.cleaned_data
        memberships.give(
            facts["person"],
            by=request.user,
            organisation=team.organisation,
            team=team,
            role=facts["role"],
            ends_on=facts["ends_on"],
        )
        messages.success(request, _("%(name)s zit in het team en krijgt bericht.") % {"name": facts["person"]})
        return team.get_absolute_url()

    words = {"title": _("Collega in het team"), "back": team.get_absolute_url(), "back_label": team.name}
    words["lead"] = _("Hoort iemand nog niet bij de organisatie? Stuur dan een uitnodiging.")
    return form_page(request, form, give, context=words)
