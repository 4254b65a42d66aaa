"""What an adviser fills in for an organisation scan (domain.md §3.13)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from learningtracks.forms.action_points import lines
from learningtracks.forms.tracks import day_field
from learningtracks.models.organisation_scans import OrganisationStep
from learningtracks.policy.action_points import may_be_due
from learningtracks.values.instruments import Scale
from learningtracks.values.organisation_scans import MOST_NEXT, MOST_NOW
from learningtracks.values.spread import UNKNOWN

NO_IDEA = "unknown"


def scale_choices() -> list[tuple[str, Any]]:
    return [*((str(value), label) for value, label in Scale.choices), (NO_IDEA, UNKNOWN)]


class StepForm(VersionedForm):
    """Where are we on one condition, and what is the next step."""

    score = forms.ChoiceField(
        label=_("In hoeverre klopt dit nu?"),
        choices=scale_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord. Weet ik niet mag ook.")},
    )
    where_now = lines(
        _("Waar staan we?"), rows=4, length=MOST_NOW, required=False, help_text=_("Noem wat je ziet, geen namen.")
    )
    next_step = lines(
        _("Wat is de volgende stap?"), length=MOST_NEXT, required=False, help_text=_("Klein mag. Eén stap is genoeg.")
    )
    next_on = day_field(_("Wanneer?"), required=False)

    def __init__(self, data: Any = None, *, step: OrganisationStep) -> None:
        self.step = step
        start: dict[str, Any] = {name: getattr(step, name) for name in ("where_now", "next_step", "next_on", "version")}
        if step.edited_at:
            start["score"] = NO_IDEA if step.score is None else str(step.score)
        super().__init__(data, initial=start)

    def clean_score(self) -> int | None:
        given: str = self.cleaned_data["score"]
        return None if given == NO_IDEA else int(given)

    def clean_next_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["next_on"]
        if day and day != self.step.next_on and not (answer := may_be_due(day)):
            raise forms.ValidationError(str(answer.reason))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("next_on") and not found.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", _("Schrijf op wat je dan wilt doen, of maak de dag leeg."))
        return found
