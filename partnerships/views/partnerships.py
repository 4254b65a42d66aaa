"""Partnerships: the list, the page, setting one up, and the organisations in it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.models import User
from accounts.values import require
from accounts.views.forms import confirm, form_page
from partnerships import belonging, policy
from partnerships.access import for_asked, for_partner, for_partnership_coordinator
from partnerships.actions import partnerships as actions
from partnerships.extensions import EFFECTS_OF_LEAVING, PARTNERSHIP_PARTS, PLACE_LINKS
from partnerships.forms.organisations import NewOrganisationForm
from partnerships.forms.partnerships import AskForm, DetailsForm, StartForm
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.setup import tasks_of
from partnerships.values import ROLES_IN_PARTNERSHIP, role_label
from partnerships.views.confirmations import fresh

FORM = ["GET", "HEAD", "POST"]


@for_me
@require_safe
def partnerships(request: PersonRequest) -> HttpResponse:
    """The partnerships you take part in, and those that ask your organisation."""
    context = {
        "partnerships": Partnership.objects.visible_to(request.user).prefetch_related(_there()),
        "asked": Partnership.objects.proposed_to(request.user),
        "may_start": bool(belonging.of(request.user).coordinated),
    }
    return render(request, "partnerships/partnerships/list.html", context)


def _there() -> "Prefetch[Any, Any, Any]":
    present = PartnershipParty.objects.present().select_related("organisation").order_by("organisation__name")
    return Prefetch("parties", queryset=present, to_attr="there")


@for_me
@require_http_methods(FORM)
def partnership_new(request: PersonRequest) -> HttpResponse:
    """Begin a partnership with your own organisation; others are asked afterwards."""
    require(policy.may_start_any(request.user))
    form = StartForm(request.POST or None, person=request.user)

    def start() -> str:
        facts = {**form.cleaned_data}
        made = actions.start(facts.pop("organisation"), by=request.user, **facts)
        messages.success(request, _("Het partnerschap staat klaar. Vraag nu andere organisaties."))
        return reverse("partnerships:partnership_setup", args=[made.public_id])

    words = {"back": reverse("partnerships:partnerships"), "back_label": _("Partnerschappen")}
    return form_page(request, form, start, context={"title": _("Partnerschap beginnen"), **words})


@for_partner
@require_safe
def partnership(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Why it is there, who takes part, how we call each other. People stand on the pages of their own side (R23)."""
    manages = policy.may_edit_partnership(request.user, partnership)
    parties = partnership.parties.select_related("organisation").order_by("organisation__name", "pk")
    found = list(parties.present_or_asked() if manages else parties.present())
    mine = Organisation.objects.coordinated_by(request.user)
    context = {
        "partnership": partnership,
        "parties": [party for party in found if party.agreed_at],
        "asked": [party for party in found if not party.agreed_at],
        "manages": bool(manages),
        "mine": set(mine.values_list("pk", flat=True)),
        "parts": PARTNERSHIP_PARTS(partnership, request.user),
        "links": sum(PLACE_LINKS(partnership, request.user, set()), []),
        "words": [role_label(role, partnership.label_set) for role in ROLES_IN_PARTNERSHIP],
    }
    return render(request, "partnerships/partnerships/page.html", context)


