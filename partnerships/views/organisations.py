"""Organisations: the list, the page, the details, the days on which they are closed."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.views.forms import form_page
from partnerships import belonging, policy
from partnerships.access import for_coordinator, for_organisation, for_platform_admin
from partnerships.actions import organisations as actions
from partnerships.extensions import PLACE_LINKS
from partnerships.forms.organisations import ChangeOrganisationForm, HolidayForm, NewOrganisationForm
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.policy import organisations_visible_to
from partnerships.values import Role
from partnerships.views.history import history_of

FORM = ["GET", "HEAD", "POST"]


@for_me
@require_safe
def organisations(request: PersonRequest) -> HttpResponse:
    """Organisations you may open: your own first in the words of the page, then the partners."""
    found = organisations_visible_to(request.user)
    mine = belonging.of(request.user).organisations()
    context = {
        "mine": [one for one in found if one.pk in mine],
        "others": [one for one in found if one.pk not in mine],
        "may_found": policy.may_found(request.user),
    }
    return render(request, "partnerships/organisations/list.html", context)


@for_platform_admin
@require_http_methods(FORM)
def organisation_new(request: PersonRequest) -> HttpResponse:
    """Let the first organisation in, with an invitation for its coordinator."""
    form = NewOrganisationForm(request.POST or None)

    def add() -> str:
        made = actions.add(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s staat klaar. De coördinator krijgt een uitnodiging.") % {"name": made})
        return made.get_absolute_url()

    back = reverse("partnerships:organisations")
    return form_page(
        request, form, add, context={"title": _("Organisatie toevoegen"), "back": back, "back_label": _("Organisaties")}
    )


@for_organisation
@require_safe
def organisation(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """What it is and where. Its own people also see who coordinates it, its workplaces and the names of its teams;
    partners see no people (access.md rows 3 and 17, R23)."""
    roles = belonging.of(request.user).roles_at(organisation.pk)
    manages = Role.COORDINATOR in roles
    context: dict[str, Any] = {"organisation": organisation, "manages": manages, "belongs": bool(roles)}
    if roles:
        context["links"] = sum(PLACE_LINKS(organisation, request.user, set(roles)), [])
        context |= _inside(request, organisation)
    if manages:
        context["people"] = policy.colleagues(organisation).count()
    return render(request, "partnerships/organisations/page.html", context)


def _inside(request: PersonRequest, organisation: Organisation) -> dict[str, Any]:
    leading = Membership.objects.active().filter(role=Role.TEAM_LEAD).select_related("person")
    opens = Exists(Team.objects.visible_to(request.user).filter(pk=OuterRef("pk")))
    teams = organisation.teams.select_related("workplace").annotate(opens=opens)
    return {
        "coordinators": policy.coordinators(organisation),
        "workplaces": organisation.workplaces.all(),
        "teams": teams.prefetch_related(Prefetch("memberships", queryset=leading, to_attr="leading")),
        "partnerships": policy.partnerships_of(organisation),
    }


@for_coordinator
@require_http_methods(FORM)
def organisation_edit(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    form = ChangeOrganisationForm(request.POST or None, organisation=organisation)

    def edit() -> str:
        actions.edit(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("De gegevens zijn bewaard."))
        return organisation.get_absolute_url()

    words = {"title": _("Gegevens aanpassen"), "back": organisation.get_absolute_url(), "back_label": organisation.name}
    return form_page(request, form, edit, context={"label": _("Bewaren"), **words})


@for_coordinator
@require_http_methods(FORM)
def organisation_holidays(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """The days without reminders, and one more."""
    form = HolidayForm(request.POST or None)
    here = reverse("partnerships:organisation_holidays", args=[organisation.public_id])

    def close() -> str:
        day = actions.close_on(organisation, form.cleaned_data["day"], by=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("%(day)s staat erbij.") % {"day": day.day.strftime("%d-%m-%Y")})
        return here

    template = "partnerships/organisations/holidays.html"
    return form_page(
        request, form, close, template, {"organisation": organisation, "days": organisation.holidays.all()}
    )


@for_coordinator
@require_POST
def organisation_holiday_remove(request: PersonRequest, organisation: Organisation, holiday: int) -> HttpResponse:
    actions.open_on(get_object_or_404(organisation.holidays, pk=holiday), by=request.user)
    messages.success(request, _("De dag is verwijderd."))
    return redirect("partnerships:organisation_holidays", public_id=organisation.public_id)


@for_coordinator
@require_safe
def organisation_history(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Who did what in the organisation, for its coordinators."""
    context = {"thing": organisation, "history": history_of(organisation.trail, request)}
    return render(request, "partnerships/history.html", context)
