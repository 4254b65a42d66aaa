"""Choosing what a team works on (domain.md §2.5)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.values import version_of
from instruments.models.instruments import Item
from instruments.values.asks import MOST_CHOSEN, TOO_MANY


class ChooseForm(VersionedForm):
    """At most three of the questions."""

    items = forms.MultipleChoiceField(
        label=_("Waar willen jullie aan werken?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies er één, twee of drie."),
        error_messages={"required": _("Kies er minstens één.")},
    )

    def __init__(self, data: Any = None, *, items: Sequence[Item], chosen: Sequence[str]) -> None:
        self.by_key = {item.key: item for item in items}
        picked = [item.key for item in items if item.slug in chosen]
        super().__init__(data, initial={"items": picked, "version": version_of(*chosen)})
        self.fields["items"].choices = [(item.key, item.name or item.text) for item in items]  # type: ignore[attr-defined]

    def clean_items(self) -> list[Item]:
        chosen = self.cleaned_data["items"]
        if len(chosen) > MOST_CHOSEN:
            raise forms.ValidationError(TOO_MANY)
        return [self.by_key[key] for key in chosen]
