"""What somebody can set about themselves."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import NameField
from accounts.forms.versions import VersionedForm
from accounts.models import User

HOURS = [dt.time(hour, minute) for hour in range(8, 18) for minute in (0, 30)]  # domain.md §5.4: no mail at night


def _time(value: str) -> dt.time:
    return dt.time.fromisoformat(value)


class PreferencesForm(VersionedForm, forms.ModelForm[User]):
    """The choices; what is stored outside the listed hours stays choosable."""

    name = NameField(max_length=120, help_text=_("Zo zien anderen je in Werkplek."))
    mail_time = forms.TypedChoiceField(
        label=_("Hoe laat wil je de dagmail?"), coerce=_time, error_messages={"required": _("Kies een tijd.")}
    )

    class Meta:
        model = User
        fields = ["name", "language", "age_band", "mail_rhythm", "mail_time", "log_rhythm"]
        labels = {
            "language": _("Welke taal lees je?"),
            "age_band": _("Hoe oud ben je?"),
            "mail_rhythm": _("Hoe vaak wil je mail?"),
            "log_rhythm": _("Wanneer herinneren we je aan een ervaring?"),
        }
        help_texts = {
            "mail_rhythm": _("In een mail staat alleen dat er iets voor je is, nooit wat iemand heeft geschreven."),
            "log_rhythm": _("De herinnering stopt vanzelf als je drie keer niets vastlegt."),
        }
        error_messages = {
            "language": {"required": _("Kies een taal.")},
            "age_band": {"required": _("Kies hoe oud je bent.")},
            "mail_rhythm": {"required": _("Kies hoe vaak je mail wilt.")},
            "log_rhythm": {"required": _("Kies wanneer we je herinneren.")},
        }
        widgets = {
            "language": forms.RadioSelect,
            "age_band": forms.RadioSelect,
            "mail_rhythm": forms.RadioSelect,
            "log_rhythm": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = sorted({*HOURS, self.instance.mail_time})
        cast(forms.ChoiceField, self.fields["mail_time"]).choices = [(f"{hour:%H:%M}",) * 2 for hour in hours]
        self.initial["version"] = self.instance.version
        self.initial["mail_time"] = f"{self.instance.mail_time:%H:%M}"
