"""The form for a mailed code that says once more who you are."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailedCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        error_messages={"required": _("Vul de code in.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
