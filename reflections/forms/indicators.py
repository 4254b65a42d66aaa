"""What a team fills in about what it looks at (domain.md §5.5)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from reflections.models.indicators import Indicator, Measurement
from reflections.values import LEVELS, MOST_HOW, MOST_INDICATOR, MOST_SEEN, MOST_UNIT

NOT_A_NUMBER = ("max_digits", "max_decimal_places", "max_whole_digits")


def line(label: Any, length: int, error: Any = "", **options: Any) -> forms.CharField:
    """One line of text."""
    messages = {"required": error} if error else {}
    box = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, widget=box, error_messages=messages, **options)


class WordsForm(forms.Form):
    """A sentence; a unit where that fits; how and when the team looks."""

    text = line(
        _("Waar letten jullie op?"),
        MOST_INDICATOR,
        _("Schrijf op waar jullie op letten."),
        help_text=_("Iets wat je als team kunt zien. Nooit van één persoon. Bijvoorbeeld: bewoners bellen minder."),
    )
    unit = line(
        _("Is er een getal bij? In welke eenheid?"),
        MOST_UNIT,
        required=False,
        help_text=_("Bijvoorbeeld: keer per nacht."),
    )
    how = line(
        _("Hoe en wanneer kijken jullie?"),
        MOST_HOW,
        required=False,
        help_text=_("Bijvoorbeeld: elke eerste maandag, in het rooster."),
    )


class IndicatorForm(WordsForm):
    """A new one, and for which kind of value."""

    level = forms.ChoiceField(
        label=_("Bij welke waarde hoort het?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een waarde.")},
    )
    field_order = ["level", "text", "unit", "how"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(text.level.value, text.name) for text in LEVELS]  # type: ignore[attr-defined]


class ChangeIndicatorForm(VersionedForm, WordsForm):
    """The same of one that is there, in other words."""

    def __init__(self, data: Any = None, *, indicator: Indicator) -> None:
        stored = {name: getattr(indicator, name) for name in ("text", "unit", "how", "version")}
        super().__init__(data, initial=stored)


class MeasurementForm(VersionedForm):
    """How it stands in one quarter: a number when there is a unit, words, or both."""

    number = forms.DecimalField(
        max_digits=9,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", *NOT_A_NUMBER), _("Vul een getal in, zoals 12 of 3,5.")),
    )
    words = line(
        _("Wat zien jullie?"),
        MOST_SEEN,
        required=False,
        help_text=_("In een paar woorden, over het team. Geen namen."),
    )

    def __init__(self, data: Any = None, *, indicator: Indicator, stored: Measurement | None) -> None:
        kept: dict[str, Any] = {"words": stored.words, "version": stored.version} if stored else {"version": 0}
        if stored and stored.number is not None:
            kept["number"] = stored.number.normalize()  # as it was typed, without zeros
        super().__init__(data, initial=kept)
        self.fields["number"].label = _("Getal (%(unit)s)") % {"unit": indicator.unit} if indicator.unit else _("Getal")
        if not indicator.unit and not (stored and stored.number is not None):
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned.setdefault("number", None)
        if not self.errors and cleaned["number"] is None and not cleaned.get("words", "").strip():
            self.add_error("words", _("Vul een getal in, of schrijf op wat jullie zien."))
        return cleaned
