"""The own calendar link: an address with a secret, for the calendar on somebody's phone (access.md row 31, R30).

The secret is stored nowhere. It follows from SECRET_KEY, the person, and the event of making the link; making a new one
or ending it makes the old address worthless at the next request.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from partnerships import events
from partnerships.models.events import Event
from reflections.events.reminders import CALENDAR_LINK_ENDED, CALENDAR_LINK_MADE

SALT = "reflections.calendar_links"


@transaction.atomic
def make(*, by: User) -> None:
    """Make a link, or a new one in place of the old."""
    events.record(CALENDAR_LINK_MADE, by=by, about=by, trail=f"person:{by.public_id}")


@transaction.atomic
def end(*, by: User) -> None:
    events.record(CALENDAR_LINK_ENDED, by=by, about=by, trail=f"person:{by.public_id}")


def secret_of(person: User) -> str:
    """The secret of the running link, or nothing when there is none."""
    last = (
        Event.objects.filter(
            about_type=ContentType.objects.get_for_model(User),
            about_id=person.pk,
            kind__in=[CALENDAR_LINK_MADE.code, CALENDAR_LINK_ENDED.code],
        )
        .order_by("-pk")
        .first()
    )
    if last is None or last.kind == CALENDAR_LINK_ENDED.code or not person.is_active:
        return ""
    return salted_hmac(SALT, f"{person.public_id}:{last.public_id}", algorithm="sha256").hexdigest()[:40]


def opens(person: User, secret: str) -> bool:
    """Whether this secret opens the calendar of this person now."""
    right = secret_of(person)
    return bool(right) and constant_time_compare(right, secret)
