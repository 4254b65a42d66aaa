"""A browser that signed somebody in before is known by a signed cookie.

Tries are counted per account and device (access.md T9): a whole school comes from one address, and a classmate who
guesses at somebody's password from elsewhere must not lock that person out. All browsers that never signed this
account in share one counter per account, so guessing gets no further by throwing cookies away.
"""

from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "__Host-device" if settings.HTTPS else "device"
SALT = "accounts.devices"
YEAR = 60 * 60 * 24 * 365
MOST_ACCOUNTS = 8  # of people who share a browser; the one used longest ago is forgotten


def attempts_key(request: HttpRequest, email: str) -> str:
    """The counter that tries for this address from this browser belong to."""
    account = _mark(email)
    device, accounts = _read(request)
    return f"{account}:{device}" if account in accounts else account


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """This browser signed this address in: from now on its tries are counted apart."""
    device, accounts = _read(request)
    account = _mark(email)
    accounts = [account, *(other for other in accounts if other != account)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or token_urlsafe(16), accounts], salt=SALT),
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def is_own(request: HttpRequest) -> bool:
    """Whether somebody said on this browser "Dit is mijn eigen apparaat". On any other one it must not keep what people
    type (access.md T11)."""
    return settings.MFA_TRUST_COOKIE_NAME in request.COOKIES


def _mark(email: str) -> str:
    """Stands for an address without telling it."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except (signing.BadSignature, ValueError):
        return "", []
    return device, accounts
