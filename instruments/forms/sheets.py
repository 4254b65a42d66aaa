"""Answering: every question of every list that is asked, each in its own way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from instruments.ask_kinds import Apart, Together
from instruments.models.sheets import Answer, Sheet
from instruments.values.asks import CHOICES_OF, NOTHING_YET, Given
from learningtracks.forms.action_points import lines
from learningtracks.models.instruments import Instrument, Item

SEND, NOTE = "send", "note"


class SheetForm(VersionedForm):
    """To keep it everything may stay empty; to send it at least one question has an answer."""

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
        lists: Sequence[Instrument],
        sheet: Sheet | None,
        apart: Apart | None = None,
        may_show: bool = False,
    ) -> None:
        stored = {"version": sheet.version, "shows_own": sheet.shows_own} if sheet else {"version": 0}
        super().__init__(data, initial=stored)
        self.whole = bool(apart and apart.whole)
        if not may_show:
            del self.fields["shows_own"]
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
                if apart and apart.note:
                    note = lines(apart.note, required=False, initial=answer.text if answer else "")
                    self.fields[f"{name}-{NOTE}"] = note
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
        if cleaned.get("then") == SEND:
            missing = [name for name in self.items if not cleaned.get(name, "").strip()]
            if self.whole:
                for name in missing:
                    self.add_error(name, _("Kies een antwoord. Weet ik niet mag ook."))
            elif len(missing) == len(self.items):
                self.add_error(missing[0], NOTHING_YET)
        return cleaned

    @property
    def answers(self) -> dict[Item, Given]:
        given = self.cleaned_data
        return {
            item: Given(choice=given[name], text=given.get(f"{name}-{NOTE}", ""))
            if item.pk in self.ticked
            else Given(text=given[name])
            for name, item in self.items.items()
        }

    @property
    def sections(self) -> list[tuple[Instrument, list[tuple[forms.BoundField, forms.BoundField | None]]]]:
        """The lists, each with its questions and the note beside each, if any."""
        names = {item.pk: name for name, item in self.items.items()}
        return [(one, [self._asked(names[item.pk]) for item in one.tree]) for one in self.lists]

    def _asked(self, name: str) -> tuple[forms.BoundField, forms.BoundField | None]:
        note = f"{name}-{NOTE}"
        return self[name], self[note] if note in self.fields else None


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
