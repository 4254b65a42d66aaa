"""Roles that may exactly what another may have no column of their own in the access matrix (access.md §2)."""

import dataclasses

import pytest

from partnerships.values import ROLES, Role, RoleFacts

OWN = {"rank", "words", "does"}  # what tells one role from another to people


@pytest.mark.parametrize("role", [Role.MENTOR, Role.BUDDY])
def test_a_mentor_and_a_buddy_may_what_a_daily_supervisor_may(role):
    model = ROLES[Role.DAILY_SUPERVISOR]
    shared = [field.name for field in dataclasses.fields(RoleFacts) if field.name not in OWN]

    assert {name: getattr(ROLES[role], name) for name in shared} == {name: getattr(model, name) for name in shared}
