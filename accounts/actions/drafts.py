"""What somebody types in a form that stores nothing before it is sent: kept for its writer alone, until it is sent."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Draft, User

MOST = 50  # forms that somebody has begun; of more the oldest go
LONGEST = 200_000  # characters in one form: more was never typed
LONG_AGO = 10**12  # milliseconds; no device kept a text for longer
FROM_THE_QUEUE = ("row", "of")  # in an address: how somebody came to a page, and never what is on it
FROM_THE_BELL = ("told",)


@dataclass(frozen=True)
class Late:
    """What a device kept without a network (docs/decisions/0154): when it was written, and the key that it gets when
    its form was written in elsewhere since."""

    written_at: dt.datetime
    key: uuid.UUID


def ago(age: int) -> dt.datetime:
    """When a device wrote what it kept for so many milliseconds. That needs no clock that is right: what one that stood
    still in 1970 says is the age of no text, and then it is the oldest."""
    return timezone.now() - dt.timedelta(milliseconds=min(age, LONG_AGO))


def writer(person: User) -> str:
    """Tells a page whether the person at whose request it was made is still the one who is signed in."""
    return salted_hmac("accounts.drafts", str(person.pk)).hexdigest()[:16]


def without_the_way(address: str) -> str:
    """The address of a form, however its writer came to it: the question that was opened from a mail is the same one
    in "Voor jou" tomorrow (docs/decisions/0151). "of" by itself may say what a page is about."""
    path, _mark, query = address.partition("?")
    given = parse_qsl(query, keep_blank_values=True)
    ways = FROM_THE_BELL + (FROM_THE_QUEUE if any(name == FROM_THE_QUEUE[0] for name, _value in given) else ())
    kept = urlencode([(name, value) for name, value in given if name not in ways])
    return f"{path}?{kept}" if kept else path


def latest(person: User, *, address: str, form: str) -> list[Draft]:
    """What this person typed last in this form, and what before that on another page or device, if anything."""
    mine = Draft.objects.filter(person=person, address=address, form=form)
    return list(mine.order_by("-saved_at", "-pk")[:2])


def keep(
    person: User, *, key: uuid.UUID, address: str, form: str, fields: list[Any], late: Late | None = None
) -> Draft:
    """Store what is in the boxes of one page, over what was in them before. What comes late is stored beside what was
    written since, and comes back after it."""
    said = {"address": address, "form": form, "fields": fields, "saved_at": timezone.now()}
    with transaction.atomic():
        mine = Draft.objects.filter(person=person, key=key).select_for_update()
        newer = mine.filter(saved_at__gt=late.written_at).exclude(fields=fields).first() if late else None
        if late and newer:
            key, said["saved_at"] = late.key, newer.saved_at - dt.timedelta.resolution
        draft, is_new = Draft.objects.update_or_create(person=person, key=key, defaults=said)
        if is_new:
            kept = Draft.objects.filter(person=person).order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST]
            Draft.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return draft


def is_newer(person: User, key: str | None, *, sent: list[list[str]], written_at: dt.datetime) -> bool:
    """Whether something else was kept of the form with this key after what is sent now was written."""
    try:
        draft = Draft.objects.filter(person=person, key=uuid.UUID(str(key)), saved_at__gt=written_at).first()
    except ValueError:
        return False
    return draft is not None and any(field not in sent for field in draft.fields)


def forget(person: User, key: str | None) -> None:
    """It was sent, or its writer threw it away. An odd key is of nothing."""
    try:
        Draft.objects.filter(person=person, key=uuid.UUID(str(key))).delete()
    except ValueError:
        return
