"""Asking for roles of people who are here already."""

from accounts.forms.versions import VersionedForm
from partnerships.forms.fields import PlaceForm, UntilForm


class RoleForm(PlaceForm):
    """Another role instead of the one somebody has."""


class LastDayForm(VersionedForm, UntilForm):
    """Until when somebody has a role."""


class MoreRoleForm(PlaceForm, UntilForm):
    """One more role for somebody."""

    field_order = ["role", "partnership", "team", "ends_on"]
