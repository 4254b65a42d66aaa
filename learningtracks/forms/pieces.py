"""What somebody fills in for a piece: the few fields up front, the rest folded (domain.md §4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from learningtracks.editions import LEVELS, LevelText, newest
from learningtracks.models.pieces import Piece
from learningtracks.values.pieces import (
    MOST_LINE,
    MOST_TEXT,
    MOST_TITLE,
    MOST_VALUE,
    Content,
    LearningView,
    Slot,
)

Words = str | Promise
ASKED_OF_VALUE = [(one.level, format_lazy("{}. {}", one.level.label, one.question)) for one in LEVELS]


@dataclass(frozen=True)
class Hint:
    """What to think of when you fill a place, and an example (domain.md §3.9; the examples are made up)."""

    question: Words
    example: Words

    @property
    def short(self) -> str:
        """The first of its questions."""
        return str(self.question).partition("? ")[0].rstrip("?") + "?"


HINTS = {
    Slot.QUESTION: Hint(
        _("Wat wil je uitzoeken of beter kunnen? Gebruik je eigen woorden."),
        _("Hoe blijf ik rustig als iemand boos is?"),
    ),
    Slot.WORK: Hint(
        _("Welk echt werk past hierbij? Kies werk dat toch al gebeurt, geen opdracht óver het werk."),
        _("Meedoen met drie intakegesprekken, het derde zelf"),
    ),
    Slot.SOURCES: Hint(
        _("Welke bronnen, lessen of e-learning helpen? Wanneer zijn ze nodig?"),
        _("De les over gesprekken, vóór het eerste gesprek"),
    ),
    Slot.PLACE: Hint(
        _("Welke omgeving helpt? Welke apparatuur of software is nodig? Samen op een plek, of online?"),
        _("Een rustige kamer naast de huiskamer"),
    ),
    Slot.TIME: Hint(
        _("Wanneer is er tijd om te leren? Wanneer spreken jullie elkaar zomaar, bijvoorbeeld bij de koffie?"),
        _("Elke dinsdag een half uur zonder taken"),
    ),
    Slot.GUIDANCE: Hint(
        _("Wie begeleidt van dichtbij? Hoe vaak, en wat doet diegene dan?"),
        _("Elke week een kwartier nabespreken"),
    ),
    Slot.PEOPLE: Hint(
        _("Met wie leer je? Wie weet veel, wie kijkt er anders naar? Wie van buiten, zoals een klant?"),
        _("Een ochtend mee met de wijkverpleegkundige"),
    ),
    Slot.FEEDBACK: Hint(
        _("Wanneer staan jullie stil bij wat het werk leert? Wie geeft feedback, en waarop?"),
        _("Na elke dienst één vraag aan een collega"),
    ),
    Slot.EVIDENCE: Hint(
        _("Waaraan zien jullie straks dat er geleerd is? Wat is er dan anders in het werk?"),
        _("Verslag van drie gesprekken, met wat ik anders deed"),
    ),
}


def _lines(label: Any, rows: int = 3, **more: Any) -> Lines:
    return Lines(rows=rows, label=label, max_length=MOST_TEXT, **{"required": False, **more})


QUESTION_WORDS: dict[str, tuple[Any, Any]] = {
    "title": (_("Wat is je leervraag?"), _("Kort, in je eigen woorden.")),
    "what": (_("Waarom wil je dit leren?"), ""),
}
UP_FRONT = {Slot.QUESTION: ("title", "what"), Slot.EVIDENCE: ("title", "what", "noticed", "when_text")}
AS_A_RULE = ("title", "what", "who", "when_text")
ONLY_FOR_QUESTIONS = ("goal_kinds",)
NOT_FOR_QUESTIONS = ("who", "when_text", "learning_view", "questions")


class PieceForm(VersionedForm):
    """The content of a piece: of a proposal, a counterproposal or a change. At most four boxes stand up front; the
    place was chosen before. `version` is the number of the version that the reader had in front of them. Who answers
    what another party proposed (`counters`) can say why."""

    title = forms.CharField(
        label=_("Hoe noem je het?"),
        max_length=MOST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geef het een korte naam.")},
    )
    what = _lines(label=_("Wat spreken we af?"))
    who = forms.CharField(label=_("Wie doet mee?"), max_length=MOST_LINE, required=False)
    when_text = forms.CharField(label=_("Wanneer?"), max_length=MOST_LINE, required=False)
    noticed = _lines(
        label=_("Waaraan merken we het?"),
        error_messages={"required": _("Schrijf op waaraan jullie straks merken dat het is gelukt.")},
    )
    learning_view = forms.ChoiceField(
        label=_("Kun je dit lezen, of moet je het samen doen?"),
        help_text=_(
            "Kennis overnemen: je leest of hoort het. Samen kennis opbouwen: je ontdekt het met anderen. Allebei heeft "
            "een plek."
        ),
        choices=[("", _("Weet ik nog niet")), *LearningView.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    subject = forms.CharField(
        label=_("Bij welk vak van de opleiding hoort dit?"),
        help_text=_("Zo zie je later welke schoolvakken terugkomen in je werk."),
        max_length=MOST_LINE,
        required=False,
    )
    target_level = forms.ChoiceField(
        label=_("Wat hoop je dat het oplevert?"),
        choices=[("", _("Weet ik nog niet")), *ASKED_OF_VALUE],
        widget=forms.RadioSelect,
        required=False,
    )
    goal_kinds = forms.MultipleChoiceField(
        label=_("Voor wie is dit belangrijk?"),
        help_text=_("Het mag meer dan één ding zijn."),
        choices=[(entry.key, entry.text) for entry in newest("goal_kinds").entries],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    questions = forms.MultipleChoiceField(
        label=_("Bij welke leervraag hoort dit?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = Lines(
        label=_("Waarom stel je iets anders voor?"),
        help_text=_("Dit komt erbij te staan als reactie."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        slot: str,
        questions: Iterable[Piece],
        stored: Content | None = None,
        seen: int | None = None,
        start: dict[str, Any] | None = None,
        counters: bool = False,
    ) -> None:
        self.slot, self.asked = Slot(slot), {str(one.public_id): one for one in questions}
        super().__init__(data, initial=self._initial(stored, seen) if stored else start)
        self.fields["questions"].choices = [(key, one.called) for key, one in self.asked.items()]  # type: ignore[attr-defined]
        self.fields["noticed"].required = self.slot == Slot.EVIDENCE
        unfit = NOT_FOR_QUESTIONS if self.slot == Slot.QUESTION else ONLY_FOR_QUESTIONS
        for name in (*unfit, *(() if self.asked else ("questions",)), *(() if counters else ("reason",))):
            self.fields.pop(name, None)
        if self.slot == Slot.QUESTION:
            for name, (label, hint) in QUESTION_WORDS.items():
                self.fields[name].label, self.fields[name].help_text = label, hint

    @staticmethod
    def _initial(stored: Content, seen: int | None) -> dict[str, Any]:
        """What stands there, to write the next version on top of."""
        ids = [str(piece.public_id) for piece in stored.questions]
        return {**vars(stored), "goal_kinds": list(stored.goal_kinds), "questions": ids, "version": seen}

    @property
    def hint(self) -> Hint:
        return HINTS[self.slot]

    def front(self) -> list[forms.BoundField]:
        """The boxes that everybody sees at once."""
        return [self[name] for name in UP_FRONT.get(self.slot, AS_A_RULE)]

    def folded(self) -> list[forms.BoundField]:
        """The boxes that may be opened: all may be skipped."""
        shown = UP_FRONT.get(self.slot, AS_A_RULE)
        return [self[name] for name in self.fields if name not in (*shown, "version", "reason")]

    @property
    def is_unfolded(self) -> bool:
        """Something is wrong in a folded box, or stands there already."""
        return any(field.errors or field.value() for field in self.folded())

    def content(self) -> dict[str, Any]:
        """What the actions write: the content of a version, with pieces for the linked leervragen."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "reason")}
        if "questions" in given:
            given["questions"] = [self.asked[key] for key in given["questions"]]
        return given


