"""Looking for an idea in the catalogue, and saying of what it becomes an action point."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.editions import Entry
from learningtracks.models.action_points import Subject, field_of
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import places_for
from learningtracks.values.conditions import Condition
from learningtracks.values.instruments import CatalogueLevel

ALL = ("", _("Alles"))


class FilterForm(forms.Form):
    """What to show; what it does not know is left out."""

    q = forms.CharField(label=_("Zoek in de ideeën"), max_length=100, required=False)
    level = forms.ChoiceField(label=_("Voor wie"), choices=[ALL, *CatalogueLevel.choices], required=False)
    condition = forms.ChoiceField(label=_("Bij welke voorwaarde"), choices=[ALL, *Condition.choices], required=False)
    factor = forms.ChoiceField(label=_("Factor"), required=False)

    def __init__(self, data: Any, *, entries: Sequence[Entry]) -> None:
        super().__init__(data)
        self.fields["factor"].choices = [ALL, *((one.key, str(one.text)) for one in entries)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class PlaceForm(forms.Form):
    """For a team, an organisation, a partnership or a track: those in which this person may make an action point."""

    place = forms.ChoiceField(
        label=_("Waar hoort dit actiepunt bij?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het bij hoort."), "invalid_choice": _("Kies waar het bij hoort.")},
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        super().__init__(data)
        self.places = {f"{field_of(one)}-{one.public_id}": one for one in places_for(person)}
        self.fields["place"].choices = [(key, self.label_of(one)) for key, one in self.places.items()]  # type: ignore[attr-defined]

    def label_of(self, subject: Subject) -> str:
        return f"{subject}, {subject.learner}" if isinstance(subject, Track) else str(subject)

    def subject(self) -> Subject | None:
        """The chosen place, or the only one there is."""
        if len(self.places) == 1 and not self.is_bound:
            return next(iter(self.places.values()))
        return self.places[self.cleaned_data["place"]] if self.is_bound and self.is_valid() else None
