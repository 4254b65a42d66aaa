"""Beginning a round, the small forms around it, and trainings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.values import version_of
from instruments.models.instruments import Item
from instruments.values.rounds import Moment
from partnerships.forms.fields import NOT_IN_LIST, day_field, is_offered, offer, row_field


class StartForm(forms.Form):
    """Which list, and how many questions."""

    moment = forms.ChoiceField(
        label=_("Welk moment?"),
        choices=Moment.choices,
        initial=Moment.DURING,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_IN_LIST, "required": _("Kies een moment.")},
    )
    title = forms.CharField(
        label=_("Waarover?"),
        max_length=80,
        required=False,
        help_text=_("Bijvoorbeeld de naam van een training."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    whole = forms.BooleanField(
        label=_("Alle vragen van de HILL-check"),
        required=False,
        help_text=_("Zonder vinkje: één vraag per punt."),
    )

    checklist = row_field(
        _("Welke vragen?"),
        _("De vragen van Werkplek bij dit moment"),
        says=lambda one: str(one.title),
        required=False,
    )

    def __init__(self, *args: Any, titled: bool = False, lists: Any = None, **kwargs: Any) -> None:
        """`lists` are the own lists of the organisation; the choice is left out when there are none."""
        super().__init__(*args, **kwargs)
        if not titled:
            del self.fields["title"]
        if lists is not None:
            offer(self, "checklist", lists)
        if lists is None or not is_offered(self, "checklist"):
            del self.fields["checklist"]


class TrainingForm(forms.Form):
    """A training of one's own."""

    title = forms.CharField(
        label=_("Welke training?"),
        max_length=80,
        error_messages={"required": _("Geef de training een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_on = day_field(_("Laatste dag"), help_text=_("Een week later vragen we één keer of je het al gebruikt."))
    team = row_field(
        _("Mag een team meetellen wat je antwoordt?"),
        _("Nee"),
        required=False,
        help_text=_(
            "Hebben vijf mensen na een training de HILL-check ingeleverd? Dan ziet het team hoe vaak elk antwoord is "
            "gekozen. Niet door wie."
        ),
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams)
        if not is_offered(self, "team"):
            del self.fields["team"]


class EvidenceForm(VersionedForm):
    """What shows how it goes, chosen per principle by the learner."""

    def __init__(
        self, data: Any = None, *, principles: Iterable[Item], things: list[tuple[str, str]], chosen: Any
    ) -> None:
        super().__init__(data, initial={"version": version_of(chosen)})
        for one in principles:
            self.fields[one.key] = forms.MultipleChoiceField(
                label=one.name,
                help_text=one.text,
                choices=things,
                required=False,
                initial=chosen.get(one.key, []),
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": NOT_IN_LIST},
            )

    def chosen(self) -> dict[str, list[str]]:
        """What was ticked, by the key of the principle."""
        return {key: some for key, some in self.cleaned_data.items() if key != "version"}
