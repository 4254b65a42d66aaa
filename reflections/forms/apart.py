"""Forms of a value check that is held apart: the own story, and how it was (domain.md §5.6)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.watched import Prose, Watched
from reflections.values import (
    HIGHEST_SCORE,
    LONGEST_STORY,
    LONGEST_TITLE,
    LONGEST_WORD,
    LOWEST_SCORE,
)


class TellForm(Watched, forms.Form):
    title = forms.CharField(
        label=_("Titel"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Geef je verhaal een titel.")},
    )
    text = Prose(
        label=_("Wat maakte je mee, en wat leverde het op?"),
        max_length=LONGEST_STORY,
        help_text=_("Een paar zinnen is genoeg. Schrijf geen namen van cliënten, klanten of collega's."),
        error_messages={"required": _("Schrijf eerst je verhaal.")},
    )


class CheckOutForm(forms.Form):
    """One word by name, and a score without one. Who gave a score gives no other."""

    word = forms.CharField(
        label=_("Welk woord past bij deze waardecheck?"),
        max_length=LONGEST_WORD,
        help_text=_("Je team ziet je woord, met je naam."),
        error_messages={"required": _("Vul één woord in.")},
    )
    score = forms.TypedChoiceField(
        label=_("Was dit je tijd waard?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(str(score), str(score)) for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)],
        widget=forms.RadioSelect,
        help_text=_(
            "1 is helemaal niet, 5 is zeker wel. Niemand ziet wat jij kiest. Daarna kun je het niet meer aanpassen."
        ),
    )

    def __init__(self, *args: Any, has_scored: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if has_scored:
            del self.fields["score"]
