"""Asking for teams."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from partnerships import policy
from partnerships.forms.fields import UntilForm, name_field, offer, row_field
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import ROLES_IN_TEAM, Role


class TeamForm(forms.Form):
    name = name_field(_("Naam"), help_text=_("Bijvoorbeeld: Team Beuk."))
    workplace = row_field(_("Werkplek"), _("Geen vaste werkplek"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "workplace", Workplace.objects.filter(organisation=organisation))


class ChangeTeamForm(VersionedForm, TeamForm):
    """Other details for a team that is here."""


class ColleagueForm(UntilForm):
    """A colleague of the organisation in the team, as lead or as member."""

    person = row_field(_("Wie?"), _("Kies iemand"))
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=[(role, Role(role).label) for role in ROLES_IN_TEAM],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol.")},
    )
    field_order = ["person", "role", "ends_on"]

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", policy.colleagues(team.organisation))
