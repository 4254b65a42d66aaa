"""Which part of "Voor jou" somebody wants to see."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.values import by_surname
from partnerships import todos
from partnerships.models.todos import ToDo
from partnerships.todos import Head
from werkplek.values import MOST_WORDS


class PartForm(forms.Form):
    """A box for words, and a choice where there is something to choose."""

    q = forms.CharField(label=_("Zoek in wat voor jou klaarstaat"), max_length=MOST_WORDS, required=False)
    student = forms.ChoiceField(label=_("Van wie"), required=False)
    school = forms.ChoiceField(label=_("Opleiding"), required=False)
    kind = forms.ChoiceField(label=_("Wat"), required=False)

    def __init__(self, chosen: dict[str, Any], rows: Collection[ToDo], whose: dict[int, Head]) -> None:
        super().__init__(initial=chosen)
        heads = {head.key: head for head in whose.values() if head.key}
        schools = sorted({head.school for head in heads.values() if head.school})
        labels = {str(todos.KINDS[row.kind].label): row.kind for row in rows}
        self._offer("student", _("Iedereen"), sorted(((key, one.name) for key, one in heads.items()), key=_surname))
        self._offer("school", _("Elke opleiding"), [(name, name) for name in schools])
        self._offer("kind", _("Alles"), [(code, label) for label, code in sorted(labels.items())])

    def _offer(self, name: str, everything: Any, found: list[tuple[str, str]]) -> None:
        """With fewer than two there is nothing to choose."""
        if len(found) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = [("", everything), *found]  # type: ignore[attr-defined]


def _surname(choice: tuple[str, str]) -> tuple[str, str]:
    return by_surname(choice[1])
