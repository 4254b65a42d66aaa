"""The page for who is invited. A look changes nothing: mail programs open links by themselves (domain.md §2.5)."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import devices
from accounts.access import PersonRequest, for_anyone
from accounts.allauth_internals import consume, respond_429
from accounts.models import User
from partnerships import policy
from partnerships.actions import invitations as actions
from partnerships.forms.invitations import CodeForm, NameForm, OwnAddressForm
from partnerships.models.invitations import Invitation
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import InvitationStanding
from partnerships.views.confirmations import ask_who

FORM = ["GET", "HEAD", "POST"]


@for_anyone("The token in the mail is the right to look; only the button does something.")
@require_http_methods(FORM)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks you, for what and where; then "Meedoen"."""
    found = actions.find(token)
    if found is None or not _may_still(found):
        return _closed(request, found, token)
    person = _who(request)
    answer = policy.may_accept(person, found)
    if person and not answer and policy.may_prove_address(person, found):
        return _prove_address(request, found, token)
    form = NameForm(request.POST or None) if person is None and not policy.has_account(found) else None
    if request.method == "POST" and answer and (form is None or form.is_valid()):
        return _take_part(request, found, form)
    context = {"invitation": found, "form": form, "answer": answer, "person": person, "token": token}
    return render(
        request, "partnerships/invitations/page.html", context, status=403 if _refused(request, answer) else 200
    )


def _prove_address(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """For who is signed in with another address: the code in the mail proves that this one is theirs too. It is one
    more way into the account, so they say once more who they are."""
    form = OwnAddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not consume(request, action="invitation_code", key=found.email):
            return too_often(request)
        ask_who(cast(PersonRequest, request))
        if actions.find_by_code(found.email, form.cleaned_data["code"]) == found:
            person = actions.accept_with_code(found, by=cast(User, request.user))
            get_adapter().send_notification_mail("account/email/address_added", person)
            return _welcome(request, found, person)
        form.add_error("code", _("Deze code hoort niet bij dit adres, of werkt niet meer."))
    context = {"invitation": found, "form": form, "person": request.user, "token": token, "proves": True}
    return render(request, "partnerships/invitations/page.html", context)


def _refused(request: HttpRequest, answer: Any) -> bool:
    return request.method == "POST" and not answer


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _may_still(found: Invitation) -> bool:
    """Open, by its newest mail, and sent by somebody who may."""
    is_newest = found.is_newest  # type: ignore[attr-defined]
    return is_newest and found.standing == InvitationStanding.OPEN and bool(policy.may_stand(found))


def _closed(request: HttpRequest, found: Invitation | None, token: str) -> HttpResponse:
    """What the link was for is over. A made-up link and one that ran out get the same page (access.md R34)."""
    standing = found.standing if found else InvitationStanding.EXPIRED
    over = standing in (InvitationStanding.ACCEPTED, InvitationStanding.WITHDRAWN)
    context = {"standing": standing if over else InvitationStanding.EXPIRED, "token": token}
    return render(request, "partnerships/invitations/closed.html", context, status=404)


def _take_part(request: HttpRequest, found: Invitation, form: NameForm | None) -> HttpResponse:
    name = form.cleaned_data["name"] if form else ""
    person = actions.accept(found, by=_who(request), name=name)
    if form:
        devices.say(request, own=form.cleaned_data["own_device"])
        get_adapter().login(request, person)
    response = _welcome(request, found, person)
    if form:
        devices.recognise(request, response, person)
    return response


def _welcome(request: HttpRequest, found: Invitation, person: User) -> HttpResponse:
    messages.success(request, _("Welkom. Je doet mee bij %(place)s.") % {"place": found.organisation})
    return redirect(_first_page(person))


def _first_page(person: User) -> str:
    """A coordinator whose organisation is asked for a partnership answers that first."""
    asked = PartnershipParty.objects.asked().coordinated_by(person).select_related("partnership").first()
    if asked:
        return reverse("partnerships:proposal", args=[asked.partnership.public_id])
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@for_anyone("A new link goes to the invited address only, and the answer tells nothing.")
@require_POST
def invitation_again(request: HttpRequest, token: str) -> HttpResponse:
    """ "Stuur mij een nieuwe link". The same answer for a made-up link."""
    if not consume(request, action="invitation_again", key=token):
        return too_often(request)
    if found := actions.find(token):
        actions.ask_again(found)
    messages.info(
        request, _("Staat er een uitnodiging voor je klaar? Dan krijg je een mail met een nieuwe link en code.")
    )
    return redirect("partnerships:invitation_code")


@for_anyone("The address and the six digits together are the right; guessing ends after ten tries.")
@require_http_methods(FORM)
def invitation_code(request: HttpRequest) -> HttpResponse:
    """The way in with the code from the mail; it leads to the page of the link."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, code = form.cleaned_data["email"], form.cleaned_data["code"]
        if not consume(request, action="invitation_code", key=email):
            return too_often(request)
        if found := actions.find_by_code(email, code):
            return redirect("partnerships:invitation", token=actions.token(found))
        form.add_error("code", _("Deze code hoort niet bij dit adres, of werkt niet meer."))
    return render(request, "partnerships/invitations/code.html", {"form": form})


def too_often(request: HttpRequest) -> HttpResponse:
    """Wait a while (access.md R34)."""
    response = respond_429(request)
    response.setdefault("Retry-After", "600")
    return response
