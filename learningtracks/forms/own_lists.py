"""Making an own list of questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import NOT_IN_LIST
from learningtracks.models.instruments import Instrument
from learningtracks.values.instruments import AnswerKind
from learningtracks.values.own_lists import ANSWERS, LONGEST_QUESTION, MOST_QUESTIONS, in_lines


class OwnListForm(VersionedForm):
    """A whole version."""

    title = forms.CharField(
        label=_("Hoe heet de lijst?"),
        max_length=120,
        error_messages={"required": _("Geef de lijst een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    intro = lines(_("Waar gaat de lijst over?"), required=False)
    questions = forms.CharField(
        label=_("Welke vragen?"),
        help_text=_("Zet elke vraag op een eigen regel. Stel open vragen. Schrijf niet voor wat mensen moeten doen."),
        max_length=MOST_QUESTIONS * (LONGEST_QUESTION + 2),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Schrijf minstens één vraag.")},
    )
    answer = forms.ChoiceField(
        label=_("Hoe antwoord je?"),
        choices=[(kind.value, kind.label) for kind in AnswerKind if kind in ANSWERS],
        initial=AnswerKind.TEXT,
        widget=forms.RadioSelect,
        error_messages={"required": NOT_IN_LIST, "invalid_choice": NOT_IN_LIST},
    )
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
    questions_en = forms.CharField(
        label=_("De vragen in het Engels"),
        help_text=_("Evenveel regels als in het Nederlands, in dezelfde volgorde."),
        max_length=MOST_QUESTIONS * (LONGEST_QUESTION + 2),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "lang": "en"}),
    )
    attribution_en = lines(_("Van wie zijn de vragen, in het Engels?"), length=400, required=False)

    def __init__(self, data: Any = None, *, seen: Instrument | None = None) -> None:
        super().__init__(data, initial=self._stored(seen) if seen else {})

    @staticmethod
    def _stored(seen: Instrument) -> dict[str, Any]:
        return {
            "title": seen.title_nl,
            "intro": seen.intro_nl,
            "questions": "\n".join(item.text_nl for item in seen.tree),
            "answer": seen.answer,
            "attribution": seen.attribution_nl,
            "title_en": seen.title_en,
            "intro_en": seen.intro_en,
            "questions_en": "\n".join(item.text_en for item in seen.tree if item.text_en),
            "attribution_en": seen.attribution_en,
            "version": seen.version,
        }

    def clean_questions(self) -> list[str]:
        return self._questions("questions")

    def clean_questions_en(self) -> list[str]:
        """In both languages the same questions: half a translation reads as another list."""
        found, dutch = self._questions("questions_en"), self.cleaned_data.get("questions")
        if found and dutch and len(found) != len(dutch):
            raise forms.ValidationError(_("Schrijf evenveel vragen in het Engels als in het Nederlands."))
        return found

    def _questions(self, name: str) -> list[str]:
        found = in_lines(self.cleaned_data[name])
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Meer dan dertig vragen is te veel."))
        if any(len(one) > LONGEST_QUESTION for one in found):
            raise forms.ValidationError(_("Een vraag is hoogstens 300 tekens lang."))
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: given for name, given in self.cleaned_data.items() if name != "version"}
