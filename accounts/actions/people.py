"""Deeds of platform administrators on accounts (access.md row 1, note 1)."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import User


@transaction.atomic
def correct(person: User, *, by: User) -> None:
    """Store a corrected name, address or switch. Another address ends the old one as a way in; switching an account
    off ends its sessions at once."""
    person.save(update_fields=["name", "email", "is_active"])
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()
    if not person.is_active:
        for session in UserSession.objects.filter(user=person):
            session.end()
