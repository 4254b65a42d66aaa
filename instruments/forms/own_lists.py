"""Making an own list of questions."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from instruments.models.instruments import Instrument
from instruments.values.own_lists import ANSWERS, LONGEST_QUESTION, MOST_KINDS, MOST_QUESTIONS, Question, in_lines
from learningtracks.forms.action_points import lines
from learningtracks.values.instruments import AnswerKind
from partnerships.forms.fields import NOT_IN_LIST

NONE_YET = _("Schrijf minstens één vraag.")
HOW_TO_ASK = _("Zet elke vraag op een eigen regel. Stel open vragen. Schrijf niet voor wat mensen moeten doen.")
FOR_VALUE_CHECKS = _("Voor een waardecheck kun je alleen lijsten met open vragen kiezen.")
KIND = attrgetter("answered_by")


@dataclass(frozen=True)
class Part:
    """Questions that are answered in one way, and what comes after them, folded as long as there is nothing in it."""

    questions: forms.BoundField
    answer: forms.BoundField
    after: "Part | None"

    @property
    def is_open(self) -> bool:
        filled = self.questions.value() or self.questions.errors or self.answer.errors
        return bool(filled) or (self.after is not None and self.after.is_open)


def _questions(label: Any, **options: Any) -> Lines:
    """A question a line, as somebody pastes them."""
    longest = MOST_QUESTIONS * (LONGEST_QUESTION + 1)
    return Lines(label=label, max_length=longest, required=False, **options)


class OwnListForm(VersionedForm):
    """A whole version. Most lists have one kind of answer; the questions that are answered otherwise come below, a box
    for each time that it changes."""

    title = forms.CharField(
        label=_("Hoe heet de lijst?"),
        max_length=120,
        error_messages={"required": _("Geef de lijst een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    intro = lines(_("Waar gaat de lijst over?"), required=False)
    attribution = lines(
        _("Van wie zijn de vragen?"),
        _("Schrijf op van wie de vragen zijn. Van jullie zelf? Zet dat erbij."),
        length=400,
        help_text=_("Bijvoorbeeld: van onszelf, of naar een boek. Het staat onder de lijst."),
    )
    title_en = forms.CharField(
        label=_("Naam in het Engels"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "en"}),
    )
    intro_en = lines(_("Waar gaat de lijst over, in het Engels?"), required=False)
    questions_en = _questions(
        _("De vragen in het Engels"),
        help_text=_("Evenveel regels als in het Nederlands, in dezelfde volgorde."),
        rows=10,
        box={"lang": "en"},
    )
    attribution_en = lines(_("Van wie zijn de vragen, in het Engels?"), length=400, required=False)

    def __init__(self, data: Any = None, *, seen: Instrument | None = None) -> None:
        super().__init__(data, initial=self._stored(seen) if seen else {})
        self.names = [("questions", "answer"), *((f"questions_{n}", f"answer_{n}") for n in range(2, MOST_KINDS + 1))]
        for questions, answer in self.names:
            first = questions == "questions"
            self.fields[questions] = _questions(
                _("Welke vragen?") if first else _("Welke vragen nog?"),
                help_text=HOW_TO_ASK if first else "",
                rows=10 if first else 4,
            )
            self.fields[answer] = forms.ChoiceField(
                label=_("Hoe antwoord je?"),
                help_text=FOR_VALUE_CHECKS if first else "",
                choices=[(kind.value, kind.label) for kind in AnswerKind if kind in ANSWERS],
                initial=AnswerKind.TEXT,
                required=first,
                widget=forms.RadioSelect,
                error_messages={"required": NOT_IN_LIST, "invalid_choice": NOT_IN_LIST},
            )

    @staticmethod
    def _stored(seen: Instrument) -> dict[str, Any]:
        parts = [(kind, "\n".join(one.text_nl for one in some)) for kind, some in groupby(seen.tree, KIND)]
        found = {
            "title": seen.title_nl,
            "intro": seen.intro_nl,
            "attribution": seen.attribution_nl,
            "title_en": seen.title_en,
            "intro_en": seen.intro_en,
            "questions_en": "\n".join(item.text_en for item in seen.tree if item.text_en),
            "attribution_en": seen.attribution_en,
            "version": seen.version,
        }
        for number, (kind, asked) in enumerate(parts, start=1):
            end = f"_{number}" if number > 1 else ""
            found |= {f"questions{end}": asked, f"answer{end}": kind}
        return found

    @property
    def parts(self) -> Part | None:
        """The boxes with questions, each with the one after it."""
        found = None
        for questions, answer in reversed(self.names):
            found = Part(self[questions], self[answer], found)
        return found

    def clean(self) -> dict[str, Any]:
        """At least one question and not too many; in both languages the same ones: half a translation reads as another
        list."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        asked = [
            Question(text, cleaned.get(answer) or AnswerKind.TEXT.value)
            for name, answer in self.names
            for text in self._in_lines(name)
        ]
        english = self._in_lines("questions_en")
        if not asked and not self.errors.keys() & {name for name, _answer in self.names}:
            self.add_error("questions", NONE_YET)
        elif len(asked) > MOST_QUESTIONS:
            self.add_error("questions", _("Meer dan dertig vragen is te veel."))
        elif english and len(english) != len(asked):
            self.add_error("questions_en", _("Schrijf evenveel vragen in het Engels als in het Nederlands."))
        both = zip(asked, english or [""] * len(asked), strict=False)
        self.asked = tuple(Question(one.text, one.answer, beside) for one, beside in both)
        return cleaned

    def _in_lines(self, name: str) -> list[str]:
        found = in_lines(self.cleaned_data.get(name, ""))
        if any(len(one) > LONGEST_QUESTION for one in found):
            self.add_error(name, _("Een vraag is hoogstens 300 tekens lang."))
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take."""
        once = ("title", "intro", "attribution", "title_en", "intro_en", "attribution_en")
        return {name: self.cleaned_data[name] for name in once} | {"questions": self.asked}
