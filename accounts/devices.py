"""Whose a browser is: who signed in on it before, and whether somebody said that it is theirs alone.

That it is somebody's own is said at joining, at signing in or in the list of devices. It stands in the session while
they are signed in (`is_mine`), and in a cookie for the next time (`is_own`); docs/decisions/0155.

A browser that signed somebody in before is known by a signed cookie.
Tries are counted per account and device (access.md T9): a whole school comes from one address, and a classmate who
guesses at somebody's password from elsewhere must not lock that person out. All browsers that never signed this
account in share one counter per account, so guessing gets no further by throwing cookies away.
"""

from secrets import token_urlsafe

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts import locks
from accounts.allauth_internals import trust_browser
from accounts.models import User
from accounts.values import SESSION_OWN_DEVICE

COOKIE = "__Host-device" if settings.HTTPS else "device"
SALT = "accounts.devices"
DAY = 60 * 60 * 24
YEAR = DAY * 365
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
    """Whether somebody said on this browser "Dit is mijn eigen apparaat", signed in or not. On any other one it must
    not keep what people type (access.md T11)."""
    return settings.MFA_TRUST_COOKIE_NAME in request.COOKIES


def is_mine(request: HttpRequest) -> bool:
    """Whether who is signed in said here that this device is theirs: what they write may be kept on it."""
    return request.user.is_authenticated and bool(request.session.get(SESSION_OWN_DEVICE))


def say(request: HttpRequest, *, own: bool) -> None:
    """Keep what somebody said of this device. One's own stays signed in and has a lock for what is written without a
    network; on any other the session ends with the browser (access.md T11, T12)."""
    request.session[SESSION_OWN_DEVICE] = own
    (locks.fit if own else locks.take_off)(request.session)
    request.session.set_expiry(settings.OWN_DEVICE_DAYS * DAY if own else 0)


def recognise(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Know this browser the next time: for counting tries, and, when it is somebody's own, to skip the mailed code. A
    second step is asked every time."""
    if person.email:
        remember(request, response, person.email)
    if is_mine(request) and not is_mfa_enabled(person):
        trust_browser(request, person, response)


def forget(response: HttpResponse) -> None:
    """This is nobody's own device any more: a code is mailed again, and the browser fills in nothing."""
    response.delete_cookie(settings.MFA_TRUST_COOKIE_NAME, samesite="Lax")


def _mark(email: str) -> str:
    """Stands for an address without telling it."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except (signing.BadSignature, ValueError):
        return "", []
    return device, accounts
