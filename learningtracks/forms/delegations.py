"""Lending the vote of the workplace to a werkbegeleider for some time."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.values import today
from learningtracks.models.tracks import TrackPerson
from partnerships.forms.fields import NOT_IN_LIST, day_field


class DelegationForm(forms.Form):
    """One of the werkbegeleiders on the track, from one day to another."""

    to = forms.ChoiceField(
        label=_("Wie?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies iemand uit de lijst."), "invalid_choice": NOT_IN_LIST},
    )
    starts_on = day_field(_("Eerste dag"), initial=today)
    ends_on = day_field(_("Laatste dag"), initial=lambda: today() + dt.timedelta(weeks=2, days=-1))

    def __init__(self, data: Any = None, *, people: list[TrackPerson]) -> None:
        self.people = {str(one.public_id): one for one in people}
        super().__init__(data, initial={"to": next(iter(self.people), "")})
        self.fields["to"].choices = [(key, str(one.person)) for key, one in self.people.items()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < max(first, today()):
            self.add_error("ends_on", _("De laatste dag ligt vóór de eerste, of is al geweest."))

    def chosen(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"to": self.people[given["to"]], "starts_on": given["starts_on"], "ends_on": given["ends_on"]}
