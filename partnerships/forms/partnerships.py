"""Asking for partnerships and their partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.models import User
from partnerships import policy
from partnerships.forms.fields import name_field, offer, row_field
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import LabelSet


class PartnershipForm(forms.Form):
    """What can be changed later too."""

    name = name_field(_("Naam"), help_text=_("Bijvoorbeeld: Samen leren in de zorg."))
    purpose = Lines(
        label=_("Waarom is dit partnerschap er?"),
        max_length=1000,
        required=False,
        help_text=_("Iedereen die meedoet leest dit."),
    )
    label_set = forms.ChoiceField(
        label=_("In welk veld werken jullie?"),
        choices=LabelSet.choices,
        initial=LabelSet.VOCATIONAL,
        widget=forms.RadioSelect,
        help_text=_("Zo heet de begeleider van de opleiding: bpv-begeleider, instituutsopleider of docent."),
        error_messages={"required": _("Kies in welk veld jullie werken.")},
    )


class DetailsForm(VersionedForm, PartnershipForm):
    """A partnership that exists."""


class StartForm(PartnershipForm):
    """A new partnership, for who coordinates several organisations with the choice of one."""

    organisation = row_field(_("Namens welke organisatie?"), _("Kies een organisatie"))
    field_order = ["organisation"]

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organisation.objects.coordinated_by(person)
        offer(self, "organisation", mine)
        self.only = mine[0] if len(mine) == 1 else None
        if self.only:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return {"organisation": self.only, **found} if self.only else found


class AskForm(forms.Form):
    """An organisation that you know already."""

    organisation = row_field(_("Welke organisatie?"), _("Kies een organisatie"))

    def __init__(self, *args: Any, person: User, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = policy.known_organisations(person, partnership)
        # A form sent twice must still be valid the second time, when the organisation was asked already.
        asked = Organisation.objects.filter(parties__partnership=partnership)
        offer(self, "organisation", (known | asked).distinct() if self.is_bound else known)
