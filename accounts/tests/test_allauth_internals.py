"""What we take from inside allauth is as it was when we read it. After an upgrade: read allauth_internals.py with the
new source beside it, and only then change what stands here."""

import importlib.metadata
import inspect
import re
from typing import Any

import pytest

from accounts import allauth_internals as internals
from accounts.adapter import AccountAdapter, SecondFactorAdapter
from accounts.forms import passkeys
from accounts.forms.sign_in import CodeForm, ResetForm, SignInForm

OURS = [
    AccountAdapter,
    SecondFactorAdapter,
    SignInForm,
    CodeForm,
    ResetForm,
    *(passkeys.LoginForm, passkeys.SecondStepForm, passkeys.ConfirmForm, passkeys.AddForm),
]
SIGNATURES = {
    "did_recently_reauthenticate": ["request"],
    "filter_users_by_email": ["email", "is_active", "prefer_verified", "for_login"],
    "get_authentication_records": ["request", "user"],
    "get_reauthentication_flows": ["user"],
    "record_authentication": ["request", "user", "method", "extra_data"],
    "resume_request": ["request"],
    "trust_browser": ["request", "user", "response"],
}
THEIRS = {
    "_get_login_attempts_cache_key": ["self", "request", "credentials"],
    "_get_site_name": ["self"],
    "_setup_password_field": ["self"],
    "_clean_without_password": ["self", "email", "phone"],
}


def parameters(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_version_is_the_one_that_was_read():
    assert importlib.metadata.version("django-allauth") == internals.CHECKED_WITH


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_function_is_called_as_it_was(name):
    assert parameters(getattr(internals, name)) == SIGNATURES[name]


def test_counting_takes_what_we_give():
    assert parameters(internals.ratelimit.consume)[:5] == ["request", "app", "action", "config", "key"]
    assert parameters(internals.ratelimit.respond_429) == ["request"]
    assert internals.ratelimit.RateLimitUsage([]).rollback() is None


@pytest.mark.parametrize("ours", OURS)
def test_we_override_only_what_is_listed_and_what_is_still_there(ours):
    theirs = [base for base in ours.__mro__ if base.__module__.startswith("allauth.")]
    names = set(re.findall(r"\b_[a-z]\w+", "".join(inspect.getsource(base) for base in theirs)))
    functions = [one for one in vars(ours).values() if inspect.isfunction(one)]
    used = {*vars(ours), *(name for function in functions for name in function.__code__.co_names)}

    assert used & names == internals.OVERRIDDEN.get(ours.__name__, set())


@pytest.mark.parametrize(("name", "expected"), THEIRS.items())
def test_an_overridden_method_takes_what_it_took(name, expected):
    [theirs] = {base for ours in OURS for base in ours.__mro__[1:] if name in vars(base)}
    assert parameters(vars(theirs)[name]) == expected
