"""A session whose row is locked for too long is saved a moment later, instead of refusing the request."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.test import Client

from accounts.sessions import TURNS, SessionStore

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows"),
]


@contextmanager
def held(key: str, turns: int) -> Iterator[list[str]]:
    """Somebody else has the row of this session, until it was asked for in vain so many times. Gives what was asked in
    vain; each wait is short."""
    has_it, done, in_vain = Event(), Event(), []

    def hold() -> None:
        try:
            with transaction.atomic():
                Session.objects.select_for_update().get(pk=key)
                has_it.set()
                done.wait(30)
        finally:
            connection.close()

    def asked(execute: Any, sql: str, *rest: Any) -> Any:
        try:
            return execute(sql, *rest)
        except OperationalError:
            in_vain.append(sql)
            if len(in_vain) >= turns:
                done.set()
            raise

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert has_it.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            with connection.execute_wrapper(asked):
                yield in_vain
        finally:
            done.set()
            holding.result()
            connection.close()  # the next one has the usual wait


def test_the_first_page_of_a_day_waits_for_another_one(person):
    client = Client()
    client.force_login(person)
    with held(client.session.session_key, 3) as in_vain:
        answer = client.get("/settings/")

    assert (answer.status_code, "used_on" in client.session, len(in_vain) >= 3) == (200, True, True)


def test_it_does_not_wait_for_ever():
    session = SessionStore()
    session.create()
    with held(session.session_key, 1000) as in_vain, pytest.raises(UpdateError):
        session.save()

    assert len(in_vain) == 1 + TURNS


def test_a_session_that_was_ended_stays_ended():
    session = SessionStore()
    session.create()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()

    assert not Session.objects.exists()
