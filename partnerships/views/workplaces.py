"""Workplaces of an employer: adding, changing, taking away."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.views.forms import confirm, form_page
from partnerships import policy
from partnerships.access import for_coordinator, for_manager_of_workplace
from partnerships.actions import workplaces as actions
from partnerships.forms.workplaces import ChangeWorkplaceForm, WorkplaceForm
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace

FORM = ["GET", "HEAD", "POST"]


@for_coordinator
@require_http_methods(FORM)
def workplace_new(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    form = WorkplaceForm(request.POST or None)

    def add() -> str:
        made = actions.add(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Werkplek %(name)s staat erbij.") % {"name": made.name})
        return organisation.get_absolute_url()

    words = {"title": _("Werkplek toevoegen"), "back": organisation.get_absolute_url(), "back_label": organisation.name}
    return form_page(request, form, add, context=words)


@for_manager_of_workplace
@require_http_methods(FORM)
def workplace_edit(request: PersonRequest, workplace: Workplace) -> HttpResponse:
    facts = {name: getattr(workplace, name) for name in ("name", "place", "version")}
    form = ChangeWorkplaceForm(request.POST or None, initial=facts)
    back = workplace.organisation.get_absolute_url()

    def edit() -> str:
        actions.edit(workplace, by=request.user, **form.cleaned_data)
        messages.success(request, _("De werkplek is bewaard."))
        return back

    words = {"title": _("Werkplek aanpassen"), "back": back, "back_label": workplace.organisation.name}
    if policy.may_remove(request.user, workplace):
        words["remove"] = reverse("partnerships:workplace_remove", args=[workplace.public_id])
        words["remove_label"] = _("Werkplek verwijderen")
    return form_page(request, form, edit, context={"label": _("Bewaren"), **words})


@for_manager_of_workplace
@require_http_methods(FORM)
def workplace_remove(request: PersonRequest, workplace: Workplace) -> HttpResponse:
    back = workplace.organisation.get_absolute_url()

    def remove() -> str:
        actions.remove(workplace, by=request.user)
        messages.success(request, _("De werkplek is verwijderd."))
        return back

    title = _("%(name)s verwijderen?") % {"name": workplace}
    return confirm(request, remove, {"title": title, "label": _("Verwijderen"), "back": back})
