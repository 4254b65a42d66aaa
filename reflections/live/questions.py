"""The questions that screens ask all day: who may look into this room, and which version is it?

Put together once a day (accounts/prepared.py): Django takes ten milliseconds for the first, the database one.
"""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.value_checks import Participant


def admitted(check: int, team: int) -> dict[int, str]:
    """Who sits in the live room of this value check and may: by number of the seat the password, of a guest nothing."""
    return {number: password or "" for number, password in _admitted(check, team)}


def tag_of(room: int) -> str | None:
    """One indexed row: the version of the room now (`Room.tag`)."""
    return next((f"{version}-{presence}" for version, presence in _version(room)), None)


@Prepared
def _admitted(check: int, team: int) -> QuerySet[Any, Any]:
    """The same rules for everybody in a room at once (policy: `may_stay`)."""
    asked = Participant.objects.filter(value_check=check, removed_at__isnull=True).values("person")
    passes = GuestPass.objects.filter(value_check=check, ended_at__isnull=True, seat__isnull=False).values("seat")
    may = Q(person__in=belonging.people_in(team).order_by().values("pk")) & Q(person__in=asked) | Q(pk__in=passes)
    live = Q(value_check__opened_at__isnull=False, value_check__closed_at=None, value_check__skipped_at=None)
    return Seat.objects.filter(live, may, value_check=check).order_by().values_list("number", "person__password")


@Prepared
def invited(check: int, team: int) -> QuerySet[User]:
    """Who is asked for this session and takes part in the team today, in the order of a telephone book."""
    asked = Participant.objects.filter(value_check=check, removed_at__isnull=True).values("person")
    return belonging.people_in(team).filter(pk__in=asked)


@Prepared
def leading(team: int) -> QuerySet[Any, Any]:
    """The keys of who leads this team today."""
    leads = Membership.objects.active().filter(team=team, role=Role.TEAM_LEAD)
    return leads.order_by().values_list("person", flat=True)


@Prepared
def _version(room: int) -> QuerySet[Any, Any]:
    return Room.objects.filter(pk=room).order_by().values_list("version", "presence")
