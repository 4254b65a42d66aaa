"""How often a team holds a value check, and when it rests (domain.md §5.4)."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from partnerships.forms.fields import Day
from reflections.forms.value_checks import day_input
from reflections.values import DEFAULT_WEEKS, LEAST_WEEKS, MOST_WEEKS


class RhythmForm(VersionedForm):
    weeks = forms.IntegerField(
        label=_("Om de hoeveel weken?"),
        help_text=_(
            "Meestal 13 weken: elk kwartaal. Zit er meer tijd tussen? Dan weet je minder goed wat het heeft opgeleverd."
        ),
        initial=DEFAULT_WEEKS,
        validators=[
            MinValueValidator(LEAST_WEEKS, _("Kies minstens 4 weken.")),
            MaxValueValidator(MOST_WEEKS, _("Kies hoogstens 26 weken.")),
        ],
        error_messages={"required": _("Vul het aantal weken in.")},
    )
    paused_from = Day(
        label=_("Pauze vanaf"),
        help_text=_("In een pauze sturen we geen herinneringen."),
        required=False,
        widget=day_input(),
    )
    paused_until = Day(
        label=_("Weer beginnen op"),
        help_text=_("Laat je dit leeg? Dan duurt de pauze tot je die hier stopt."),
        required=False,
        widget=day_input(),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("paused_from"), cleaned.get("paused_until")
        if end and not start and "paused_from" not in self.errors:
            self.add_error("paused_from", _("Vul ook in wanneer de pauze begint."))
        if start and end and end <= start:
            self.add_error("paused_until", _("Kies een dag na het begin van de pauze."))
        return cleaned
