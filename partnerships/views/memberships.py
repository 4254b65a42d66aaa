"""People of an organisation: the list, one membership, and changing its role or its end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import confirm, form_page
from partnerships import policy
from partnerships.access import for_coordinator, for_manager_of_membership, for_membership
from partnerships.actions import memberships as actions
from partnerships.extensions import EFFECTS_OF_END
from partnerships.forms.memberships import LastDayForm, MoreRoleForm, RoleForm
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import ROLES_IN_TEAM, in_sentence
from partnerships.views.confirmations import fresh

FORM = ["GET", "HEAD", "POST"]
A_PAGE = 20
SHOWN = {"now": Membership.objects.not_over, "over": Membership.objects.over}


@for_coordinator
@require_safe
def people(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Names, roles and days of the own organisation, with words to search for (access.md R22)."""
    show, words = request.GET.get("show", "now"), request.GET.get("q", "")[:100]
    chosen = SHOWN.get(show, SHOWN["now"])().filter(organisation=organisation)
    found = chosen.mentioning(words).with_heads().order_by("person__name_key", "person", "pk")
    context = {
        "organisation": organisation,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "show": show if show in SHOWN else "now",
        "words": words,
        "query": urlencode({"show": show, "q": words}),
        "waiting": Invitation.objects.waiting().filter(organisation=organisation).count(),
    }
    return render(request, "partnerships/memberships/list.html", context)


@for_membership
@require_safe
def membership(request: PersonRequest, membership: Membership) -> HttpResponse:
    """One role of one person: where, from when until when, and what you can do with it."""
    found = Membership.objects.with_heads().get(pk=membership.pk)
    context = {
        "membership": found,
        "manages": policy.coordinates(request.user, found.organisation),
        "may_change": policy.may_change(request.user, found),
        "may_end": policy.may_end(request.user, found),
        "mine": found.person_id == request.user.pk,
    }
    return render(request, "partnerships/memberships/page.html", context)


def _back(membership: Membership) -> dict[str, Any]:
    back = {"back": membership.get_absolute_url(), "back_label": membership.person}
    return back | {"in_title": membership.label}  # no name stays behind in the history of a browser


@for_manager_of_membership
@require_http_methods(FORM)
@fresh
def membership_role(request: PersonRequest, membership: Membership) -> HttpResponse:
    """Another role instead of this one."""
    form = RoleForm(request.POST or None, organisation=membership.organisation)

    def change() -> str:
        changed = actions.change_role(membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is nu %(role)s.") % {"name": changed.person, "role": changed.label})
        return changed.get_absolute_url()

    words = {"title": _("Andere rol"), "lead": _("De rol %(role)s stopt dan meteen.") % {"role": membership.label}}
    context = {"effects": sum(EFFECTS_OF_END(membership), []), "label": _("Bewaren"), **words, **_back(membership)}
    return form_page(request, form, change, context=context)


@for_manager_of_membership
@require_http_methods(FORM)
@fresh
def membership_more(request: PersonRequest, membership: Membership) -> HttpResponse:
    """One more role for this person."""
    form = MoreRoleForm(request.POST or None, organisation=membership.organisation)

    def give() -> str:
        given = actions.give(
            membership.person, by=request.user, organisation=membership.organisation, **form.cleaned_data
        )
        messages.success(request, _("%(name)s is nu ook %(role)s.") % {"name": given.person, "role": given.label})
        return given.get_absolute_url()

    return form_page(
        request, form, give, context={"title": _("Nog een rol geven"), "label": _("Bewaren"), **_back(membership)}
    )


@for_manager_of_membership
@require_http_methods(FORM)
@fresh
def membership_until(request: PersonRequest, membership: Membership) -> HttpResponse:
    """Until when, or without an end."""
    form = LastDayForm(request.POST or None, initial={"ends_on": membership.ends_on, "version": membership.version})

    def change() -> str:
        actions.last_until(membership, form.cleaned_data["ends_on"], version=form.seen, by=request.user)
        messages.success(request, _("Bewaard. %(name)s krijgt bericht.") % {"name": membership.person})
        return membership.get_absolute_url()

    words = {"title": _("Einddatum"), "lead": membership.label, "label": _("Bewaren")}
    return form_page(request, form, change, context={**words, **_back(membership)})


@for_membership
@require_http_methods(FORM)
@fresh
def membership_end(request: PersonRequest, membership: Membership) -> HttpResponse:
    """End it, after a page that says what ends with it."""
    mine = membership.person_id == request.user.pk
    if request.method != "POST":
        require(policy.may_end(request.user, membership))

    def end() -> str:
        actions.end(membership, by=request.user)
        messages.success(
            request,
            _("Gestopt: %(name)s als %(role)s.") % {"name": membership.person, "role": in_sentence(membership.label)},
        )
        return _after_end(request.user, membership)

    title = _("Stoppen bij %(place)s?") if mine else _("Stopt %(name)s als %(role)s?")
    words = {"name": membership.person, "role": in_sentence(membership.label), "place": membership.place}
    effects = _effects(request.user, membership, mine=mine)
    return confirm(
        request,
        end,
        {
            "title": title % words,
            "page_title": _("Lidmaatschap stoppen"),
            "label": _("Stoppen"),
            "effects": effects,
            "back": _start(request.user, membership),
        },
    )


def _effects(person: User, membership: Membership, *, mine: bool) -> list[str]:
    """What ends and what stays, in sentences without anything that people wrote."""
    place, name = membership.place, membership.person
    lines = [
        _("Je toegang als %(role)s bij %(place)s stopt meteen.")
        if mine
        else _("De toegang als %(role)s bij %(place)s stopt meteen.")
    ]
    lines = [line % {"role": in_sentence(membership.label), "place": place} for line in lines]
    if membership.role in ROLES_IN_TEAM:
        going_on = (
            _("De waardechecks van dit team gaan door zonder jou.")
            if mine
            else _("De waardechecks van dit team gaan door zonder %(name)s.") % {"name": name}
        )
        lines.append(going_on)
    lines += sum(EFFECTS_OF_END(membership), [])
    others = name.memberships.not_over().exclude(pk=membership.pk).filter(organisation=membership.organisation)
    lines += [_("De rol %(role)s blijft.") % {"role": other.label} for other in others.select_related("partnership")]
    if mine:
        return [
            *lines,
            _("Je account blijft, en ook wat je hebt geschreven."),
            _("De teamleider of een coördinator krijgt bericht."),
        ]
    return [
        *lines,
        _("Het account blijft, en ook wat iemand zelf heeft geschreven."),
        _("%(name)s krijgt bericht.") % {"name": name},
    ]


def _start(person: User, membership: Membership) -> str:
    """Where this page was opened from: the team for who leads it or is in it, otherwise the membership."""
    if membership.team and not policy.coordinates(person, membership.organisation):
        return membership.team.get_absolute_url()
    return membership.get_absolute_url()


def _after_end(person: User, membership: Membership) -> str:
    if policy.coordinates(person, membership.organisation):
        return reverse("partnerships:people", args=[membership.organisation.public_id])
    if membership.team and policy.leads(person, membership.team):
        return membership.team.get_absolute_url()
    return reverse("partnerships:teams")
