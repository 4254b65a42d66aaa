"""What somebody types in a form that stores nothing before it is sent: kept for its writer alone, until it is sent."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Draft, User

MOST = 50  # forms that somebody has begun; of more the oldest go
LONGEST = 200_000  # characters in one form: more was never typed


def writer(person: User) -> str:
    """Tells a page whether the person at whose request it was made is still the one who is signed in."""
    return salted_hmac("accounts.drafts", str(person.pk)).hexdigest()[:16]


def latest(person: User, *, address: str, form: str) -> Draft | None:
    """What this person typed last in this form."""
    mine = Draft.objects.filter(person=person, address=address, form=form)
    return mine.order_by("-saved_at", "-pk").first()


def keep(person: User, *, key: uuid.UUID, address: str, form: str, fields: list[Any]) -> Draft:
    """Store what is in the boxes of one page, over what was in them before."""
    said = {"address": address, "form": form, "fields": fields, "saved_at": timezone.now()}
    with transaction.atomic():
        draft, is_new = Draft.objects.update_or_create(person=person, key=key, defaults=said)
        if is_new:
            kept = Draft.objects.filter(person=person).order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST]
            Draft.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return draft


def forget(person: User, key: str | None) -> None:
    """It was sent, or its writer threw it away. An odd key is of nothing."""
    try:
        Draft.objects.filter(person=person, key=uuid.UUID(str(key))).delete()
    except ValueError:
        return
