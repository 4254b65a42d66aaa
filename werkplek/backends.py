"""Who sends this request: finds the person of a session, and in the same query whether a second step is missing.

It is in the top layer because the layer of accounts knows no roles.
"""

import datetime as dt

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from partnerships.models.memberships import Membership

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def people_at_the_door(day: dt.date) -> QuerySet[User]:
    """People with `lacks_second_step`: a coordinator or platform administrator who has none (access.md R25)."""
    coordinates = Membership.objects.active(day).as_coordinator().filter(person=OuterRef("pk"))
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    must = Q(is_staff=True) | Q(is_superuser=True) | Exists(coordinates)
    return User.objects.annotate(lacks_second_step=must & ~Exists(steps))


@Prepared
def _by_key(keys: list[int]) -> QuerySet[User]:
    return people_at_the_door(today()).filter(pk__in=keys)


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The person of a session, asked at every request; nobody when the account is off."""
        person = next(iter(_by_key([user_id])), None)
        return person if person and self.user_can_authenticate(person) else None
