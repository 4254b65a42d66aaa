"""Looking for an idea in the catalogue."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from instruments.values.scales import CatalogueLevel
from learningtracks.editions import Entry, newest

ALL = ("", _("Alles"))


def _conditions() -> list[tuple[str, Any]]:
    return [ALL, *((one.key, str(one.name)) for one in newest("conditions").entries)]


class FilterForm(forms.Form):
    """What to show; what it does not know is left out."""

    q = forms.CharField(label=_("Zoek in de ideeën"), max_length=100, required=False)
    level = forms.ChoiceField(label=_("Voor wie"), choices=[ALL, *CatalogueLevel.choices], required=False)
    condition = forms.ChoiceField(label=_("Wat wil je beter maken?"), choices=_conditions, required=False)
    factor = forms.ChoiceField(label=_("Onderwerp"), required=False)

    def __init__(self, data: Any, *, entries: Sequence[Entry]) -> None:
        super().__init__(data)
        self.fields["factor"].choices = [ALL, *((one.key, str(one.text)) for one in entries)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
