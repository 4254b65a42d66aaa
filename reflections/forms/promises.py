"""How a story may end, and how it ended."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.forms.watched import Prose, Watched
from accounts.values import today
from partnerships.forms.fields import day_field
from reflections.values import FARTHEST_ASKED, LONGEST_EXPECTATION, Ending


class PromiseForm(Watched, VersionedForm):
    text = Prose(
        label=_("Wat verwacht je dat er nog gebeurt?"),
        rows=4,
        max_length=LONGEST_EXPECTATION,
        required=True,
        help_text=_("Schrijf geen namen van cliënten, klanten of collega's."),
        error_messages={"required": _("Schrijf op wat je verwacht. Eén zin is genoeg.")},
    )
    ask_on = day_field(_("Wanneer weet je dat?"), help_text=_("Op die dag vragen we hoe het is afgelopen."))

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        first, last = today() + dt.timedelta(days=1), today() + dt.timedelta(days=FARTHEST_ASKED)
        self.fields["ask_on"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}

    def clean_ask_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["ask_on"]
        if not dt.timedelta(0) < day - today() <= dt.timedelta(days=FARTHEST_ASKED):
            raise forms.ValidationError(_("Kies een dag na vandaag, en binnen een jaar."))
        return day


class EndingForm(Watched, VersionedForm):
    ending = forms.ChoiceField(
        label=_("Hoe is het afgelopen?"),
        choices=Ending.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het is afgelopen.")},
    )
    words = Prose(
        label=_("Vertel het in een paar zinnen"),
        rows=5,
        max_length=LONGEST_EXPECTATION,
        required=True,
        error_messages={"required": _("Schrijf op hoe het is afgelopen. Eén zin is genoeg.")},
    )
