"""Inviting people: pasting addresses, what became of each, and the invitations that went out."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from partnerships import policy
from partnerships.access import for_coordinator, for_inviter, for_team
from partnerships.actions import invitations as actions
from partnerships.actions.invitations import Sent
from partnerships.forms.addresses import Entry
from partnerships.forms.invitations import InviteForm, TeamInviteForm
from partnerships.models.invitations import Invitation
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import Role
from partnerships.views.confirmations import ask_who

FORM = ["GET", "HEAD", "POST"]
A_PAGE = 20
RESULT = "invited"  # session key: what became of the last list, until the next one
KEPT = ("role", "partnership", "team", "ends_on")  # filled in again for what is still in the box
BAD, DOUBLE = "bad", "double"


@for_coordinator
@require_http_methods(FORM)
def invite(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """Invite people into the organisation, all in one role."""
    asked = {name: request.GET[name] for name in ("role", "partnership", "team") if name in request.GET}
    form = InviteForm(request.POST or None, initial=asked | _left_over(request), organisation=organisation)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["role"] == Role.COORDINATOR:
        ask_who(request)
    here = reverse("partnerships:invite", args=[organisation.public_id])

    def send(addresses: list[str]) -> dict[str, Sent]:
        facts = {key: value for key, value in form.cleaned_data.items() if key != "addresses"}
        return actions.invite(organisation, addresses, by=request.user, **facts)

    words = {"title": _("Mensen uitnodigen"), "back_label": _("Mensen")}
    words["back"] = reverse("partnerships:people", args=[organisation.public_id])
    return _invite(request, form, send, here, words)


@for_team
@require_http_methods(FORM)
def team_invite(request: PersonRequest, team: Team) -> HttpResponse:
    """Invite members into a team: its lead and coordinators (access.md row 29)."""
    require(policy.may_bring_in(request.user, team.organisation, Role.TEAM_MEMBER, None, team))
    form = TeamInviteForm(request.POST or None, initial=_left_over(request))
    here = reverse("partnerships:team_invite", args=[team.public_id])

    def send(addresses: list[str]) -> dict[str, Sent]:
        ends_on = form.cleaned_data["ends_on"]
        return actions.invite(
            team.organisation, addresses, by=request.user, role=Role.TEAM_MEMBER, team=team, ends_on=ends_on
        )

    words = {"title": _("Teamleden uitnodigen"), "back": team.get_absolute_url(), "back_label": team.name}
    return _invite(request, form, send, here, words)


def _invite(
    request: PersonRequest,
    form: InviteForm | TeamInviteForm,
    send: Callable[[list[str]], dict[str, Sent]],
    here: str,
    words: dict[str, Any],
) -> HttpResponse:
    """Send, keep what became of each line, and show that above a box with what was no address."""

    def do() -> str:
        entries: list[Entry] = form.cleaned_data["addresses"]
        sent = send(list(dict.fromkeys(entry.email for entry in entries if entry.email)))
        key = request.POST.get("once") or str(uuid4())
        facts = {name: request.POST.get(name, "") for name in KEPT}
        request.session[RESULT] = {"key": key, "lines": _lines(entries, sent), "facts": facts}
        return f"{here}?sent={key}"

    words |= {"label": _("Uitnodigen"), "lines": _result(request)}
    return form_page(request, form, do, "partnerships/invitations/invite.html", words)


def _lines(entries: list[Entry], sent: dict[str, Sent]) -> list[dict[str, str]]:
    seen: set[str] = set()
    lines = []
    for entry in entries:
        outcome = DOUBLE if entry.email in seen else sent[entry.email].value if entry.email else BAD
        lines.append({"text": entry.email or entry.text, "outcome": outcome})
        seen |= {entry.email} - {""}
    return lines


def _result(request: PersonRequest) -> list[dict[str, str]]:
    """What became of the list that this address is about."""
    return list(_kept(request).get("lines", []))


def _kept(request: PersonRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(RESULT, {})
    return kept if kept and kept["key"] == request.GET.get("sent") else {}


def _left_over(request: PersonRequest) -> dict[str, str]:
    """What was no address stays in the box, with what was chosen for it."""
    bad = [line["text"] for line in _result(request) if line["outcome"] == BAD]
    return {**_kept(request)["facts"], "addresses": "\n".join(bad)} if bad else {}


@for_coordinator
@require_safe
def invitations(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """What went out and waits for an answer, newest first."""
    found = Invitation.objects.waiting().filter(organisation=organisation).with_heads()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnerships/invitations/list.html", {"organisation": organisation, "page": page})


@for_inviter
@require_POST
def invitation_resend(request: PersonRequest, invitation: Invitation) -> HttpResponse:
    actions.resend(invitation, by=request.user)
    messages.success(request, _("De uitnodiging aan %(address)s is opnieuw verstuurd.") % {"address": invitation.email})
    return redirect(_list_of(request, invitation))


@for_inviter
@require_POST
def invitation_withdraw(request: PersonRequest, invitation: Invitation) -> HttpResponse:
    actions.withdraw(invitation, by=request.user)
    messages.success(request, _("De uitnodiging aan %(address)s is ingetrokken.") % {"address": invitation.email})
    return redirect(_list_of(request, invitation))


def _list_of(request: PersonRequest, invitation: Invitation) -> str:
    """The list that this person can open: of the organisation, of the team, or their partnerships."""
    if policy.coordinates(request.user, invitation.organisation):
        return invitation.get_absolute_url()
    if policy.leads(request.user, invitation.team) and invitation.team:
        return invitation.team.get_absolute_url()
    return reverse("partnerships:partnerships")