class AskForm(VersionedForm):
    """A question about a version, with "nog niet" when this party cannot agree like this; or a reaction."""

    text = _lines(label=_("Wat wil je vragen?"), required=True, error_messages={"required": _("Schrijf je vraag op.")})
    not_yet = forms.BooleanField(label=_("Zo kan ik nog niet akkoord gaan"), required=False)

    def __init__(self, data: Any = None, *, version: int, may_vote: bool, reacts: bool = False) -> None:
        super().__init__(data, initial={"version": version})
        self.reacts = reacts
        if reacts:
            self.fields["text"].label = _("Jouw reactie")
            self.fields["text"].error_messages["required"] = _("Schrijf eerst je reactie.")
        if not may_vote:
            del self.fields["not_yet"]


class WorthForm(VersionedForm):
    """Zero to five levels of value, each with one line and "viel tegen". A line without its tick counts as ticked."""

    def __init__(self, data: Any = None, *, notes: dict[str, tuple[str, bool]], version: int) -> None:
        found: dict[str, Any] = {"version": version}
        for level, (text, short) in notes.items():
            found |= {level: True, f"{level}_text": text, f"{level}_short": short}
        super().__init__(data, initial=found)
        for one in LEVELS:
            self.fields[one.level] = forms.BooleanField(label=one.name, required=False)
            line = forms.CharField(label=str(one.question), max_length=MOST_VALUE, required=False)
            line.widget.attrs["autocomplete"] = "off"
            self.fields[f"{one.level}_text"] = line
            self.fields[f"{one.level}_short"] = forms.BooleanField(label=_("Dit viel tegen"), required=False)

    def lines(self) -> list[tuple[LevelText, Any, Any, Any]]:
        """Per level its texts and its three fields, for the page."""
        return [
            (level, self[level.level], self[f"{level.level}_text"], self[f"{level.level}_short"]) for level in LEVELS
        ]

    def clean(self) -> None:
        if not self.notes():
            raise forms.ValidationError(_("Kies minstens één waarde."))

    def notes(self) -> dict[str, tuple[str, bool]]:
        """level → (line, "viel tegen") of what was ticked or filled in."""
        given, found = self.cleaned_data, {}
        for level in (str(text.level) for text in LEVELS):
            line, short = given.get(f"{level}_text", ""), bool(given.get(f"{level}_short"))
            if given.get(level) or line or short:
                found[level] = (line, short)
        return found
