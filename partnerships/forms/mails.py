"""The choice behind "Minder mails"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import LogRhythm, MailRhythm


class LessMailForm(forms.Form):
    """One mail a working day or none; and, for who is asked to log experiences, whether to go on asking."""

    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wil je mail?"),
        choices=[(MailRhythm.DIGEST, MailRhythm.DIGEST.label), (MailRhythm.NONE, MailRhythm.NONE.label)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe vaak je mail wilt.")},
    )
    stop_reminding = forms.BooleanField(
        label=_("Herinner mij niet meer om een ervaring vast te leggen"), required=False
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        fewer = MailRhythm.DIGEST if person.mail_rhythm == MailRhythm.DIRECT else MailRhythm.NONE
        kwargs.setdefault("initial", {"rhythm": fewer})
        super().__init__(*args, **kwargs)
        if person.log_rhythm == LogRhythm.NONE:
            del self.fields["stop_reminding"]
