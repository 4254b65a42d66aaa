"""One choice for each piece of the period before (domain.md §4.3)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learningtracks.models.pieces import Piece
from learningtracks.values.pieces import Carry


class RelayForm(forms.Form):
    """Nothing goes along by itself: every piece asks, and none has an answer beforehand."""

    def __init__(self, data: Any = None, *, pieces: list[Piece]) -> None:
        super().__init__(data)
        self.pieces = {f"piece_{piece.public_id}": piece for piece in pieces}
        for name, piece in self.pieces.items():
            self.fields[name] = forms.ChoiceField(
                label=piece.title,
                choices=[(one.value, one.label) for one in Carry if one != Carry.DONE or piece.in_force],
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies wat je met dit stuk doet.")},
            )

    def lines(self) -> list[tuple[Piece, forms.BoundField]]:
        return [(piece, self[name]) for name, piece in self.pieces.items()]

    def choices(self) -> dict[Piece, Carry]:
        return {piece: Carry(self.cleaned_data[name]) for name, piece in self.pieces.items()}
