"""The six steps of an experience, one question a page (domain.md §2.2), and the forms around a saved one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import sensitive
from accounts.forms.general import in_general
from accounts.forms.versions import VersionedForm
from accounts.forms.watched import Prose
from accounts.values import today
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.values.pieces import Slot
from partnerships.forms.fields import Day
from reflections.models.evidence import pieces_of, pieces_to_tick
from reflections.models.experiences import Experience, people_to_ask
from reflections.values import LEVELS, LearningForm, LevelText

Words = str | Promise


class StepForm(VersionedForm):
    """One step. `changes` is what it writes, `said` the texts that readers may come to see."""

    focus = ""

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        self.experience = experience
        super().__init__(in_general(data), initial={"version": experience.version, **self.stored()})

    def stored(self) -> dict[str, Any]:
        """What stands in the working copy, per field."""
        return {name: getattr(self.experience, name) for name in self.base_fields if name != "version"}

    def changes(self) -> dict[str, Any]:
        """The fields that were filled in well; a wrong one keeps what is stored."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def said(self) -> Iterable[tuple[Words, str]]:
        return [(self.fields[name].label, str(value)) for name, value in self.changes().items()]  # type: ignore[misc]

    def findings(self) -> list[sensitive.Finding]:
        """What looks like a detail of a client or colleague (reliability.md §3)."""
        return sensitive.find_all(((str(where), text) for where, text in self.said()), on=today())


class SituationForm(StepForm):
    situation = Prose(
        label=_("Wat maakte je mee op je werk?"),
        help_text=_("Schrijf geen namen van cliënten, klanten of collega's."),
        required=True,
        error_messages={"required": _("Schrijf eerst op wat je hebt meegemaakt. Eén zin is genoeg.")},
    )
    happened_on = Day(
        label=_("Wanneer?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Kies een datum."), "invalid": _("Kies een datum.")},
    )

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        super().__init__(data, experience=experience)
        self.fields["happened_on"].widget.attrs["max"] = today().isoformat()
        self.fields["situation"].widget.attrs["autofocus"] = True

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(_("Deze datum is nog niet geweest. Kies vandaag of eerder."))
        return day


class AnalysisForm(StepForm):
    analysis = Prose(label=_("Wat gebeurde er?"), help_text=_("Wat deed jij? Wat deden anderen? Waarom liep het zo?"))

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        super().__init__(data, experience=experience)
        self.fields["analysis"].widget.attrs["autofocus"] = True


class ReflectionForm(StepForm):
    reflection = Prose(
        label=_("Wat betekent dit voor jou?"), help_text=_("Wat leer je over jezelf? Wat ga je nu doen?")
    )

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        super().__init__(data, experience=experience)
        self.fields["reflection"].widget.attrs["autofocus"] = True


class AskForm(StepForm):
    """One person on the track, or nobody; and one own question. With several tracks the person decides the track."""

    named = forms.ChoiceField(label=_("Aan wie?"), widget=forms.RadioSelect, required=False)
    question = Prose(label=_("Wat wil je vragen?"), rows=3, max_length=1_000)

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        self.people = self._people(experience)
        super().__init__(data, experience=experience)
        several = len({named.track_id for named in self.people.values()}) > 1
        self.fields["named"].choices = [  # type: ignore[attr-defined]
            *((key, self._label(named, several)) for key, named in self.people.items()),
            ("", _("Nu niet")),
        ]

    @staticmethod
    def _people(experience: Experience) -> dict[str, TrackPerson]:
        """Who can be asked: not who was asked already, and on the track of the entry once somebody reads it."""
        asked: set[int] = set()
        found = people_to_ask(experience.author)
        if experience.pk:
            asked = {request.asked_id for request in experience.questions()}
            if not experience.may_move:
                found = [named for named in found if named.track_id == experience.track_id]
        once = {(named.track_id, named.person_id): named for named in reversed(found)}
        return {str(named.public_id): named for named in reversed(once.values()) if named.person_id not in asked}

    @staticmethod
    def _label(named: TrackPerson, several: bool) -> str:
        return " · ".join([str(named.person), named.label, *([str(named.track)] if several else [])])

    def stored(self) -> dict[str, Any]:
        chosen = [
            key
            for key, named in self.people.items()
            if (named.person_id, named.track_id) == (self.experience.asked_person_id, self.experience.track_id)
        ]
        return {"named": chosen[0] if chosen else "", "question": self.experience.question}

    def clean(self) -> None:
        if self.cleaned_data.get("named") and not self.cleaned_data.get("question") and not self.has_error("question"):
            words = _('Schrijf je vraag op, of kies "Nu niet".')
            self.add_error("question", forms.ValidationError(words, code="required"))

    def changes(self) -> dict[str, Any]:
        found = {"question": self.cleaned_data["question"]} if "question" in self.cleaned_data else {}
        if "named" not in self.cleaned_data:
            return found
        named = self.people.get(self.cleaned_data["named"])
        return (
            {**found, "asked_person": named.person, "track": named.track} if named else {**found, "asked_person": None}
        )

    def said(self) -> Iterable[tuple[Words, str]]:
        return [(_("Je vraag"), self.cleaned_data.get("question", ""))]


