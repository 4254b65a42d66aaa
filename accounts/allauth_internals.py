"""All that we take from inside allauth: what its documentation does not promise, so what an upgrade can take away.

Elsewhere only documented parts are imported (ruff refuses the others). Raising the pinned version fails
tests/test_allauth_internals.py until somebody has read here what changed.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
    resume_request,
)
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.internal import ratelimit
from allauth.mfa.internal.flows.trust import trust_browser
from django.http import HttpRequest, HttpResponse

__all__ = [
    "ImmediateHttpResponse",
    "ReauthenticationRequired",
    "consume",
    "current_request",
    "did_recently_reauthenticate",
    "filter_users_by_email",
    "get_authentication_records",
    "get_reauthentication_flows",
    "record_authentication",
    "respond_429",
    "resume_request",
    "trust_browser",
]

CHECKED_WITH = "65.21.1"

# What our classes replace or set of its classes under a name that says it is theirs.
OVERRIDDEN = {
    "AccountAdapter": {"_get_login_attempts_cache_key", "_login_failed_rl_usage"},
    "SecondFactorAdapter": {"_get_site_name"},
    "SignInForm": {"_setup_password_field", "_clean_without_password"},
    "CodeForm": {"_user"},
}


def respond_429(request: HttpRequest) -> HttpResponse:
    """The page that says to wait a while."""
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def consume(request: HttpRequest, *, action: str, key: str | None = None, user: Any = None, looks: bool = False) -> Any:
    """Count one try of this action (ACCOUNT_RATE_LIMITS says how many there may be). Falsy when that was one too many;
    otherwise `rollback()` of the answer takes it back. A look (GET) counts only where `looks` says so."""
    return ratelimit.consume(request, app="allauth.account", action=action, key=key, user=user, limit_get=looks)


def current_request() -> HttpRequest:
    """The request that is answered now, for a form or adapter that is not handed it."""
    request: HttpRequest = context.request
    return request
