"""Fixtures of the tests that walk the whole product."""

import logging
from collections.abc import Iterator

import pytest

from werkplek.tests.world import World, fill


@pytest.fixture
def filled(world: World) -> World:
    """The cast and their neighbours with one of everything."""
    return fill(world, 1)


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals need no line each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
