"""What somebody wants to hear on this device, with the address and keys that the browser gives."""

import base64
import binascii
import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

POINT, SECRET = 65, 16  # bytes of the keys of a browser
# In whose host all programs agree: nothing before it, no backslash in it.
ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(:\d+)?(/[!-~]*)?")


def is_push_service(address: str) -> bool:
    """Whether this is an address of a push service. We send there what somebody's browser gave: to nowhere else."""
    parts = ADDRESS.fullmatch(address)
    if not parts or (settings.HTTPS and parts["scheme"] != "https"):
        return False
    host = parts["host"]
    return any(host == one or (one.startswith(".") and host.endswith(one)) for one in settings.PUSH_SERVICES)


def _has_bytes(text: str, size: int) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == size
    except (binascii.Error, ValueError):
        return False


class PushForm(forms.Form):
    """Nothing ticked is off."""

    asked = forms.BooleanField(label=_("Iemand vraagt jou iets"), required=False)
    reminded = forms.BooleanField(label=_("Een herinnering waar je om hebt gevraagd"), required=False)
    news = forms.BooleanField(label=_("Ander nieuws"), required=False)
    endpoint = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)

    @property
    def wants(self) -> list[str]:
        return [name for name in ("asked", "reminded", "news") if self.cleaned_data[name]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [cleaned.get(name, "") for name in ("endpoint", "p256dh", "auth")]
        fits = is_push_service(given[0]) and _has_bytes(given[1], POINT) and _has_bytes(given[2], SECRET)
        if self.wants and not fits:
            raise forms.ValidationError(_("Deze browser kan geen meldingen krijgen, of mag dat niet van jou."))
        return cleaned
