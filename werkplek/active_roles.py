"""The roles that somebody has today. The active one orders the home page and gives no rights (domain.md §2.1)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.values import ROLES

CHOSEN = "active_role"  # session key: the value of the active role
ADMIN = "admin"


@dataclass(frozen=True)
class HeldRole:
    """One role in one place. `value` is what the switcher sends; platform administrators have no `membership`."""

    value: str
    role: str
    label: str | Promise
    place: str | Promise
    membership: Membership | None = None

    def __str__(self) -> str:
        return f"{self.label} · {self.place}"


def memberships_of(request: HttpRequest) -> tuple[Any, ...]:
    """Every membership this person ever had; `in_force` tells whether it counts today."""
    return belonging.of(request.user).memberships if isinstance(request.user, User) else ()


def roles_today(request: HttpRequest) -> list[HeldRole]:
    """What somebody can look as today, the role they mostly come for first."""
    now = [membership for membership in memberships_of(request) if membership.in_force]
    now.sort(key=lambda one: (ROLES[one.role].rank, str(one.team or one.partnership or one.organisation)))
    found = [
        HeldRole(str(one.public_id), one.role, one.label, str(one.team or one.partnership or one.organisation), one)
        for one in now
    ]
    if request.user.is_staff:
        found.append(HeldRole(ADMIN, ADMIN, _("Beheerder"), "Werkplek"))
    return found


def active_role(request: HttpRequest) -> HeldRole | None:
    """The role that was chosen in this session, or the first one; None for who has none."""
    roles = roles_today(request)
    chosen = request.session.get(CHOSEN)
    return next((held for held in roles if held.value == chosen), roles[0] if roles else None)
