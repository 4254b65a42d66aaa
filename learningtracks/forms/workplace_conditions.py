"""What an adviser says of one thing on a workplace to learn from (domain.md §3.14)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from learningtracks.forms.action_points import lines
from learningtracks.models.workplace_conditions import WorkplaceCondition
from learningtracks.policy.workplace_conditions import may_be_named
from learningtracks.values.workplace_conditions import MOST_NAME, MOST_WHERE, SLOTS, Presence
from partnerships.models.workplaces import Workplace

SAID = {True: "yes", False: "no", None: ""}  # of "Wordt het gebruikt?"


class ConditionForm(VersionedForm):
    """Is it there, is it used, where do you find it, and where in a puzzle does it fit. Only an own thing has a name to
    change."""

    name = forms.CharField(
        label=_("Hoe noem je het?"),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geef het een korte naam.")},
        help_text=_("Bijvoorbeeld: leerwerkplein op donderdag."),
    )
    presence = forms.ChoiceField(
        label=_("Is het er?"),
        choices=Presence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het meest klopt.")},
    )
    used = forms.TypedChoiceField(
        label=_("Wordt het gebruikt?"),
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("", _("Weet ik niet"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Alleen als het er is, helemaal of deels."),
    )
    where = lines(
        _("Waar vind je het?"),
        length=MOST_WHERE,
        required=False,
        help_text=_("Noem een plek, een moment of een rol. Liever geen naam van een collega."),
    )
    slot = forms.ChoiceField(
        label=_("Bij welke plek in de puzzel past het?"), choices=[("", _("Past op elke plek")), *SLOTS], required=False
    )

    def __init__(self, data: Any = None, *, workplace: Workplace, condition: WorkplaceCondition | None = None) -> None:
        self.workplace, self.condition = workplace, condition
        names = ("name", "presence", "where", "slot", "version")
        start = {name: getattr(condition, name) for name in names} if condition else {}
        super().__init__(data, initial=start | {"used": SAID[condition.used if condition else None]})
        if condition is None:
            del self.fields["version"]
        elif not condition.is_own:
            del self.fields["name"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not (answer := may_be_named(self.workplace, name, but=self.condition)):
            raise forms.ValidationError(str(answer.reason))
        return name