class ValueForm(StepForm):
    """Zero to five levels, each with one optional line and "viel tegen". A line without its tick counts as ticked."""

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        super().__init__(data, experience=experience)
        for level in LEVELS:
            self.fields[level.level] = forms.BooleanField(label=level.name, required=False)
            line = forms.CharField(label=str(level.question), max_length=300, required=False)
            line.widget.attrs |= {"autocomplete": "off", "data-sensitive": ""}
            self.fields[f"{level.level}_text"] = line
            self.fields[f"{level.level}_short"] = forms.BooleanField(label=_("Dit viel tegen"), required=False)

    def stored(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for note in self.experience.value() if self.experience.pk else []:
            level = note["level"]
            found |= {level: True, f"{level}_text": note["text"], f"{level}_short": note["fell_short"]}
        return found

    def lines(self) -> list[tuple[LevelText, Any, Any, Any]]:
        """Per level its texts and its three fields, for the page."""
        return [
            (level, self[level.level], self[f"{level.level}_text"], self[f"{level.level}_short"]) for level in LEVELS
        ]

    def notes(self) -> dict[str, tuple[str, bool]]:
        """level → (line, "viel tegen") of what was ticked or filled in."""
        given, found = self.cleaned_data, {}
        for level in (str(text.level) for text in LEVELS):
            line, short = given.get(f"{level}_text", ""), bool(given.get(f"{level}_short"))
            if given.get(level) or line or short:
                found[level] = (line, short)
        return found

    def said(self) -> Iterable[tuple[Words, str]]:
        names = {str(level.level): level.name for level in LEVELS}
        return [(names[level], line) for level, (line, _short) in self.notes().items()]


class PieceForm(StepForm):
    """Which pieces it belongs to, and which track when there is something to choose. Pieces decide the track."""

    pieces = forms.MultipleChoiceField(
        label=_("Bij welk stuk hoort dit?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    track = forms.ChoiceField(label=_("Bij welk traject hoort dit?"), widget=forms.RadioSelect, required=False)
    learning_form = forms.ChoiceField(
        label=_("Hoe kwam het?"),
        help_text=_("Alleen jij ziet dit. Kiezen hoeft niet."),
        choices=[*LearningForm.choices, ("", _("Zeg ik niet"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        mine = Track.objects.of_learner(experience.author).select_related("partnership")
        self.tracks = {str(track.public_id): track for track in mine if not track.is_over or track == experience.track}
        self.may_move = experience.may_move and not experience.asked_person_id
        self.offered = {str(piece.public_id): piece for piece in self._offered(experience)}
        super().__init__(data, experience=experience)
        self.can_choose = len(self.tracks) > 1 and self.may_move
        if self.can_choose:
            self.fields["track"].choices = [  # type: ignore[attr-defined]
                *((key, str(track)) for key, track in self.tracks.items()),
                ("", _("Nog niet")),
            ]
        else:
            del self.fields["track"]
        self.fields["pieces"].choices = [(key, self._label(piece)) for key, piece in self.offered.items()]  # type: ignore[attr-defined]

    def _offered(self, experience: Experience) -> list[Piece]:
        """Pieces of the puzzles that lie open; of the own track only, once somebody reads the entry."""
        tracks = list(self.tracks.values())
        if not self.may_move:
            tracks = [track for track in tracks if track.pk == experience.track_id]
        return pieces_to_tick(experience, tracks)

    def _label(self, piece: Piece) -> str:
        several = len({one.track.pk for one in self.offered.values()}) > 1
        words = [str(Slot(piece.slot).label), piece.title, *([str(piece.track)] if several else [])]
        return " · ".join(words)

    def stored(self) -> dict[str, Any]:
        track = str(self.experience.track.public_id) if self.experience.track else ""
        return {
            "track": track,
            "learning_form": self.experience.learning_form,
            "pieces": [str(piece.public_id) for piece in pieces_of(self.experience)] if self.experience.pk else [],
        }

    def clean(self) -> None:
        if len({piece.track.pk for piece in self.ticked()}) > 1:
            self.add_error("pieces", forms.ValidationError(_("Kies stukken van één traject."), code="tracks"))

    def ticked(self) -> list[Piece]:
        return [self.offered[key] for key in self.cleaned_data.get("pieces", [])]

    def changes(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in ("learning_form",) if name in self.cleaned_data}
        if ticked := self.ticked():
            return {**found, "track": ticked[0].track}
        if "track" not in self.cleaned_data:
            return found
        return {**found, "track": self.tracks.get(self.cleaned_data["track"])}

    def said(self) -> Iterable[tuple[Words, str]]:
        return []


@dataclass(frozen=True)
class Step:
    """A page of the log: its number, its question, its form and its part of the template."""

    number: int
    question: Words
    form: Callable[..., StepForm]
    part: str
    target: str = ""  # the id of its box, to jump to
    stems: tuple[Words, ...] = ()


STEPS = {
    step.number: step
    for step in [
        Step(
            1,
            _("Wat maakte je mee op je werk?"),
            SituationForm,
            "_situation.html",
            "id_situation",
            (_("Een moeilijk gesprek met…"), _("Voor het eerst deed ik…"), _("Het ging anders dan ik dacht:")),
        ),
        Step(2, _("Wat gebeurde er?"), AnalysisForm, "_analysis.html", "id_analysis"),
        Step(
            3,
            _("Feedback vragen?"),
            AskForm,
            "_ask.html",
            "id_question",
            (_("Wat deed ik goed?"), _("Wat kan ik de volgende keer anders doen?"), _("Hoe zou jij dit aanpakken?")),
        ),
        Step(4, _("Wat betekent dit voor jou?"), ReflectionForm, "_reflection.html", "id_reflection"),
        Step(5, _("Wat was het waard?"), ValueForm, "_value.html"),
        Step(6, _("Puzzelstuk"), PieceForm, "_pieces.html"),
    ]
}
LAST_STEP = len(STEPS)
