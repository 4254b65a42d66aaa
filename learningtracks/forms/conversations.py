"""What somebody fills in about a driehoeksgesprek: when, where, with whom, and what to say."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.models import User
from learningtracks.models.conversations import Conversation
from learningtracks.models.tracks import Track
from learningtracks.policy.conversations import guides_to_ask, may_meet_at, may_meet_there
from learningtracks.values.conversations import LEAST_MINUTES, MINUTES, MOST_MINUTES, MOST_NOTE, MOST_PLACE
from partnerships.forms.fields import day_field, rows_field
from partnerships.values import AMSTERDAM


class TalkForm(VersionedForm):
    """A whole plan. `version` counts plans; a new talk has none."""

    day = day_field(_("Welke dag?"))
    time = forms.TimeField(
        label=_("Hoe laat?"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Vul een tijd in."), "invalid": _("Vul een tijd in, zoals 14:00.")},
    )
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten?"),
        initial=MINUTES,
        validators=[
            MinValueValidator(LEAST_MINUTES, _("Minder dan tien minuten is te kort.")),
            MaxValueValidator(MOST_MINUTES, _("Meer dan drie uur is te lang.")),
        ],
        error_messages={"required": _("Vul het aantal minuten in."), "invalid": _("Vul een getal in.")},
    )
    place = forms.CharField(label=_("Plek"), max_length=MOST_PLACE, required=False)
    video_link = forms.URLField(
        label=_("Videolink"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Plak de hele link. Die begint met https://.")},
    )
    people = rows_field(_("Wie vraag je erbij?"), _("Kies minstens één begeleider."))

    def __init__(self, data: Any = None, *, track: Track, talk: Conversation | None = None) -> None:
        self.track, self.talk = track, talk
        names = guides_to_ask(track)
        super().__init__(data, initial=self._stored(talk) if talk else {"people": [one.public_id for one in names]})
        there = User.objects.filter(pk__in=[one.pk for one in names])  # asked when something was sent
        self.fields["people"].queryset = there  # type: ignore[attr-defined]
        self.fields["people"].help_text = _("%(name)s is er altijd bij.") % {"name": track.learner}
        self.fields["people"].choices = [(one.public_id, str(one)) for one in names]  # type: ignore[attr-defined]

    @staticmethod
    def _stored(talk: Conversation) -> dict[str, Any]:
        starts = talk.starts_at.astimezone(AMSTERDAM)
        return {
            "day": starts.date(),
            "time": starts.time(),
            "minutes": talk.minutes,
            "place": talk.place,
            "video_link": talk.video_link,
            "people": [one.public_id for one in talk.asked()],
            "version": talk.plan_version,
        }

    def clean(self) -> dict[str, Any]:
        """Adds `starts_at`, the day and time in Amsterdam."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"place", "video_link"} and not (
            there := may_meet_there(cleaned.get("place", ""), cleaned.get("video_link", ""))
        ):
            self.add_error("place", str(there.reason))
        if cleaned.get("day") and cleaned.get("time"):
            self._check_moment(cleaned)
        return cleaned

    def _check_moment(self, cleaned: dict[str, Any]) -> None:
        starts_at = dt.datetime.combine(cleaned["day"], cleaned["time"], AMSTERDAM)
        if starts_at.astimezone(dt.UTC).astimezone(AMSTERDAM).replace(tzinfo=None) != starts_at.replace(tzinfo=None):
            self.add_error("time", _("Deze tijd bestaat niet: dan gaat de klok een uur vooruit."))
        moved = self.talk is None or starts_at != self.talk.starts_at
        if moved and not (answer := may_meet_at(starts_at)):
            self.add_error("day", str(answer.reason))
        cleaned["starts_at"] = starts_at

    @property
    def plan(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("starts_at", "minutes", "place", "video_link")
        return {name: self.cleaned_data[name] for name in names} | {"people": list(self.cleaned_data["people"])}


class NoteForm(forms.Form):
    text = Lines(
        label=_("Wat wil je bespreken?"),
        max_length=MOST_NOTE,
        error_messages={"required": _("Schrijf op wat je kwijt wilt.")},
    )


class CancelForm(VersionedForm):
    """Nothing but what was seen."""
