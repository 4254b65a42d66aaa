"""Where people type a name or a mail address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import tidy, tidy_address


class NameField(forms.CharField):
    """A name on one line. What has no letter that anybody sees is no name."""

    def __init__(self, **options: Any) -> None:
        named: dict[str, Any] = {"label": _("Hoe heet je?"), "error_messages": {"required": _("Vul je naam in.")}}
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "name"}), **(named | options))

    def to_python(self, value: Any) -> str:
        return tidy(str(super().to_python(value)))


class AddressField(forms.EmailField):
    """A mail address, also when it was pasted with quotes or brackets around it."""

    def to_python(self, value: Any) -> str:
        return tidy_address(str(super().to_python(value)))
