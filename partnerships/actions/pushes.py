"""Notices on somebody's own device: which kinds, switched on there, and sent by the scheduler (docs/decisions/0150).

The notice is the promise, as for mail. A push says of which kind it is and nothing else (access.md R9). A sender holds
a device by a lease and marks after each push; when it dies in between, the second push has the tag of the first and
takes its place on the screen.
"""

import base64
import datetime as dt
import json
import logging
import time
from collections.abc import Collection, Sequence
from email.utils import parseaddr
from enum import StrEnum
from typing import Any

from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from pywebpush import WebPushException, webpush
from requests import RequestException, Session

from accounts.actions import sessions
from accounts.models import User
from partnerships import belonging, events, reminders
from partnerships.actions import clocks
from partnerships.models.notices import LEASE, WAITS, Notice
from partnerships.models.pushes import Push, PushDevice
from partnerships.values import next_working_moment

WITHIN = 45.0  # seconds of sending; a task must end well before its lease and its time limit
PATIENCE = 5.0  # seconds for one push service
LASTS = 8 * 60 * 60  # seconds that a push service keeps it for a phone that is off
GONE = (404, 410)  # the browser took the permission back, or is no more
log = logging.getLogger(__name__)


class PushKind(StrEnum):
    """All that a push says. The names are those of the wishes of a device."""

    ASKED = "asked"
    REMINDED = "reminded"
    NEWS = "news"


# --- On and off ---------------------------------------------------------------------------------------


def of(session: str) -> PushDevice | None:
    """What somebody chose on the device of this session (its key)."""
    return PushDevice.objects.filter(session__session_key=session).first()


@transaction.atomic
def switch_on(session: UserSession, *, endpoint: str, p256dh: str, auth: str, wants: Collection[str]) -> PushDevice:
    """Tell the person of these kinds on the device of this session, and nobody else who used this browser before."""
    PushDevice.objects.filter(endpoint=endpoint).exclude(session=session).delete()
    keys = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    wishes = {f"wants_{kind}": kind.value in wants for kind in PushKind}
    device, _made = PushDevice.objects.update_or_create(session=session, defaults={**keys, **wishes})
    return device


def switch_off(session: str) -> None:
    """Nothing any more on the device of this session (its key)."""
    PushDevice.objects.filter(session__session_key=session).delete()


# --- The keys of this installation --------------------------------------------------------------------


def new_key() -> str:
    """A private key for PUSH_KEY."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def public_key() -> str:
    """The other half of PUSH_KEY, by which a browser knows that a push is ours; empty when there is none."""
    if not settings.PUSH_KEY:
        return ""
    number = int.from_bytes(base64.urlsafe_b64decode(settings.PUSH_KEY + "=="), "big")
    point = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    octets = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


# --- Sending --------------------------------------------------------------------------------------------


def push_due(now: dt.datetime) -> int:
    """Tell what is due, in working hours only (domain.md §5.4); how many pushes went."""
    if not settings.PUSH_KEY or next_working_moment(now) != now or not clocks.agree(now):
        return 0
    end, sent = time.monotonic() + WITHIN, 0
    for device in PushDevice.objects.due(now)[:1000]:
        if time.monotonic() > end:
            break
        if PushDevice.objects.free(now).filter(pk=device.pk).update(claimed_until=now + LEASE):
            sent += _push(device, now)
    return sent


def _push(device: PushDevice, now: dt.datetime) -> int:
    """One push for each kind of which something waits. Of what failed nothing is settled: it comes again. A device on
    which nobody is signed in any more, or that nobody says is theirs, is forgotten (access.md T11)."""
    if not sessions.on_own_devices([device.session], now):
        device.delete()
        return 0
    told, sent = device.waiting(now), 0
    for kind, notices in _by_kind(told, device).items():
        if kind and not _went(device, kind, now):
            return sent
        sent += kind is not None
        Push.objects.bulk_create([Push(device=device, notice=notice) for notice in notices], ignore_conflicts=True)
    PushDevice.objects.filter(pk=device.pk).update(claimed_until=None, tries=0)
    return sent


def _by_kind(told: Sequence[Notice], device: PushDevice) -> dict[PushKind | None, list[Notice]]:
    """These notices by what a push says of them; under None what is not wanted here, done, or not theirs to know any
    more (access.md R32). A kind of event that only a newer process knows waits for that."""
    person: User = device.session.user
    known = [notice for notice in told if notice.event.kind in events.KINDS]
    with belonging.remembered():
        asked = {person: [notice.event for notice in known]}
        still = events.still_asked(asked)
        theirs = events.known_by(asked, surely={key for key, surely in still.items() if surely})
    found: dict[PushKind | None, list[Notice]] = {}
    for notice in known:
        key, kind = (person.pk, notice.event_id), kind_of(notice)
        stands = key in still and key in theirs and getattr(device, f"wants_{kind}")
        found.setdefault(kind if stands else None, []).append(notice)
    return found


def kind_of(notice: Notice) -> PushKind:
    kind = events.KINDS[notice.event.kind]
    if kind.asks:
        return PushKind.ASKED
    reminds = any(kind is one.says for one in reminders.KINDS.values())
    return PushKind.REMINDED if reminds else PushKind.NEWS


def _went(device: PushDevice, kind: PushKind, now: dt.datetime) -> bool:
    """Whether the push service took it. A device that is gone is forgotten, and so is one that failed too often."""
    try:
        _send(device, kind)
    except (WebPushException, RequestException, ValueError) as error:
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status in GONE or device.tries >= len(WAITS):
            device.delete()
            return False
        log.warning("A push did not go: %s %s", type(error).__name__, status or "")
        later = now + WAITS[device.tries]
        PushDevice.objects.filter(pk=device.pk).update(claimed_until=None, tries=device.tries + 1, due_at=later)
        return False
    return True


def _send(device: PushDevice, kind: PushKind) -> None:
    with translation.override(device.session.user.language):
        said = said_of(kind)
    with Session() as line:
        line.max_redirects = 0  # only to the address that was checked
        webpush(
            {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}},
            json.dumps(said),
            vapid_private_key=settings.PUSH_KEY,
            vapid_claims={"sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"},
            ttl=LASTS,
            headers={"Topic": kind.value, "Urgency": "normal"},
            timeout=PATIENCE,
            requests_session=line,
        )


def said_of(kind: PushKind) -> dict[str, Any]:
    """What stands on the screen: the kind in the words of the reader, and where it leads."""
    texts = {
        PushKind.ASKED: _("Er is een vraag voor jou."),
        PushKind.REMINDED: _("Er is een herinnering voor jou."),
        PushKind.NEWS: _("Er is nieuws voor jou."),
    }
    return {"kind": kind.value, "text": texts[kind], "url": reverse("partnerships:notices")}
