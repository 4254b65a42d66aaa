"""The lock on what a browser keeps of somebody's words on their own device (docs/decisions/0154).

It has two halves, made for one session. The page gets the half that closes: what is typed without a network is locked
away with it, and nobody can read that back with what is in the browser. The half that opens stays in the session. So
what is left behind on a device whose session has ended is noise.
"""

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.http import HttpRequest

from accounts import devices

SESSION_LOCK = "lock"


def closing(request: HttpRequest) -> str:
    """The half that closes; nothing where nothing may be kept (access.md T11)."""
    return _halves(request)[0] if devices.is_mine(request) else ""


def opening(request: HttpRequest) -> str:
    """The half that opens, for a page of the same session."""
    return _halves(request)[1] if devices.is_mine(request) else ""


def _halves(request: HttpRequest) -> tuple[str, str]:
    if SESSION_LOCK not in request.session:
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        request.session[SESSION_LOCK] = [b64encode(half).decode() for half in (public, private)]
    closes, opens = request.session[SESSION_LOCK]
    return closes, opens
