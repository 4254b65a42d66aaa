"""A way in that nobody can use up for somebody else (access.md T9).

Codes of six digits are counted per account, or somebody would guess them. So a stranger can ask for all of them that an
account gets. From then on one long code an hour is mailed: nobody guesses that, so nobody has to count tries of it, and
whoever asks may use the one that was mailed already, in any browser.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import User

SALT = "accounts.long_codes"
DIGITS = 20
MINUTES = 60


def give(request: HttpRequest, email: str, person: User | None) -> None:
    """This request is answered with the long code of this hour. It is mailed once; an address without account gets its
    mail as seldom, so that both look the same."""
    code = _code_of(person) if person else ""
    request.long_code = code  # type: ignore[attr-defined]
    request.long_code_mail = _mark(f"{email.strip().lower()}:{code or _hour()}")  # type: ignore[attr-defined]


def given(request: HttpRequest) -> bool:
    return hasattr(request, "long_code")


def code_of(request: HttpRequest) -> str:
    """The long code of who asked, when that is what they get."""
    return getattr(request, "long_code", "")


def may_be_mailed(request: HttpRequest) -> bool:
    """Whether this request mails: yes without a long code, and for a long code the first time."""
    return not given(request) or cache.add(request.long_code_mail, True, MINUTES * 60)  # type: ignore[attr-defined]


def was_not_mailed(request: HttpRequest) -> None:
    """The mail server was away: the next one who asks gets the mail."""
    if given(request):
        cache.delete(request.long_code_mail)  # type: ignore[attr-defined]


def _code_of(person: User) -> str:
    """The same in every browser for an hour; another one after a sign-in or with another address."""
    return str(int(_mark(f"{person.pk}:{person.email}:{person.last_login}:{_hour()}"), 16))[-DIGITS:]


def _hour() -> int:
    return int(time.time()) // (MINUTES * 60)


def _mark(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
