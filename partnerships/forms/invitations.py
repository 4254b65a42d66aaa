"""Asking for people: addresses and their role; and the answers of who is invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import AddressField, NameField
from accounts.values import OWN_DEVICE, OWN_DEVICE_HINT
from partnerships.forms.addresses import AddressesField
from partnerships.forms.fields import PlaceForm, UntilForm


class TeamInviteForm(UntilForm):
    """New members of a team."""

    addresses = AddressesField()
    field_order = ["addresses", "ends_on"]


class InviteForm(PlaceForm, UntilForm):
    """New people of an organisation, all in one role."""

    addresses = AddressesField()
    field_order = ["addresses", "role", "partnership", "team", "ends_on"]


class NameForm(forms.Form):
    """How somebody new is called, and whether they stay signed in here."""

    name = NameField(max_length=120, help_text=_("Je voornaam en achternaam. Zo zien anderen je."))
    own_device = forms.BooleanField(label=OWN_DEVICE, help_text=OWN_DEVICE_HINT, required=False)


class OwnAddressForm(forms.Form):
    """The six digits in the mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("De zes cijfers uit de mail."),
        error_messages={"required": _("Vul de code in.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split()).replace("-", "")
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("De code heeft zes cijfers."))
        return code


class CodeForm(OwnAddressForm):
    """The address that the mail went to, and the six digits in it."""

    email = AddressField(
        label=_("Mailadres"),
        help_text=_("Het adres waar de uitnodiging naartoe ging."),
        error_messages={"required": _("Vul een mailadres in."), "invalid": _("Dit is geen geldig mailadres.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "code"]
