"""Own lists of questions of an organisation: all of them, one version, a new list and a new version."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import Refused, require
from accounts.views.forms import confirm, form_page
from instruments.access import for_own_list
from instruments.actions import own_lists as actions
from instruments.actions.own_lists import Words
from instruments.forms.own_lists import OwnListForm
from instruments.models.instruments import Instrument
from instruments.policy.own_lists import may_renew_list
from learningtracks.access import for_advised
from partnerships.models.organisations import Organisation

PAGE = "instruments/own_lists/form.html"


@for_advised
@require_safe
def own_lists(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """The newest version of every list of this organisation."""
    lists = organisation.instruments.newest().with_withdrawal().by_title()
    return render(request, "instruments/own_lists/list.html", {"organisation": organisation, "lists": lists})


@for_advised
@require_http_methods(["GET", "HEAD", "POST"])
def own_list_new(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """A new list, published at once."""
    form = OwnListForm(request.POST or None)

    def publish() -> str:
        made = actions.publish(organisation, words=Words(**form.words), by=request.user)
        messages.success(request, _("De lijst is klaar. Teams en trajecten kunnen de lijst nu kiezen."))
        return made.get_absolute_url()

    return form_page(request, form, publish, PAGE, {"organisation": organisation})


@for_own_list
@require_safe
def own_list(request: PersonRequest, seen: Instrument) -> HttpResponse:
    """One version as it is, with the others."""
    editions = list(Instrument.objects.editions_of(seen.slug))
    others = [one for one in editions if one.pk != seen.pk]
    context = {"seen": seen, "mixed": len(seen.answers) > 1, "newest": editions[0], "editions": others}
    return render(request, "instruments/own_lists/page.html", context)


@for_own_list
@require_http_methods(["GET", "HEAD", "POST"])
def own_list_renew(request: PersonRequest, seen: Instrument) -> HttpResponse:
    """Other words are a new version. Whoever was ahead is shown, and what was typed stays."""
    require(may_renew_list(request.user, seen.organisation, seen.slug))  # type: ignore[arg-type]
    editions = Instrument.objects.editions_of(seen.slug)
    form = OwnListForm(request.POST or None, seen=editions.with_items()[0])

    def renew() -> str:
        from_version = next((one for one in editions if one.version == form.cleaned_data["version"]), seen)
        try:
            made = actions.renew(from_version, words=Words(**form.words), by=request.user)
        except Refused as refused:
            raise ValidationError({"questions": str(refused.reason)}) from refused
        messages.success(request, _("Er is een nieuwe versie. Wat al begonnen is, houdt de oude."))
        return made.get_absolute_url()

    return form_page(request, form, renew, PAGE, {"organisation": seen.organisation, "seen": seen})


@for_own_list
@require_http_methods(["GET", "HEAD", "POST"])
def own_list_withdraw(request: PersonRequest, seen: Instrument) -> HttpResponse:
    """Take the list back, after a page that says what that does."""

    def do() -> str:
        actions.withdraw(seen, by=request.user)
        messages.success(request, _("Ingetrokken. Wat al begonnen is, houdt de lijst."))
        return seen.get_absolute_url()

    effects = [
        _("Niemand kan de lijst nog kiezen, in geen enkele versie."),
        _("Wat al begonnen is, houdt zijn vragen en antwoorden."),
        _("Je kunt dit niet terugdraaien. Je kunt wel een nieuwe lijst maken."),
    ]
    words = {
        "title": _("Deze lijst intrekken?"),
        "page_title": _("Vragenlijst intrekken"),
        "label": _("Intrekken"),
        "effects": effects,
        "back": seen.get_absolute_url(),
    }
    return confirm(request, do, words)
