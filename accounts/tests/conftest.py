"""What the tests of signing in share: nobody's tries count for the next test, and codes are read from real mails."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User

PASSWORD = "drie rode fietsen"


@pytest.fixture(autouse=True)
def _forget_tries(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db: None) -> User:
    """Somebody with a password and without any role."""
    return User.objects.create_user("sam@werkplek.example", PASSWORD, name="Sam de Vries")


@pytest.fixture
def code_in_mail() -> Callable[[], str]:
    """The six digits in the newest mail."""

    def read() -> str:
        found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
        assert found, mail.outbox[-1].body
        return found.group()

    return read


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Sends the sign-in form and gives the browser back: `sign_in(email, password=…)`, or a code without password."""

    def send(email: str, password: str = "", client: Client | None = None, **fields: str) -> Client:
        browser = client or Client()
        way = "password" if password else "code"
        browser.last = browser.post(  # type: ignore[attr-defined]
            "/account/login/", {"login": email, "password": password, "way": way, **fields}
        )
        return browser

    return send
