"""Boxes in which somebody writes about other people: what looks like a detail of one is named before it is sent
(reliability.md §3)."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import sensitive
from accounts.forms.general import LONGEST, in_general
from accounts.forms.lines import Lines
from accounts.values import today


class Prose(Lines):
    """What is looked at for details of clients and colleagues."""

    def __init__(self, *, rows: int = 6, max_length: int = LONGEST, required: bool = False, **more: Any) -> None:
        super().__init__(rows=rows, box={"data-sensitive": ""}, max_length=max_length, required=required, **more)


class Watched(forms.BaseForm):
    """Stands before the class of a form whose `Prose` is written about others. Its page warns once, on top of the form
    (templates/werkplek/errors.html): general words instead, other words, or as it is. `buttons` are the names of those
    that send it: the answer to the warning does what was pressed first."""

    buttons: tuple[str, ...] = ()
    anyway: str | Promise = _("Toch bewaren")
    found: tuple[sensitive.Finding, ...] = ()  # what the page warns of
    target = ""  # the id of the first box it stands in

    def __init__(self, data: Any = None, *given: Any, **more: Any) -> None:
        super().__init__(in_general(data), *given, **more)

    def warns(self) -> bool:
        """Whether something was found in a valid form, and its writer did not say yet that it may stand."""
        if "anyway" in self.data:
            return False
        boxes = [name for name, field in self.fields.items() if isinstance(field, Prose)]
        found = {name: self._found_in(name) for name in boxes}
        self.found = tuple(finding for there in found.values() for finding in there)
        self.target = next((f"id_{name}" for name, there in found.items() if there), "")
        return bool(self.found)

    def _found_in(self, name: str) -> list[sensitive.Finding]:
        text = str(self.cleaned_data.get(name) or "")
        return sensitive.find(text, on=today(), where=str(self.fields[name].label))

    @property
    def pressed(self) -> list[tuple[str, str]]:
        """What the button that was pressed sent along."""
        return [(name, str(self.data[name])) for name in self.buttons if self.data.get(name)]
