"""Wonder: the own lines, what teams shared, and what one can do with a line."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.views.forms import form_page
from reflections.access import for_wonder
from reflections.actions import wonder as actions
from reflections.forms.wonder import WonderForm
from reflections.models.wonder import WonderEntry
from reflections.policy.experiences import may_log

A_PAGE = 20
FROM_TEAMS = 10


@for_me
@require_safe
def wonder(request: PersonRequest) -> HttpResponse:
    """Today's question, the own lines, and what teams shared."""
    return _page(request, WonderForm(person=request.user))


@for_me
@require_POST
def wonder_new(request: PersonRequest) -> HttpResponse:
    """Answer today's question, from home or from the own page."""
    return _page(request, WonderForm(request.POST, person=request.user))


def _page(request: PersonRequest, form: WonderForm) -> HttpResponse:
    findings = form.findings() if form.is_valid() and "anyway" not in request.POST else []

    def write() -> str:
        team = form.chosen_team()
        actions.write(text=form.cleaned_data["text"], team=team, by=request.user)
        said = _("Bewaard. %(team)s kan het lezen.") % {"team": team} if team else _("Bewaard. Alleen jij ziet dit.")
        messages.success(request, said)
        return reverse("reflections:wonder")

    def beside(newer: None) -> dict[str, Any]:
        mine = WonderEntry.objects.written_by(request.user)
        return {
            "page": Paginator(mine, A_PAGE).get_page(request.GET.get("page")),
            "today": mine.of_today().first(),
            "from_teams": WonderEntry.objects.shared_with(request.user)[:FROM_TEAMS],
            "may_log": may_log(request.user),
            "findings": findings,
        }

    return form_page(request, form, write, "reflections/wonder/page.html", beside, hold=bool(findings))


@for_wonder
@require_http_methods(["GET", "HEAD", "POST"])
def wonder_delete(request: PersonRequest, entry: WonderEntry) -> HttpResponse:
    """Ask, then delete."""
    if request.method == "POST":
        actions.delete(entry, by=request.user)
        messages.success(request, _("De verwondering is verwijderd."))
        return redirect("reflections:wonder")
    return render(request, "reflections/wonder/delete.html", {"entry": entry})


@for_wonder
@require_POST
def wonder_experience(request: PersonRequest, entry: WonderEntry) -> HttpResponse:
    """One tap makes it an experience; a second tap opens the same one."""
    return redirect(actions.make_experience(entry, by=request.user))
