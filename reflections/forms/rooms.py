"""The one form of the room that is not a move: the code of the wall."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
