"""Asking for workplaces."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from partnerships.forms.fields import name_field


class WorkplaceForm(forms.Form):
    name = name_field(_("Naam"), help_text=_("Bijvoorbeeld: afdeling De Beuk."))
    place = forms.CharField(label=_("Adres of plaats"), max_length=160, required=False)


class ChangeWorkplaceForm(VersionedForm, WorkplaceForm):
    """Other details for a workplace that is here."""
