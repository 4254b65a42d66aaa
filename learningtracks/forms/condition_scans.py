"""What somebody fills in for a condition scan, alone and together (domain.md §2.5)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.values import today
from learningtracks.editions import Entry
from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import day_field
from learningtracks.models.condition_scans import ConditionSheet, ConditionTalk
from learningtracks.policy.condition_scans import may_run_until
from learningtracks.values.conditions import MOST_CHOSEN, Condition
from learningtracks.values.instruments import Scale
from learningtracks.values.spread import UNKNOWN

DAYS_TO_ANSWER = 14
NO_IDEA = "unknown"


def scale_choices() -> list[tuple[str, Any]]:
    return [*((str(value), label) for value, label in Scale.choices), (NO_IDEA, UNKNOWN)]


class BeginForm(forms.Form):
    """Until when everybody can answer."""

    until_on = day_field(
        _("Tot en met welke dag kan iedereen invullen?"),
        initial=lambda: today() + dt.timedelta(days=DAYS_TO_ANSWER),
        help_text=_("Twee weken is meestal genoeg."),
    )

    def clean_until_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["until_on"]
        if not (answer := may_run_until(day)):
            raise forms.ValidationError(str(answer.reason))
        return day


class SheetForm(VersionedForm):
    """The seven statements, each with one answer and a note that is only for oneself. Half is fine until handing in."""

    shows_own = forms.BooleanField(
        label=_("Laat het team mijn antwoorden zien"),
        required=False,
        help_text=_("Alleen na sluiten, naast die van het team, en als er vijf anderen zijn."),
    )

    def __init__(
        self, data: Any = None, *, entries: Sequence[Entry], sheet: ConditionSheet | None, leads: bool
    ) -> None:
        self.entries = entries
        stored = self.said_in(sheet) if sheet else {}
        super().__init__(data, initial={"version": sheet.version if sheet else 0, **stored})
        for entry in entries:
            key = entry.key
            self.fields[key] = forms.ChoiceField(
                label=str(entry.text), choices=scale_choices(), widget=forms.RadioSelect, required=False
            )
            self.fields[f"{key}_note"] = lines(_("Waar denk je aan?"), required=False)
        if not leads:
            del self.fields["shows_own"]

    @staticmethod
    def said_in(sheet: ConditionSheet) -> dict[str, Any]:
        """What stands in a sheet, by the names of the fields."""
        found: dict[str, Any] = {"shows_own": sheet.shows_own}
        for one in sheet.answers.all():
            found[one.condition] = NO_IDEA if one.score is None else str(one.score)
            found[f"{one.condition}_note"] = one.note
        return found

    def pairs(self) -> list[tuple[Entry, forms.BoundField, forms.BoundField]]:
        """Each statement with its two fields."""
        return [(entry, self[entry.key], self[f"{entry.key}_note"]) for entry in self.entries]

    def said(self) -> dict[str, tuple[int | None, str]]:
        """Condition → score (none for "Weet ik niet") and note; what was left open is not in it."""
        found = {}
        for key in (entry.key for entry in self.entries):
            if given := self.cleaned_data[key]:
                found[key] = (None if given == NO_IDEA else int(given), self.cleaned_data[f"{key}_note"])
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        handing_in = "hand_in" in self.data
        for key in (entry.key for entry in self.entries):
            if not found.get(key) and (handing_in or found.get(f"{key}_note")):
                self.add_error(key, _("Kies een antwoord. Weet ik niet mag ook."))
        return found


class TalkForm(VersionedForm):
    """What the team said about one condition, and one answer together if they want."""

    note = lines(_("Wat hebben jullie besproken?"), rows=4, length=2000, required=False)
    score = forms.TypedChoiceField(
        label=_("Wat vinden jullie samen?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Nog geen antwoord samen")), *Scale.choices],
    )

    def __init__(self, data: Any = None, *, talk: ConditionTalk) -> None:
        score = "" if talk.score is None else talk.score
        super().__init__(data, initial={"note": talk.note, "score": score, "version": talk.version})


class ChooseForm(VersionedForm):
    """At most three conditions to work on."""

    conditions = forms.MultipleChoiceField(
        label=_("Waar willen jullie aan werken?"),
        choices=Condition.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies er één, twee of drie."),
        error_messages={"required": _("Kies er minstens één.")},
    )

    def clean_conditions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["conditions"]
        if len(chosen) > MOST_CHOSEN:
            raise forms.ValidationError(_("Kies er hoogstens drie."))
        return chosen
