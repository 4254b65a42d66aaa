"""Asking a colleague something."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from instruments.ask_kinds import AskKind
from learningtracks.forms.tracks import NOT_IN_LIST, offer
from learningtracks.models.instruments import Instrument


class AskForm(forms.Form):
    """Whom, about what, and with which questions when there is a choice."""

    asked = forms.ModelChoiceField(
        label=_("Wie vraag je?"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        empty_label=_("Kies een collega"),
        error_messages={"required": _("Kies iemand uit de lijst."), "invalid_choice": NOT_IN_LIST},
    )
    title = forms.CharField(
        max_length=80,
        error_messages={"required": _("Zeg waar het over gaat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    questions = forms.ChoiceField(
        label=_("Welke vragen?"), required=False, error_messages={"invalid_choice": NOT_IN_LIST}
    )

    def __init__(self, *args: Any, kind: AskKind, people: Any, lists: Iterable[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked", people)
        self.fields["title"].label = str(kind.words.about)
        chosen = [(one.slug, one.title) for one in lists]
        self.fields["questions"].choices = [("", kind.words.usual), *chosen]  # type: ignore[attr-defined]
        if not chosen:
            del self.fields["questions"]

    @property
    def facts(self) -> dict[str, Any]:
        """What was asked, as the action takes it."""
        slug = self.cleaned_data.get("questions", "")
        return {name: self.cleaned_data[name] for name in ("asked", "title")} | {"lists": [slug] if slug else []}
