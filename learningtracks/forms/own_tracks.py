"""Beginning a track for oneself: what, where, when, with whom."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from learningtracks.policy.own_tracks import Spot, may_take, schools_for, speakers_for
from learningtracks.values import PERIOD_WEEKS
from learningtracks.values.pieces import MOST_TITLE
from partnerships.forms.fields import day_field, is_offered, offer, row_field


def _in_two_periods() -> dt.date:
    return today() + dt.timedelta(weeks=2 * PERIOD_WEEKS, days=-1)


class OwnTrackForm(forms.Form):
    """Nobody is asked what there is no choice in."""

    wants = forms.CharField(
        label=_("Wat wil je leren?"),
        max_length=MOST_TITLE,
        help_text=_("Dit wordt je leervraag. Alleen jij en wie je begeleidt, lezen hem."),
        error_messages={"required": _("Schrijf op wat je wilt leren.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.CharField(
        label=_("Hoe wil je het leren?"),
        max_length=MOST_TITLE,
        help_text=_(
            "Je kiest je eigen doel, en ook je eigen vorm. Bijvoorbeeld: meelopen met een collega, of iets "
            "uitproberen. Dit wordt je eerste puzzelstuk."
        ),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    spot = forms.ChoiceField(label=_("Waar leer je?"), error_messages={"required": _("Kies een werkplek.")})
    starts_on = day_field(_("Eerste dag"), initial=today)
    ends_on = day_field(_("Laatste dag"), initial=_in_two_periods)
    speaker = row_field(
        _("Welke collega begeleidt je?"),
        _("Nog niemand"),
        says=lambda one: f"{one.person.name}, {one.label}",
        required=False,
        help_text=_("Je collega krijgt bericht, leest je puzzel, en mag ook nee zeggen."),
    )
    school = row_field(
        _("Doet een opleiding mee?"),
        _("Zonder opleiding"),
        required=False,
        help_text=_("De opleiding kiest dan zelf wie je begeleidt."),
    )

    def __init__(self, *args: Any, person: User, spots: Sequence[Spot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.spots = {f"{one.partnership.public_id}:{one.workplace.public_id}": one for one in spots}
        choices = [(key, self._called(spot)) for key, spot in self.spots.items()]
        self.fields["spot"].choices = [("", _("Kies een werkplek")), *choices]  # type: ignore[attr-defined]
        offer(self, "speaker", speakers_for(person, spots))
        offer(self, "school", schools_for(spots))
        if len(spots) == 1:
            del self.fields["spot"]
        for name in ("speaker", "school"):
            if not is_offered(self, name):
                del self.fields[name]

    def _called(self, spot: Spot) -> str:
        """The place, and the partnership where there are several."""
        several = len({one.partnership.pk for one in self.spots.values()}) > 1
        place = f"{spot.workplace.name}, {spot.workplace.organisation.name}"
        return f"{place} · {spot.partnership.name}" if several else place

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if len(self.spots) == 1:
            found["spot"] = next(iter(self.spots.values()))
        elif "spot" in found:
            found["spot"] = self.spots[found["spot"]]
        if spot := found.get("spot"):
            self._fit(spot, found)
        if {"starts_on", "ends_on"} <= found.keys():
            answer = may_take(found["starts_on"], found["ends_on"])
            if not answer:
                self.add_error("ends_on", str(answer.reason))
        return found

    def _fit(self, spot: Spot, found: dict[str, Any]) -> None:
        """Who was chosen belongs to the chosen place."""
        speaker, school = found.get("speaker"), found.get("school")
        if speaker and not speakers_for(self.person, [spot]).filter(pk=speaker.pk).exists():
            self.add_error("speaker", _("Deze collega begeleidt niet bij deze werkplek."))
        if school and not schools_for([spot]).filter(pk=school.pk).exists():
            self.add_error("school", _("Deze opleiding doet niet mee bij deze werkplek."))
