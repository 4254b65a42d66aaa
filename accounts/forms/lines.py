"""Boxes of more than a line."""

from typing import Any

from django import forms


def with_our_line_ends(text: str) -> str:
    """A line end is one character, as it is stored and as the browser counts it; forms send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Lines(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 4, box: dict[str, Any] | None = None, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", **(box or {})})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return with_our_line_ends(str(super().to_python(value)))
