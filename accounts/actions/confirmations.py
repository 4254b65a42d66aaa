"""Saying once more who you are, with a mailed code: for who has neither a password nor a second step (access.md R26).

allauth asks such people nothing. The code waits in the session, where only this browser can use it, and not as it is.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.allauth_internals import (
    did_recently_reauthenticate,
    get_authentication_records,
    get_reauthentication_flows,
    record_authentication,
)

WAITING = "mailed_confirmation"  # session key
MOST_TRIES = 3  # then another code must be mailed


def needs_mail(request: HttpRequest) -> bool:
    """Is a mailed code the only way in which this person can say who they are?"""
    return not get_reauthentication_flows(request.user)


def is_fresh(request: HttpRequest) -> bool:
    """Did they say so in the last five minutes? Of who only ever uses mailed codes, signing in just now counts too."""
    if not needs_mail(request):
        return bool(did_recently_reauthenticate(request))
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in get_authentication_records(request, request.user))


def mail_code(request: HttpRequest, email: str) -> None:
    """Mail a code, unless one that still works was mailed already."""
    if _waiting(request):
        return
    code = get_adapter(request).generate_login_code()
    request.session[WAITING] = {"mark": _mark(code), "at": time.time(), "tries": 0}
    get_adapter(request).send_mail("account/email/confirm_code", email, {"code": code})


def confirm(request: HttpRequest, tried: str) -> bool:
    """Whether this is the code. It works once, for ten minutes; a wrong one counts."""
    waiting = _waiting(request)
    if not waiting:
        return False
    if not constant_time_compare(waiting["mark"], _mark(tried.strip())):
        request.session[WAITING] = waiting | {"tries": waiting["tries"] + 1}
        return False
    del request.session[WAITING]
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def _waiting(request: HttpRequest) -> dict[str, Any]:
    waiting: dict[str, Any] = request.session.get(WAITING, {})
    works = waiting and waiting["tries"] < MOST_TRIES and time.time() - waiting["at"] < settings.CODE_MINUTES * 60
    return waiting if works else {}


def _mark(code: str) -> str:
    return salted_hmac("accounts.confirmations", code, algorithm="sha256").hexdigest()
