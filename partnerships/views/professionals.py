"""The register: what everybody finds, the own profile, and what a moderator decides."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_anyone, for_me
from accounts.values import require
from accounts.views.forms import confirm, form_page
from partnerships.access import for_moderator_of_professional, for_platform_admin
from partnerships.actions import professionals as actions
from partnerships.forms.professionals import FindForm, ModerateForm, ProfessionalForm, ServicesForm
from partnerships.models.professionals import Professional, Service
from partnerships.policy import professionals as policy

FORM = ["GET", "HEAD", "POST"]
A_PAGE = 20
FIELDS = ("headline", "work", "sector", "region", "version")


# --- For everybody ------------------------------------------------------------------------------------------------


@for_anyone("Only profiles that their owner published, and a moderator approved.")
@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    """Who can be found, with a word and with filters."""
    form = FindForm(request.GET)
    page = Paginator(form.found(), A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    there = Professional.objects.public().count() if form.asks else page.paginator.count
    facts = {"form": form, "page": page, "query": query.urlencode(), "there": there, "goal": settings.REGISTER_GOAL}
    return render(request, "partnerships/professionals/list.html", facts)


@for_anyone("Only what its owner published, and a moderator approved.")
@require_safe
def professional(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Professional.objects.public().with_heads(), public_id=public_id)
    return render(request, "partnerships/professionals/page.html", {"professional": found})


# --- The own profile ----------------------------------------------------------------------------------------------


def _own(request: PersonRequest) -> Professional:
    found = Professional.objects.of(request.user).with_heads().first()
    if found is None:
        raise Http404
    return found


def _facts(professional: Professional) -> dict[str, Any]:
    """As the form shows them."""
    return {name: getattr(professional, name) for name in FIELDS} | {"services": list(professional.services.all())}


@for_me
@require_safe
def professional_own(request: PersonRequest) -> HttpResponse:
    """How it stands, what others read, and what can be done about it."""
    mine = Professional.objects.of(request.user).with_heads().first()
    facts = {"professional": mine, "may": policy.may_be_found(request.user)}
    return render(request, "partnerships/professionals/own.html", facts)


@for_me
@require_http_methods(FORM)
def professional_edit(request: PersonRequest) -> HttpResponse:
    """Write or change it; then a moderator looks at it."""
    require(policy.may_be_found(request.user))
    mine = Professional.objects.of(request.user).with_heads().first()
    form = ProfessionalForm(request.POST or None, initial=_facts(mine) if mine else {})
    back = reverse("partnerships:professional_own")

    def hand_in() -> str:
        actions.hand_in(by=request.user, **form.facts)
        messages.success(request, _("Ingestuurd. Een beheerder bekijkt je profiel."))
        return back

    def words(newer: Professional | None) -> dict[str, Any]:
        return {
            "title": _("Je profiel in het register"),
            "lead": _("Een beheerder bekijkt eerst wat je schrijft. Tot die tijd vindt niemand je profiel."),
            "label": _("Insturen"),
            "back": back,
            "back_label": _("Je profiel"),
            "newer": newer and SimpleNamespace(**_facts(newer), get_absolute_url=back),
        }

    return form_page(request, form, hand_in, context=words)


@for_me
@require_POST
def professional_confirm(request: PersonRequest) -> HttpResponse:
    """ "Klopt dit nog?" Yes."""
    actions.confirm(_own(request), by=request.user)
    messages.success(request, _("Bewaard. Over een jaar vragen we het weer."))
    return redirect("partnerships:professional_own")


@for_me
@require_http_methods(FORM)
def professional_withdraw(request: PersonRequest) -> HttpResponse:
    mine = _own(request)

    def withdraw() -> str:
        actions.withdraw(mine, by=request.user)
        messages.success(request, _("Je profiel is verwijderd. Niemand vindt het meer."))
        return reverse("partnerships:professional_own")

    words = {
        "title": _("Je profiel verwijderen?"),
        "lead": _("Het gaat meteen van de site. Wat je schreef, bewaren we niet."),
        "label": _("Verwijderen"),
        "back": reverse("partnerships:professional_own"),
    }
    return confirm(request, withdraw, words)


# --- For a moderator ----------------------------------------------------------------------------------------------


@for_platform_admin
@require_safe
def professionals_waiting(request: PersonRequest) -> HttpResponse:
    """What waits for a yes or a no, the longest waiting first."""
    waiting = (
        Professional.objects.moderated_by(request.user).waiting().select_related("person").order_by("sent_at", "pk")
    )
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnerships/professionals/waiting.html", {"page": page})


@for_moderator_of_professional
@require_http_methods(FORM)
def professional_moderate(request: PersonRequest, professional: Professional) -> HttpResponse:
    form = ModerateForm(request.POST or None, initial={"version": professional.version})
    if not form.is_valid():
        require(policy.may_moderate(request.user, professional))  # what was decided is not theirs to read
    back = reverse("partnerships:professionals_waiting")

    def decide() -> str:
        if form.cleaned_data["answer"] == "yes":
            actions.publish(professional, version=form.seen, by=request.user)
            messages.success(request, _("Het profiel staat in het register."))
        else:
            reason = form.cleaned_data["reason"]
            actions.refuse(professional, reason=reason, version=form.seen, by=request.user)
            messages.success(request, _("Het profiel is niet geplaatst. De reden staat erbij."))
        return back

    facts = {"professional": professional, "back": back}
    return form_page(request, form, decide, "partnerships/professionals/moderate.html", facts)


@for_platform_admin
@require_http_methods(FORM)
def services(request: PersonRequest) -> HttpResponse:
    """What can be offered."""
    form = ServicesForm(request.POST or None, initial=_listed(Service.objects.all()))
    back = reverse("partnerships:professionals_waiting")

    def write() -> str:
        actions.list_services(form.cleaned_data["names"].splitlines(), version=form.seen, by=request.user)
        messages.success(request, _("Het aanbod is bewaard."))
        return back

    def words(newer: list[Service] | None) -> dict[str, Any]:
        stored = None if newer is None else SimpleNamespace(**_listed(newer), get_absolute_url=request.path)
        place = {"back": back, "back_label": _("Register")}
        return {"title": _("Aanbod in het register"), "label": _("Bewaren"), "newer": stored, **place}

    return form_page(request, form, write, context=words)


def _listed(services: Iterable[Service]) -> dict[str, Any]:
    """As the form shows them."""
    names = [one.name for one in services]
    return {"names": "\n".join(names), "version": actions.version_of_services(names)}
