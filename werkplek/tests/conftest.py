"""Fixtures of the tests that walk the whole product."""

import logging
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponseNotFound

from accounts.values import today
from werkplek import urls
from werkplek.tests.filling import fill
from werkplek.tests.replay import Snapshot
from werkplek.tests.world import World

_SNAPSHOTS: dict[object, Snapshot] = {}  # by day: what a world holds depends on it


@pytest.fixture
def filled(db: None, request: pytest.FixtureRequest) -> World:
    """The cast and their neighbours with one of everything. Made by the first test of a process, then laid out again:
    take people from it (`filled.people["sam"]`), and no fixture of the cast beside it."""
    if today() not in _SNAPSHOTS:
        _SNAPSHOTS[today()] = Snapshot.take(fill(request.getfixturevalue("world"), 1))
        return request.getfixturevalue("world")
    return _SNAPSHOTS[today()].lay_out()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals need no line each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """404 without its page, which is half of the work: for walks that look at the answer and not at its face. That the
    page is the same whatever is behind it: test_foreign_and_made_up_look_the_same."""

    def refuse(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
        return HttpResponseNotFound()

    monkeypatch.setattr(urls, "handler404", refuse)
