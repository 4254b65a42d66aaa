"""Putting learning on the agenda of a team meeting, and what was agreed."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import day_field
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting
from learningtracks.policy.team_meetings import may_meet_on
from learningtracks.values.instruments import Done


class MeetingForm(forms.Form):
    """Only the day."""

    day = day_field(_("Wanneer is het overleg?"))

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not (answer := may_meet_on(day)):
            raise forms.ValidationError(str(answer.reason))
        return day


class MoveForm(VersionedForm, MeetingForm):
    """Another day for a meeting. The day that it has already is always good."""

    def __init__(self, data: Any = None, *, meeting: TeamMeeting) -> None:
        super().__init__(data, initial={"day": meeting.day, "version": meeting.version})
        self.meeting = meeting

    def clean_day(self) -> dt.date:
        return self.meeting.day if self.cleaned_data["day"] == self.meeting.day else super().clean_day()


class CancelMeetingForm(VersionedForm):
    """Nothing but what was seen."""


class MeetingNoteForm(VersionedForm):
    """What the team agreed on one item, and how far that is."""

    text = lines(_("Wat hebben jullie afgesproken?"), rows=4, length=2_000, required=False)
    done = forms.ChoiceField(
        label=_("Hoe ver zijn jullie?"),
        choices=[("", _("Nog niet besproken")), *Done.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, note: MeetingNote) -> None:
        super().__init__(data, initial={"text": note.text, "done": note.done, "version": note.version})
