"""Ending sessions: one that you do not know, all but this one, or all of them from a mail (access.md T12)."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions import submissions
from accounts.models import User
from accounts.sessions import is_over
from accounts.values import SESSION_OWN_DEVICE

GOOD_FOR = dt.timedelta(days=7)  # a warning is read late; receipts are kept as long after they are made
_signer = TimestampSigner(salt="accounts.sign_out_everywhere", sep=".")


@dataclass(frozen=True)
class Ticket:
    """The right to end every session of one person, once. It opens nothing."""

    person: User
    key: str

    @property
    def is_used(self) -> bool:
        return bool(submissions.answered(self.person, self.key))


def ticket(person: User) -> str:
    """Such a right as it stands in a mail: signed, and good for a week."""
    return _signer.sign(f"{person.public_id.hex}{uuid.uuid4().hex}")


def ticket_of(token: str) -> Ticket | None:
    """What this token gives; nothing when it was made up or is too old."""
    try:
        said = _signer.unsign(token, max_age=GOOD_FOR)
    except BadSignature:
        return None
    person = User.objects.filter(public_id=said[:32]).first()
    return Ticket(person, str(uuid.UUID(said[32:]))) if person else None


def end_all(ticket: Ticket) -> None:
    """End every session of the person, on all devices. A used ticket does nothing: who signed in again stays."""

    def end() -> str:
        for session in UserSession.objects.filter(user=ticket.person):
            session.end()
        return "ended"

    submissions.once(ticket.person, ticket.key, end)


def of(person: User) -> list[UserSession]:
    """The sessions that still run, newest first."""
    return sorted(UserSession.objects.purge_and_list(person), key=lambda session: session.created_at, reverse=True)


def current(request: HttpRequest) -> UserSession:
    """The row of the session of this request; made when it came about without one."""
    UserSession.objects.create_from_request(request)
    return UserSession.objects.get(session_key=request.session.session_key)


def on_own_devices(sessions: Iterable[UserSession], now: dt.datetime) -> set[str]:
    """The keys of those that still run, on a device of which their person says that it is theirs. Only the session
    itself knows."""
    keys, day = [session.session_key for session in sessions], timezone.localdate(now).toordinal()
    said = {row.pk: row.get_decoded() for row in Session.objects.filter(pk__in=keys, expire_date__gt=now)}
    return {key for key, facts in said.items() if facts.get(SESSION_OWN_DEVICE) and not is_over(facts, day)}


def end(number: str, *, by: User) -> bool:
    """End one of your own sessions; False when it is not there (any more), or not yours."""
    found = UserSession.objects.filter(user=by, pk=number).first() if number.isdecimal() else None
    if found:
        found.end()
    return found is not None


def end_others(current: str, *, by: User) -> int:
    """End all sessions of this person but the one with this key; how many that were."""
    others = UserSession.objects.filter(user=by).exclude(session_key=current)
    return len([session.end() for session in others])
