"""What is filled in for a partnership conversation: until when, the answers, and what was agreed (domain.md §3.11)."""

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
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from learningtracks.policy.partnership_conversations import may_run_until

DAYS_TO_WRITE = 21


class BeginForm(forms.Form):
    """Until when everybody can write."""

    until_on = day_field(
        _("Tot en met welke dag kan iedereen schrijven?"),
        initial=lambda: today() + dt.timedelta(days=DAYS_TO_WRITE),
        help_text=_("Is iedereen eerder klaar, dan gaat alles eerder open."),
    )

    def clean_until_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["until_on"]
        if not (answer := may_run_until(day)):
            raise forms.ValidationError(str(answer.reason))
        return day


class SheetForm(VersionedForm):
    """The four questions; each may stay open."""

    def __init__(self, data: Any = None, *, entries: Sequence[Entry], sheet: PartnershipSheet | None) -> None:
        self.keys = [entry.key for entry in entries]
        start: dict[str, Any] = {key: getattr(sheet, key) for key in self.keys} if sheet else {}
        super().__init__(data, initial=start | {"version": sheet.version if sheet else 0})
        for key, entry in zip(self.keys, entries, strict=True):
            self.fields[key] = lines(str(entry.text), rows=5, length=2000, required=False)

    def questions(self) -> list[forms.BoundField]:
        return [self[key] for key in self.keys]

    def answers(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys}


class AgreedForm(VersionedForm):
    """What was agreed, in a few lines; emptied, it says that nothing was."""

    agreed = lines(
        _("Wat spreken jullie af?"),
        rows=6,
        length=2000,
        required=False,
        help_text=_("Wie doet wat en wanneer? Maak daar daarna een actiepunt van."),
    )

    def __init__(self, data: Any = None, *, conversation: PartnershipConversation) -> None:
        super().__init__(data, initial={"agreed": conversation.agreed, "version": conversation.version})
