"""The roles that somebody has today. They say what stands on the home page, and give no rights (domain.md §2.1)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.values import ROLES

ADMIN = "admin"


@dataclass(frozen=True)
class HeldRole:
    """One role in one place; platform administrators have no `membership`."""

    role: str
    membership: Membership | None = None


def memberships_of(request: HttpRequest) -> tuple[Any, ...]:
    """Every membership this person ever had; `in_force` tells whether it counts today."""
    return belonging.of(request.user).memberships if isinstance(request.user, User) else ()


def roles_today(request: HttpRequest) -> list[HeldRole]:
    """The roles of today, what somebody mostly comes for first."""
    now = [membership for membership in memberships_of(request) if membership.in_force]
    now.sort(key=lambda one: (ROLES[one.role].rank, str(one.team or one.partnership or one.organisation)))
    found = [HeldRole(one.role, one) for one in now]
    return [*found, HeldRole(ADMIN)] if request.user.is_staff else found
