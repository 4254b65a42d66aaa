"""Who is at the door: finds the person of a session, and in the same query whether a second step is missing.

It lives on the roof because roles do not live on the floor of the accounts.
"""

import datetime as dt
from functools import lru_cache

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.values import today
from partnerships.models import Membership

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@lru_cache(maxsize=2)
def people_at_the_door(day: dt.date) -> QuerySet[User]:
    """People with `lacks_second_step`: a coordinator or platform administrator who has none (access.md R25).

    Asked at every request and the same all day, so the question is put together once a day; it is asked anew each time.
    """
    coordinates = Membership.objects.active(day).as_coordinator().filter(person=OuterRef("pk"))
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    must = Q(is_staff=True) | Q(is_superuser=True) | Exists(coordinates)
    return User.objects.annotate(lacks_second_step=must & ~Exists(steps))


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The person of a session, asked at every request; nobody when the account is off."""
        person = people_at_the_door(today()).filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
