"""Boxes of more than a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Te lang. Zoveel tekens te veel: {count}")


def with_our_line_ends(text: str) -> str:
    """A line end is one character, as it is stored and as the browser counts it; forms send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Lines(forms.CharField):
    """Some lines of text. The browser counts as the server does and says how much is too much (static/js/limits.js); it
    cuts nothing off a text that is pasted, as `maxlength` would."""

    def __init__(self, *, rows: int = 4, box: dict[str, Any] | None = None, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", **(box or {})})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return with_our_line_ends(str(super().to_python(value)))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        longest = attrs.pop("maxlength", None)
        return attrs | ({"data-longest": longest, "data-too-long": TOO_LONG} if longest else {})
