"""The questions of a value check that somebody answers alone."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms.versions import VersionedForm
from reflections.values import Question


class AloneForm(VersionedForm):
    """One box per question of the set; every box may stay empty."""

    def __init__(self, *args: Any, cards: Sequence[Question], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = {question.item.rpartition(".")[2]: question.item for question in cards}
        for number, question in enumerate(cards, start=1):
            self.fields[question.item.rpartition(".")[2]] = forms.CharField(
                label=f"{number}. {question.text}",
                help_text=question.level.label if question.level else "",
                max_length=5_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            )

    @property
    def answers(self) -> dict[str, str]:
        """What was written, by the full name of the question."""
        return {item: self.cleaned_data[name] for name, item in self.items.items()}
