"""Answering: every question of every list that is asked, each in its own way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from instruments.ask_kinds import Apart, Text, Together
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Answer, Sheet
from instruments.values.asks import CHOICES_OF, NOTHING_YET, Given
from learningtracks.forms.action_points import lines
from learningtracks.values.instruments import AnswerKind, ItemKind
from learningtracks.values.levels import ValueLevel

SEND, HAND_IN, NOTE, TICK = "send", "hand_in", "note", "done"
Fields = list[forms.BoundField]
Entry = tuple[Item | None, str, list[tuple[Fields, forms.BoundField | None]]]


class SheetForm(VersionedForm):
    """To keep it everything may stay empty; to send it at least one question has an answer. `words` say in which voice
    the questions are put, and about whom (policy: `words_for`)."""

    then = forms.CharField(required=False, widget=forms.HiddenInput)

    shows_own = forms.BooleanField(
        label=_("Laat het team mijn antwoorden zien"),
        required=False,
        help_text=_("Alleen na sluiten, naast die van het team, en als er vijf anderen zijn."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        ask: Ask,
        lists: Sequence[Instrument],
        sheet: Sheet | None,
        words: tuple[str, str],
        apart: Apart | None = None,
        note: Text = "",
        may_show: bool = False,
    ) -> None:
        stored = {"version": sheet.version, "shows_own": sheet.shows_own} if sheet else {"version": 0}
        super().__init__(data, initial=stored)
        self.whole, self.note = bool(apart and apart.whole), note
        if not may_show:
            del self.fields["shows_own"]
        given = {answer.item_id: answer for answer in sheet.answers.all()} if sheet else {}
        self.lists, self.words = lists, words
        self.asked = [(one, ask.questions_of(one)) for one in lists]
        self.items: dict[str, Item] = {}
        for _list, asked in self.asked:
            for number, item in enumerate((item for _entry, some in asked for item in some), start=1):
                self.items[_field(item)] = item
                self._add(_field(item), number, given.get(item.pk))

    def _add(self, name: str, number: int, answer: Answer | None) -> None:
        item = self.items[name]
        text, choice = (answer.text, answer.choice) if answer else ("", None)
        question, kind = item.said_to(*self.words), item.answered_by
        if kind == AnswerKind.SCALE:
            numbered = f"{number}. {question}" if item.kind == ItemKind.QUESTION else question
            self.fields[name] = _ticks(numbered, kind, choice)
            if self.note:
                self.fields[f"{name}-{NOTE}"] = lines(self.note, required=False, initial=text)
        elif kind == AnswerKind.DONE:  # words come first there, and then whether it is arranged
            self.fields[name] = _words(f"{number}. {question}", text, 2)
            self.fields[f"{name}-{TICK}"] = _ticks(_("Geregeld? Punt %(number)s") % {"number": number}, kind, choice)
        elif kind == AnswerKind.PRESENCE:
            self.fields[f"{name}-{TICK}"] = _ticks(f"{number}. {question}", kind, choice)
            self.fields[name] = _words(_("Toelichting bij punt %(number)s") % {"number": number}, text, 2)
        else:
            level = ValueLevel(item.level).label if item.level else ""
            self.fields[name] = _words(f"{number}. {question}", text, 3, level)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("then") == SEND:
            missing = [name for name in self.items if not self._says(name)]
            if self.whole:
                for name in missing:
                    self.add_error(name, _("Kies een antwoord. Weet ik niet mag ook."))
            elif len(missing) == len(self.items):
                self.add_error(missing[0], NOTHING_YET)
        return cleaned

    def _says(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name, "").strip() or self.cleaned_data.get(f"{name}-{TICK}"))

    @property
    def answers(self) -> dict[Item, Given]:
        """The tick and the words of every question."""
        found, given = {}, self.cleaned_data
        for name, item in self.items.items():
            said, ticked = given.get(name, ""), given.get(f"{name}-{TICK}", "")
            on_scale = item.answered_by == AnswerKind.SCALE
            found[item] = Given(said, given.get(f"{name}-{NOTE}", "")) if on_scale else Given(ticked, said)
        return found

    @property
    def sections(self) -> list[tuple[Instrument, list[Entry]]]:
        """The lists; of each the entries with what they say, and of each question below them its fields and the note
        beside it. A question that is its own entry has no heading."""
        return [
            (
                one,
                [
                    (None if some == [entry] else entry, entry.said_to(*self.words), [self._of(item) for item in some])
                    for entry, some in asked
                ],
            )
            for one, asked in self.asked
        ]

    def _of(self, item: Item) -> tuple[Fields, forms.BoundField | None]:
        name = _field(item)
        note = f"{name}-{NOTE}"
        there = [self[one] for one in self.fields if one in (name, f"{name}-{TICK}")]
        return there, self[note] if note in self.fields else None


class ItemForm(VersionedForm):
    """What a group says to one question: in words, and with a tick where the list has those."""

    text = lines("", rows=4, length=2_000, required=False)
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, words: Together, kind: str, answer: Answer | None) -> None:
        stored = {name: getattr(answer, name) for name in ("text", "choice", "version")} if answer else {}
        super().__init__(data, initial=stored)
        self.fields["text"].label = str(words.text)
        self.fields["choice"].label = str(words.choice)
        ticks = [(one.value, one.label) for one in CHOICES_OF.get(kind, ())]
        self.fields["choice"].choices = [("", words.untouched), *ticks]  # type: ignore[attr-defined]
        if not ticks:
            del self.fields["choice"]

    @property
    def given(self) -> Given:
        return Given(choice=self.cleaned_data.get("choice", ""), text=self.cleaned_data["text"])


def _field(item: Item) -> str:
    return item.slug.replace(".", "-")


def _ticks(label: Any, kind: str, choice: str | None) -> forms.ChoiceField:
    choices = [(one.value, one.label) for one in CHOICES_OF[kind]]
    return forms.ChoiceField(label=label, choices=choices, initial=choice, required=False, widget=forms.RadioSelect)


def _words(label: Any, text: str, rows: int, level: Any = "") -> Lines:
    return Lines(label=label, initial=text, help_text=level, max_length=2_000, required=False, rows=rows)
