"""Which of the tracks that somebody learns on or guides they want to see."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import by_surname, holds
from learningtracks.models.tracks import Track
from learningtracks.values import TrackStanding

Choice = tuple[str, str]


class StudentsForm(forms.Form):
    """Words, and a choice where there is something to choose. What is unknown is left out, never an error page."""

    q = forms.CharField(label=_("Zoek op naam of traject"), max_length=100, required=False)
    school = forms.ChoiceField(label=_("Opleiding"), required=False)
    place = forms.ChoiceField(label=_("Werkplek"), required=False)
    phase = forms.ChoiceField(label=_("Fase"), required=False)
    open = forms.BooleanField(label=_("Alleen waar iets voor jou klaarstaat"), required=False)

    def __init__(self, data: Any, *, tracks: Iterable[Track]) -> None:
        super().__init__(data)
        self.tracks = list(tracks)
        self._offer("school", _("Elke opleiding"), lambda track: track.school)
        self._offer("place", _("Elke werkplek"), lambda track: track.workplace)
        there = {track.standing for track in self.tracks}
        phases = [(one.value, str(one.label)) for one in TrackStanding if one in there]
        self._choices("phase", _("Elke fase"), phases)
        self.is_valid()

    def _offer(self, name: str, everything: Any, of: Callable[[Track], Any]) -> None:
        found = {str(one.public_id): str(one.name) for track in self.tracks if (one := of(track))}
        self._choices(name, everything, sorted(found.items(), key=lambda one: one[1]))

    def _choices(self, name: str, everything: Any, found: list[Choice]) -> None:
        """With fewer than two there is nothing to choose."""
        if len(found) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = [("", everything), *found]  # type: ignore[attr-defined]

    def given(self, name: str) -> Any:
        return self.cleaned_data.get(name) or ""

    @property
    def is_narrowed(self) -> bool:
        """Something other than words was chosen."""
        return any(self.given(name) for name in ("school", "place", "phase", "open"))

    def found(self, waiting: Mapping[Any, int]) -> list[Track]:
        """What was asked for: what goes on first, each by surname. `waiting` says on how much of it something waits."""
        found = [track for track in self.tracks if self._is_asked(track, waiting)]
        return sorted(found, key=lambda one: (one.is_over, by_surname(one.learner), one.title, one.pk))

    def _is_asked(self, track: Track, waiting: Mapping[Any, int]) -> bool:
        return (
            holds(self.given("q"), f"{track.learner} {track.title}")
            and self.given("school") in ("", str(track.school and track.school.public_id))
            and self.given("place") in ("", str(track.workplace.public_id))
            and self.given("phase") in ("", track.standing)
            and (not self.given("open") or bool(waiting.get(track.pk)))
        )
