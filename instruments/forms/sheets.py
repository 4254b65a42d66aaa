"""Answering: every question of every list that is asked, each in its own way."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms.versions import VersionedForm
from instruments.ask_kinds import Together
from instruments.models.sheets import Answer, Sheet
from instruments.values.asks import CHOICES_OF, NOTHING_YET, Given
from learningtracks.forms.action_points import lines
from learningtracks.models.instruments import Instrument, Item

SEND = "send"


class SheetForm(VersionedForm):
    """To keep it everything may stay empty; to send it at least one question has an answer."""

    then = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, lists: Sequence[Instrument], sheet: Sheet | None) -> None:
        super().__init__(data, initial={"version": sheet.version if sheet else 0})
        given = {answer.item_id: answer for answer in sheet.answers.all()} if sheet else {}
        self.lists = lists
        self.items = {item.slug.replace(".", "-"): item for one in lists for item in one.tree}
        self.ticked = {item.pk for item in self.items.values() if item.answered_by in CHOICES_OF}
        for name, item in self.items.items():
            answer = given.get(item.pk)
            if item.pk in self.ticked:
                choices = [(one.value, one.label) for one in CHOICES_OF[item.answered_by]]
                self.fields[name] = forms.ChoiceField(
                    label=item.text,
                    choices=choices,
                    initial=answer.choice if answer else None,
                    required=False,
                    widget=forms.RadioSelect,
                )
            else:
                self.fields[name] = forms.CharField(
                    label=item.text,
                    initial=answer.text if answer else "",
                    max_length=2_000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("then") == SEND and not any(cleaned.get(name, "").strip() for name in self.items):
            self.add_error(next(iter(self.items)), NOTHING_YET)
        return cleaned

    @property
    def answers(self) -> dict[Item, Given]:
        said = {item: self.cleaned_data[name] for name, item in self.items.items()}
        return {
            item: Given(choice=words) if item.pk in self.ticked else Given(text=words) for item, words in said.items()
        }

    @property
    def sections(self) -> list[tuple[Instrument, list[forms.BoundField]]]:
        """The lists, each with its questions."""
        names = {item.pk: name for name, item in self.items.items()}
        return [(one, [self[names[item.pk]] for item in one.tree]) for one in self.lists]


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
