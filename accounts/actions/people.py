"""Actions of platform administrators on accounts (access.md row 1, note 1)."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import User


@transaction.atomic
def switch(person: User, *, on: bool, by: User) -> None:
    """Switch an account off, which ends its sessions at once, or on again. Nothing else of an account is an
    administrator's to change: who sets an address or a password can become that person (access.md R24)."""
    person.is_active = on
    person.save(update_fields=["is_active"])
    if not on:
        for session in UserSession.objects.filter(user=person):
            session.end()
