"""The lock on what a browser keeps of somebody's words on their own device (docs/decisions/0154).

It has two halves, made for one session when its person says that the device is theirs (`devices.say`), so that pages
which come at the same moment have the same one. The page gets the half that closes: what is typed without a network is
locked away with it, and nobody can read that back with what is in the browser. The half that opens stays in the
session. So what is left behind on a device whose session has ended is noise.
"""

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SESSION_LOCK = "lock"


def closing(request: HttpRequest) -> str:
    """The half that closes; nothing where nothing may be kept (access.md T11)."""
    return _halves(request)[0]


def opening(request: HttpRequest) -> str:
    """The half that opens, for a page of the same session."""
    return _halves(request)[1]


def fit(session: SessionBase) -> None:
    """Make a lock for this session; what was locked away with the one that it has can still be opened."""
    if SESSION_LOCK not in session:
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        session[SESSION_LOCK] = [b64encode(half).decode() for half in (public, private)]


def take_off(session: SessionBase) -> None:
    """What was locked away can be opened by nobody any more."""
    session.pop(SESSION_LOCK, None)


def _halves(request: HttpRequest) -> tuple[str, str]:
    closes, opens = request.session.get(SESSION_LOCK, ("", ""))
    return (closes, opens) if request.user.is_authenticated else ("", "")
