"""Forms of guests: their name, what who invites fills in, and the own story: one line at a time, as in the room, since
without an account nothing is kept while it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import AddressField, NameField
from accounts.forms.versions import VersionedForm
from reflections.values import LEVELS, LONGEST_NOTE, LONGEST_TITLE


class GuestForm(forms.Form):
    name = NameField(max_length=60, help_text=_("De groep ziet deze naam, alleen in deze waardecheck."))


class InviteForm(forms.Form):
    name = NameField(
        label=_("Hoe heet je gast?"),
        max_length=60,
        error_messages={"required": _("Vul de naam van je gast in.")},
    )
    email = AddressField(
        label=_("Mailadres"),
        required=False,
        help_text=_("Dan sturen we de link ook per mail. We bewaren het adres tot de gast binnen is."),
    )


class TitleForm(VersionedForm):
    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE, required=False)


class LineForm(VersionedForm):
    text = forms.CharField(
        label=_("Notitie"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Schrijf eerst de notitie, of verwijder die.")},
    )
    level = forms.ChoiceField(
        label=_("Wat voor waarde is dit?"),
        choices=[(level.level, level.level.label) for level in LEVELS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een waarde.")},
    )
