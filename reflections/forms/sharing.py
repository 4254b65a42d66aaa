"""Forms around a saved experience: who may read what, a concern, adding to the reflection, looking for an entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import sensitive
from accounts.forms.general import LONGEST, in_general
from accounts.forms.watched import Prose
from accounts.models import User
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import TrackPerson
from partnerships.forms.fields import Day
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.values import Part, ValueLevel


class ShareForm(forms.Form):
    """Named people on the track, and the parts that have something in them."""

    people = forms.MultipleChoiceField(
        label=_("Wie mag het lezen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wie het mag lezen.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("Wat mag diegene lezen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wat je deelt.")},
    )

    def __init__(self, data: Any = None, *, people: dict[str, TrackPerson], version: ExperienceVersion) -> None:
        super().__init__(data, initial={"parts": [Part.STORY]})
        self.named, self.version = people, version
        self.fields["people"].choices = [(key, f"{named.person} · {named.label}") for key, named in people.items()]  # type: ignore[attr-defined]
        self.fields["parts"].choices = [(part.value, part.label) for part in self.parts_there()]  # type: ignore[attr-defined]

    def parts_there(self) -> list[Part]:
        """The parts that have something in them."""
        there = {str(text.part) for text, words in self.version.texts() if words}
        return [part for part in Part if part in there or (part == Part.VALUE and self.version.value)]

    def whole_triangle(self) -> None:
        """Fill in everybody who is on the track today (domain.md §6); nothing is shared yet."""
        typed: Any = self.data
        typed = typed.copy()
        typed.setlist("people", list(self.named))
        self.data = typed

    def chosen(self) -> list[TrackPerson]:
        return [self.named[key] for key in self.cleaned_data["people"]]

    def findings(self) -> list[sensitive.Finding]:
        parts = self.cleaned_data["parts"]
        texts = [(str(text.label), words) for text, words in self.version.texts() if text.part in parts]
        if Part.VALUE in parts:
            texts += [(str(ValueLevel(note["level"]).label), note["text"]) for note in self.version.value]
        return sensitive.find_all(texts, on=today())


class ConcernForm(forms.Form):
    reason = forms.CharField(
        label=_("Wat hoort hier niet?"),
        help_text=_("Herhaal de naam of het nummer zelf niet."),
        max_length=300,
        required=False,
    )


class AddForm(forms.Form):
    """A few lines under the reflection, because of feedback."""

    text = Prose(
        label=_("Wat neem je hiervan mee?"),
        required=True,
        error_messages={"required": _("Schrijf eerst op wat je meeneemt.")},
    )

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        super().__init__(in_general(data))
        self.room = LONGEST - len(experience.reflection) - 2
        self.fields["text"].widget.attrs["maxlength"] = self.room  # counted while it is typed

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if len(text) > self.room:
            raise forms.ValidationError(_("Je reflectie wordt te lang. Maak dit korter."))
        return text

    def findings(self) -> list[sensitive.Finding]:
        return sensitive.find(self.cleaned_data["text"], on=today(), where=str(_("Reflectie")))


class Period(forms.Form):
    """From and until, both optional."""

    since = Day(label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = Day(
        label=_("Tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class FilterForm(Period):
    """What somebody looks for in their own log. Unknown values of a choice are left out, never an error page."""

    q = forms.CharField(label=_("Zoek in je ervaringen"), max_length=100, required=False)
    track = forms.ChoiceField(label=_("Traject"), required=False)
    level = forms.ChoiceField(label=_("Waarde"), required=False, choices=[("", _("Alle waarden")), *ValueLevel.choices])
    feedback = forms.BooleanField(label=_("Alleen met feedback"), required=False)

    field_order = ["q", "track", "level", "since", "until", "feedback"]

    def __init__(self, data: Any = None, *, person: User) -> None:
        super().__init__(data)
        newest_first = sorted(tracks_of(person).own, key=lambda track: track.starts_on, reverse=True)
        self.tracks = {str(track.public_id): track for track in newest_first}
        self.fields["track"].choices = [  # type: ignore[attr-defined]
            ("", _("Alle trajecten")),
            *((key, str(track)) for key, track in self.tracks.items()),
        ]

    def found_in(self, log: Any) -> Any:
        """The part of this log that was asked for."""
        self.is_valid()
        given = self.cleaned_data
        log = log.between(given.get("since"), given.get("until"))
        if track := self.tracks.get(given.get("track", "")):
            log = log.on_track(track)
        if given.get("level"):
            log = log.with_value(given["level"])
        if given.get("feedback"):
            log = log.with_feedback()
        return log.search(given.get("q", ""))

    @property
    def asks(self) -> bool:
        """Something was looked for or chosen."""
        self.is_valid()
        return bool(self.cleaned_data.get("q")) or self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Something other than a search word was chosen."""
        return any(self.cleaned_data.get(name) for name in ("track", "level", "feedback", "since", "until"))
