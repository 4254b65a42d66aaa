"""Making an own list of questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import NOT_IN_LIST
from learningtracks.models import Instrument
from learningtracks.values.instruments import AnswerKind
from learningtracks.values.own_lists import ANSWERS, LONGEST_QUESTION, MOST_QUESTIONS, in_lines


class OwnListForm(forms.Form):
    """A whole version."""

    title = forms.CharField(
        label=_("Hoe heet de lijst?"),
        max_length=120,
        error_messages={"required": _("Geef de lijst een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    intro = lines(_("Waar gaat hij over?"), required=False)
    questions = forms.CharField(
        label=_("Welke vragen?"),
        help_text=_("Zet iedere vraag op een eigen regel. Vraag door, geef geen recept."),
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
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

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
            "version": seen.version,
        }

    def clean_questions(self) -> list[str]:
        found = in_lines(self.cleaned_data["questions"])
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Meer dan dertig vragen is te veel."))
        if any(len(one) > LONGEST_QUESTION for one in found):
            raise forms.ValidationError(_("Een vraag is hooguit driehonderd tekens lang."))
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the deeds take."""
        return {name: self.cleaned_data[name] for name in ("title", "intro", "answer", "questions", "attribution")}

    def seat(self, version: int) -> None:
        """Show what was typed on top of a newer version."""
        typed: Any = self.data
        typed = typed.copy()
        typed["version"] = str(version)
        self.data = typed
