"""Asking a colleague something, and putting something to a team on a day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.values import today
from instruments.ask_kinds import AskKind
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import may_be_on
from partnerships.forms.fields import NOT_IN_LIST, day_field, offer, row_field, rows_field


class AskForm(forms.Form):
    """Whom, about what, and with which questions when there is a choice."""

    asked = row_field(_("Wie vraag je?"), _("Kies een collega"), _("Kies iemand uit de lijst."))
    title = forms.CharField(
        max_length=80,
        error_messages={"required": _("Zeg waar het over gaat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    questions = forms.ChoiceField(
        label=_("Welke vragen?"), required=False, error_messages={"invalid_choice": NOT_IN_LIST}
    )

    def __init__(self, *args: Any, kind: AskKind, people: Any, lists: Iterable[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked", people)
        self.fields["title"].label = str(kind.words.about)
        chosen = [(one.slug, one.title) for one in lists]
        self.fields["questions"].choices = [("", kind.words.usual), *chosen]  # type: ignore[attr-defined]
        if not chosen:
            del self.fields["questions"]

    @property
    def facts(self) -> dict[str, Any]:
        """What was asked, as the action takes it."""
        slug = self.cleaned_data.get("questions", "")
        return {name: self.cleaned_data[name] for name in ("asked", "title")} | {"lists": [slug] if slug else []}


class ShareForm(VersionedForm):
    """Who reads along, by name; nobody may be ticked."""

    people = rows_field(_("Begeleiders in je traject"), required=False)

    def __init__(self, data: Any = None, *, ask: Ask, people: Any, chosen: Any) -> None:
        super().__init__(data, initial={"people": chosen, "version": ask.version})
        offer(self, "people", people)


class DayForm(forms.Form):
    """Only the day."""

    until_on = day_field("")

    def __init__(self, *args: Any, kind: AskKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind.days:
            self.fields["until_on"].label = str(kind.days.label)
            if kind.days.usual is not None:
                self.fields["until_on"].initial = today() + dt.timedelta(days=kind.days.usual)

    def clean_until_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["until_on"]
        if day != self.initial.get("until_on") and not (answer := may_be_on(self.kind, day)):
            raise forms.ValidationError(str(answer.reason))
        return day


class MoveForm(VersionedForm, DayForm):
    """Another day. The one that it has already is always good."""

    def __init__(self, data: Any = None, *, ask: Ask, kind: AskKind) -> None:
        super().__init__(data, kind=kind, initial={"until_on": ask.until_on, "version": ask.version})


class InviteForm(forms.Form):
    """One colleague."""

    person = row_field(_("Wie nodig je uit?"), _("Kies een collega"), _("Kies iemand uit de lijst."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
