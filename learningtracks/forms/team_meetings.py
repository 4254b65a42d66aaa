"""Putting learning on the agenda of a team meeting, and what was agreed."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learningtracks import policy
from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import day_field
from learningtracks.models import MeetingNote
from learningtracks.values.instruments import Done


class MeetingForm(forms.Form):
    """Only the day."""

    day = day_field(_("Wanneer is het overleg?"))

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not (answer := policy.may_meet_on(day)):
            raise forms.ValidationError(str(answer.reason))
        return day


class MeetingNoteForm(forms.Form):
    """What the team agreed on one item, and how far that is."""

    text = lines(_("Wat spraken jullie af?"), rows=4, length=2_000, required=False)
    done = forms.ChoiceField(
        label=_("Hoe ver zijn jullie?"),
        choices=[("", _("Nog niet besproken")), *Done.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, note: MeetingNote) -> None:
        super().__init__(data, initial={"text": note.text, "done": note.done, "version": note.version})

    def seat(self, version: int) -> None:
        """Show what was typed on top of a newer version."""
        typed: Any = self.data
        typed = typed.copy()
        typed["version"] = str(version)
        self.data = typed
