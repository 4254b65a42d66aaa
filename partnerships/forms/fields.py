"""Fields that several forms use: days, choices from rows, and a role with its place."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from accounts.values import is_countable, today
from partnerships import policy
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import ROLES_IN_PARTNERSHIP, ROLES_IN_TEAM, role_label, roles_of_kind

NOT_IN_LIST = _("Kies iets uit de lijst.")
MOST_AT_ONCE = 40  # rows to tick on one page


class Day(forms.DateField):  # noqa: TID251 - this is the one to use
    """A day that can be counted with."""

    def to_python(self, value: Any) -> dt.date | None:
        day = super().to_python(value)
        if day and not is_countable(day):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def day_field(label: Any, **options: Any) -> Day:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    messages = {"required": _("Kies een dag."), "invalid": _("Vul een datum in, zoals 2-3-2027.")}
    return Day(label=label, widget=widget, error_messages=messages, **options)


def row_field(
    label: Any,
    empty_label: Any = None,
    missing: Any = NOT_IN_LIST,
    says: Callable[[Any], str] = str,
    **options: Any,
) -> forms.ModelChoiceField[Any]:
    """A choice from rows by their public id; `offer` says which rows. `missing` is what somebody reads who chose none,
    `says` how a row is called when not by its own name."""
    field = forms.ModelChoiceField(
        label=label,
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=empty_label,
        error_messages={"required": missing, "invalid_choice": NOT_IN_LIST},
        **options,
    )
    field.label_from_instance = says  # type: ignore[method-assign, assignment]
    return field


def rows_field(
    label: Any, missing: Any = NOT_IN_LIST, says: Callable[[Any], str] = str, **options: Any
) -> forms.ModelMultipleChoiceField[Any]:
    """The same of several, each with a box to tick."""
    field = forms.ModelMultipleChoiceField(
        label=label,
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing, "invalid_choice": NOT_IN_LIST},
        **options,
    )
    field.label_from_instance = says  # type: ignore[method-assign, assignment]
    return field


def offer(form: forms.Form, name: str, found: QuerySet[Any]) -> None:
    """Let a field of the form choose from these rows. They are asked for once: `is_offered` looks at them too."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
    field.queryset = found
    field.choices = list(iter(ModelChoiceIterator(field)))  # without asking first how many there are


def offer_few(form: forms.Form, name: str, found: QuerySet[Any]) -> None:
    """The same with as many as fit on a page. Who does not see all of them reads that the rest comes later."""
    keys = list(found.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    offer(form, name, found.filter(pk__in=keys[:MOST_AT_ONCE]))
    if len(keys) > MOST_AT_ONCE:
        rest = _("Dit zijn de eerste %(number)s. De rest kies je daarna.") % {"number": MOST_AT_ONCE}
        form.fields[name].help_text = f"{form.fields[name].help_text} {rest}"


def is_offered(form: forms.Form, name: str) -> bool:
    """Whether there is anything to choose in a field; an empty line is nothing."""
    return any(value for value, _label in form.fields[name].choices)  # type: ignore[attr-defined]


def name_field(label: Any, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    messages = {"required": _("Vul een naam in.")}
    return forms.CharField(label=label, max_length=120, widget=widget, error_messages=messages, **options)


class UntilForm(forms.Form):
    """Until when? Nothing is: without an end."""

    ends_on = day_field(
        _("Tot en met"),
        required=False,
        help_text=_("Laat je dit leeg? Dan is er geen einddatum. De toegang stopt aan het eind van die dag."),
    )

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if not (answer := policy.may_last_until(day)):
            raise forms.ValidationError(str(answer.reason))
        return day

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["min"] = today().isoformat()


class PlaceForm(forms.Form):
    """A role in an organisation, with the partnership or the team that belongs to it."""

    role = forms.ChoiceField(label=_("Rol"), error_messages={"required": _("Kies een rol.")})
    partnership = row_field(
        _("Partnerschap"), _("Kies een partnerschap"), required=False, help_text=_("Voor wie leert of begeleidt.")
    )
    team = row_field(_("Team"), _("Kies een team"), required=False, help_text=_("Voor een teamleider of teamlid."))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnerships = list(policy.partnerships_of(organisation))
        self.organisation = organisation
        self.fields["role"].choices = self._roles()  # type: ignore[attr-defined]
        if len(self.partnerships) < 2:
            del self.fields["partnership"]
        else:
            offer(self, "partnership", policy.partnerships_of(organisation))
        if organisation.is_school:
            del self.fields["team"]
        else:
            offer(self, "team", Team.objects.filter(organisation=organisation))

    def _roles(self) -> list[tuple[str, str]]:
        """Roles in the words that all partnerships of the organisation share, else in the general ones."""
        sets = {partnership.label_set for partnership in self.partnerships}
        words = sets.pop() if len(sets) == 1 else ""
        return [("", str(_("Kies een rol")))] + [
            (role, str(role_label(role, words))) for role in roles_of_kind(self.organisation.kind)
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        role = found.get("role")
        found["partnership"] = self._partnership(found) if role in ROLES_IN_PARTNERSHIP else None
        found["team"] = found.get("team") if role in ROLES_IN_TEAM else None
        if role and not (answer := policy.may_fit(self.organisation, role, found["partnership"], found["team"])):
            where = "team" if role in ROLES_IN_TEAM else "partnership"
            self.add_error(where if where in self.fields else None, str(answer.reason))
        return found

    def _partnership(self, found: dict[str, Any]) -> Partnership | None:
        """The one that was chosen, or the only one."""
        return self.partnerships[0] if len(self.partnerships) == 1 else found.get("partnership")
