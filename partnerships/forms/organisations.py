"""Asking for organisations and the days on which they are closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import AddressField
from accounts.forms.versions import VersionedForm
from partnerships.forms.fields import day_field, name_field
from partnerships.models.organisations import Organisation
from partnerships.values import OrganisationKind


class OrganisationForm(forms.Form):
    """What can be changed later too."""

    name = name_field(_("Naam"))
    city = forms.CharField(label=_("Plaats"), max_length=80, required=False)


class ChangeOrganisationForm(VersionedForm, OrganisationForm):
    """Other details for an organisation that is here. Only at an employer people begin tracks for themselves."""

    own_tracks = forms.BooleanField(
        label=_("Medewerkers mogen zelf een traject beginnen"),
        required=False,
        help_text=_("Je ziet wie er leert, waar en tot wanneer. Wat iemand schrijft, zie je nooit."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        facts = {name: getattr(organisation, name) for name in ("name", "city", "own_tracks", "version")}
        kwargs["initial"] = facts
        super().__init__(*args, **kwargs)
        if organisation.is_school:
            del self.fields["own_tracks"]


class NewOrganisationForm(OrganisationForm):
    """An organisation that is new here, with the address of its first coordinator."""

    kind = forms.ChoiceField(
        label=_("Wat voor organisatie is het?"),
        choices=OrganisationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor organisatie het is.")},
    )
    coordinator = AddressField(
        label=_("Mailadres van de coördinator daar"),
        max_length=254,
        help_text=_("Deze persoon krijgt een uitnodiging en zegt namens de organisatie ja of nee."),
        error_messages={"required": _("Vul een mailadres in."), "invalid": _("Dit is geen geldig mailadres.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "kind", "city", "coordinator"]


class HolidayForm(forms.Form):
    day = day_field(_("Dag"))
    name = forms.CharField(label=_("Naam"), max_length=60, required=False, help_text=_("Bijvoorbeeld: Goede Vrijdag."))
