"""The box under an experience: react, thank or ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.watched import Prose, Watched
from reflections.values import ReplyKind


class WriteForm(Watched, forms.Form):
    """One box; the button says what it is. Only thanks need no words."""

    buttons = ("kind", "then")
    anyway = _("Toch versturen")
    text = Prose(rows=4, label=_("Jouw reactie"))
    kind = forms.ChoiceField(choices=ReplyKind, required=False, widget=forms.HiddenInput)

    def clean_kind(self) -> ReplyKind:
        return ReplyKind(self.cleaned_data["kind"] or ReplyKind.ANSWER)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        wordless = "text" not in self.errors and not found.get("text", "").strip()
        if wordless and found.get("kind") != ReplyKind.THANKS:
            self.add_error("text", _("Schrijf eerst wat je wilt zeggen."))
        return found
