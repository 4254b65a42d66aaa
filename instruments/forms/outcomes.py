"""What must be known before something is made of an answer. Its words are filled in where they go along."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from instruments.outcome_kinds import Said
from instruments.policy.outcomes import helpers_for, may_look_back_on, tracks_to_lay
from learningtracks.forms.action_points import ActionPointForm, lines
from learningtracks.forms.conversations import TalkForm
from learningtracks.forms.pieces import HINTS
from learningtracks.models.action_points import Subject
from learningtracks.models.tracks import Track
from learningtracks.values.conversations import MOST_NOTE
from learningtracks.values.pieces import MOST_TEXT, MOST_TITLE, Slot
from partnerships.forms.fields import day_field, offer, row_field

MOST_ACTION, MOST_QUESTION = 300, 1_000


def shortened(words: str, most: int) -> str:
    """The first words, when there are too many: the way back leads to all of them."""
    return Truncator(words).chars(most)


class PointForm(ActionPointForm):
    """An action point with the words of the answer in it."""

    def __init__(self, data: Any = None, *, person: User, said: Said, place: Subject) -> None:
        self.place = place
        start = {"text": shortened(said.carried, MOST_ACTION), **self.further()}
        super().__init__(data, person=person, subject=place, initial=start)

    def further(self) -> dict[str, Any]:
        return {}

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"place": self.place}


class BarrierForm(PointForm):
    """The same of what is in the way: who can take it away?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Wat staat in de weg, en wat gaan jullie eraan doen?")
        self.fields["owner"].label = _("Wie kan dit oplossen?")

    def further(self) -> dict[str, Any]:
        return {"how_noticed": _("Niemand heeft er nog last van.")}


class PieceForm(forms.Form):
    """A proposal in the puzzle: in whose, on which place, and what."""

    track = row_field(_("In welke puzzel?"))
    slot = forms.ChoiceField(
        label=_("Waar in de puzzel?"),
        choices=Slot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een plek."), "invalid_choice": _("Kies een plek.")},
    )
    title = forms.CharField(
        label=_("Hoe noem je het?"),
        max_length=MOST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geef het een korte naam.")},
    )
    what = lines(_("Wat spreken we af?"), rows=4, length=MOST_TEXT, required=False)
    noticed = lines(
        _("Waaraan merken we het?"),
        length=MOST_TEXT,
        required=False,
        help_text=_("Kies je Bewijs en resultaat? Vul dit dan ook in."),
    )

    def __init__(self, data: Any = None, *, person: User, said: Said, place: Any) -> None:
        words = said.carried
        super().__init__(data, initial={"title": shortened(words, MOST_TITLE), "what": shortened(words, MOST_TEXT)})
        self.fields["slot"].choices = [(one, f"{one.label}: {HINTS[one].short}") for one in Slot]  # type: ignore[attr-defined]
        self.tracks = tracks_to_lay(person, said.ask)
        offer(self, "track", Track.objects.filter(pk__in=[one.pk for one in self.tracks]).select_related("learner"))
        if len(self.tracks) == 1:
            del self.fields["track"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("slot") == Slot.EVIDENCE and not cleaned.get("noticed"):
            self.add_error("noticed", _("Schrijf op waaraan jullie straks merken dat het is gelukt."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {"track": self.tracks[0] if self.tracks else None} | self.cleaned_data


class DayForm(forms.Form):
    """A day to look back."""

    on = day_field(_("Wanneer kijk je terug?"), initial=lambda: today() + dt.timedelta(weeks=4))

    def __init__(self, data: Any = None, **said: Any) -> None:
        super().__init__(data)

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if not (answer := may_look_back_on(day)):
            raise ValidationError(str(answer.reason))
        return day

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class HelpForm(forms.Form):
    """Help of somebody by name, in own words."""

    asked = row_field(_("Aan wie vraag je het?"), _("Kies iemand"), _("Kies iemand uit de lijst."))
    text = lines(_("Wat vraag je?"), _("Schrijf wat je vraagt."), rows=3, length=MOST_QUESTION)

    def __init__(self, data: Any = None, *, person: User, said: Said, place: Any) -> None:
        super().__init__(data, initial={"text": shortened(said.carried, MOST_QUESTION)})
        offer(self, "asked", helpers_for(person, said.ask))

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class AgendaForm(TalkForm):
    """A driehoeksgesprek, with what to talk about."""

    agenda = lines(_("Wat wil je bespreken?"), rows=4, length=MOST_NOTE, required=False)

    def __init__(self, data: Any = None, *, person: User, said: Said, place: Any) -> None:
        super().__init__(data, track=place)
        self.initial["agenda"] = shortened(said.carried, MOST_NOTE)

    @property
    def facts(self) -> dict[str, Any]:
        return {"plan": self.plan, "agenda": self.cleaned_data["agenda"]}


class NothingForm(forms.Form):
    """Nothing more to know."""

    def __init__(self, data: Any = None, **said: Any) -> None:
        super().__init__(data)

    @property
    def facts(self) -> dict[str, Any]:
        return {}
