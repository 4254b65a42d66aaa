"""The roles that somebody has today. The active one orders the home page and gives no rights (domain.md §2.1)."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.values import today
from partnerships.models import Membership
from partnerships.values import Role

CHOSEN = "hat"  # session key: the value of the active role
ADMIN = "admin"
FIRST = [
    Role.LEARNER,
    Role.PRACTICE_EDUCATOR,
    Role.DAILY_SUPERVISOR,
    Role.SCHOOL_SUPERVISOR,
    Role.COORDINATOR,
    Role.TEAM_LEAD,
    Role.LND_ADVISER,
    Role.TEAM_MEMBER,
]


@dataclass(frozen=True)
class Hat:
    """One role in one place. `value` is what the switcher sends; platform administrators have no `membership`."""

    value: str
    role: str
    label: str | Promise
    place: str | Promise
    membership: Membership | None = None

    def __str__(self) -> str:
        return f"{self.label} · {self.place}"


@lru_cache(maxsize=2)
def _known_on(day: dt.date) -> QuerySet[Any]:
    """Asked for every page and the same all day: put together once a day, asked anew each time."""
    in_force = Exists(Membership.objects.active(day).filter(pk=OuterRef("pk")))
    return Membership.objects.annotate(in_force=in_force).select_related("partnership", "team", "organisation")


def memberships_of(request: HttpRequest) -> list[Any]:
    """Every membership this person ever had; `in_force` tells whether it counts today. One query a request."""
    if not hasattr(request, "memberships"):
        request.memberships = list(_known_on(today()).filter(person=request.user.pk))  # type: ignore[attr-defined]
    found: list[Any] = request.memberships  # type: ignore[attr-defined]
    return found


def hats_of(request: HttpRequest) -> list[Hat]:
    """What somebody can look as today, the role they mostly come for first."""
    now = [membership for membership in memberships_of(request) if membership.in_force]
    now.sort(key=lambda one: (FIRST.index(one.role), str(one.team or one.partnership or one.organisation)))
    found = [
        Hat(str(one.public_id), one.role, one.label, str(one.team or one.partnership or one.organisation), one)
        for one in now
    ]
    if request.user.is_staff:
        found.append(Hat(ADMIN, ADMIN, _("Beheerder"), "Werkplek"))
    return found


def worn(request: HttpRequest) -> Hat | None:
    """The role that was chosen in this session, or the first one; None for who has none."""
    hats = hats_of(request)
    chosen = request.session.get(CHOSEN)
    return next((hat for hat in hats if hat.value == chosen), hats[0] if hats else None)
