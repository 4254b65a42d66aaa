"""The few forms of the room that are not a move: the name of a guest, the code of the wall."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import NameField


class GuestForm(forms.Form):
    name = NameField(max_length=60, help_text=_("De groep ziet deze naam, alleen in deze waardecheck."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Zes letters en cijfers. Ze staan op het scherm in de zaal."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Vul de code in.")},
    )

    def clean_code(self) -> str:
        """As it is read aloud: spaces, dashes and capitals do not matter."""
        return "".join(letter for letter in self.cleaned_data["code"].lower() if letter.isalnum())
