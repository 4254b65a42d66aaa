"""Who sends this request: finds the person of a session, and in the same query whether a second step is missing.

It is in the top layer because the layer of accounts knows no roles.
"""

import datetime as dt
from functools import lru_cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.values import today
from partnerships.models.memberships import Membership

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
NOBODY = 2_000_000_001  # stands for the person to come when the question is put together; no row has it


def people_at_the_door(day: dt.date) -> QuerySet[User]:
    """People with `lacks_second_step`: a coordinator or platform administrator who has none (access.md R25)."""
    coordinates = Membership.objects.active(day).as_coordinator().filter(person=OuterRef("pk"))
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    must = Q(is_staff=True) | Q(is_superuser=True) | Exists(coordinates)
    return User.objects.annotate(lacks_second_step=must & ~Exists(steps))


@lru_cache(maxsize=2)
def _question(day: dt.date, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Asked at every request and the same all day. Putting it together takes Django longer than anything else around a
    request, so that is done once a day; it is asked anew each time."""
    return people_at_the_door(day).filter(pk=NOBODY).query.sql_with_params()


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The person of a session, asked at every request; nobody when the account is off."""
        sql, values = _question(today(), connection.vendor)
        found = User.objects.raw(sql, [user_id if value == NOBODY else value for value in values])
        person = next(iter(found), None)
        return person if person and self.user_can_authenticate(person) else None