@for_partnership_coordinator
@require_safe
def partnership_setup(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """The task list: any order, each line with how it stands."""
    context = {"partnership": partnership, "tasks": tasks_of(partnership, request.user)}
    return render(request, "partnerships/partnerships/setup.html", context)


@for_partnership_coordinator
@require_http_methods(FORM)
def partnership_edit(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    facts = {name: getattr(partnership, name) for name in ("name", "purpose", "label_set", "version")}
    form = DetailsForm(request.POST or None, initial=facts)

    def edit() -> str:
        actions.edit(partnership, by=request.user, **form.cleaned_data)
        messages.success(request, _("De gegevens zijn bewaard."))
        return reverse("partnerships:partnership_setup", args=[partnership.public_id])

    return form_page(request, form, edit, context={"title": _("Gegevens"), "label": _("Bewaren"), **_back(partnership)})


def _back(partnership: Partnership) -> dict[str, Any]:
    return {"back": reverse("partnerships:partnership_setup", args=[partnership.public_id]), "back_label": partnership}


# --- Asking an organisation -------------------------------------------------------------------------------


@for_partnership_coordinator
@require_http_methods(FORM)
def partner_ask(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Ask an organisation that you know already."""
    form = AskForm(request.POST or None, person=request.user, partnership=partnership)

    def ask() -> str:
        chosen = form.cleaned_data["organisation"]
        actions.propose(partnership, chosen, by=request.user)
        messages.success(request, _("We vragen het aan %(name)s. Je krijgt bericht.") % {"name": chosen})
        return partnership.get_absolute_url()

    words = {
        "title": _("Organisatie vragen"),
        "known": form.fields["organisation"].queryset.exists(),  # type: ignore[attr-defined]
        "partnership": partnership,
    }
    return form_page(request, form, ask, "partnerships/partnerships/ask.html", {**words, **_back(partnership)})


@for_partnership_coordinator
@require_http_methods(FORM)
def partner_new(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Ask an organisation through the address of its coordinator; it comes in when it is new here."""
    form = NewOrganisationForm(request.POST or None)

    def ask() -> str:
        asked = actions.propose_by_address(partnership, by=request.user, **form.cleaned_data)
        messages.success(request, _("We vragen het aan %(name)s. Je krijgt bericht.") % {"name": asked})
        return partnership.get_absolute_url()

    return form_page(request, form, ask, context={"title": _("Organisatie uitnodigen"), **_back(partnership)})


@for_partnership_coordinator
@require_http_methods(FORM)
def partner_take_back(request: PersonRequest, partnership: Partnership, organisation: str) -> HttpResponse:
    """Take back a question that was not answered yet."""
    party = get_object_or_404(partnership.parties.asked(), organisation__public_id=organisation)

    def take_back() -> str:
        actions.take_back(party, by=request.user)
        messages.success(request, _("De vraag is ingetrokken."))
        return partnership.get_absolute_url()

    title = _("De vraag aan %(name)s intrekken?") % {"name": party.organisation}
    return confirm(
        request, take_back, {"title": title, "label": _("Intrekken"), "back": partnership.get_absolute_url()}
    )


@for_asked
@require_http_methods(FORM)
def proposal(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Does our organisation take part? Answered already, then this is the page of the partnership."""
    party = partnership.parties.asked().coordinated_by(request.user).select_related("organisation").first()
    if party is None and request.method != "POST":
        return redirect(partnership)
    answer = partial(_answered, request, partnership, party)
    parties = partnership.parties.present().select_related("organisation")
    words = {"partnership": partnership, "party": party, "parties": parties}
    return form_page(request, None, answer, "partnerships/partnerships/proposal.html", words)


def _answered(request: PersonRequest, partnership: Partnership, party: PartnershipParty | None) -> str:
    if party is None:
        return partnership.get_absolute_url()
    if request.POST.get("answer") == "yes":
        actions.agree(party, by=request.user)
        messages.success(request, _("%(name)s doet mee.") % {"name": party.organisation})
        return reverse("partnerships:partnership_setup", args=[partnership.public_id])
    actions.decline(party, by=request.user)
    messages.success(request, _("%(name)s doet niet mee. De anderen krijgen bericht.") % {"name": party.organisation})
    return reverse("partnerships:partnerships")


@for_partnership_coordinator
@require_http_methods(FORM)
@fresh
def partner_leave(request: PersonRequest, partnership: Partnership, organisation: str) -> HttpResponse:
    """The own organisation stops, after a page that says what ends."""
    mine = partnership.parties.present().coordinated_by(request.user).select_related("organisation", "partnership")
    party = get_object_or_404(mine, organisation__public_id=organisation)

    def leave() -> str:
        actions.leave(party, by=request.user)
        messages.success(request, _("%(name)s doet niet meer mee.") % {"name": party.organisation})
        return reverse("partnerships:partnerships")

    words = {"title": _("Stoppen met %(name)s?") % {"name": partnership}, "effects": _effects(party, request.user)}
    return confirm(request, leave, {"label": _("Stoppen"), "back": partnership.get_absolute_url(), **words})


def _effects(party: PartnershipParty, person: User) -> list[str]:
    count = party.organisation.memberships.active().filter(partnership=party.partnership).count()
    return [
        _("Jullie mensen kunnen dit partnerschap meteen niet meer openen. Nu zijn dat er %(count)s.")
        % {"count": count},
        *sum(EFFECTS_OF_LEAVING(party), []),
        _("Lerenden kunnen hun eigen traject blijven lezen."),
        _("Je organisatie en haar coördinatoren blijven bestaan."),
        _("Iedereen die het aangaat, krijgt bericht."),
    ]
