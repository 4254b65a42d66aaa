"""A pytest plugin: which tests run where and when, and which are traced for coverage.

`make test` guards every commit: it runs on PostgreSQL with Redis, and what the backend can change, marked `both(why)`,
on SQLite as well. `make test-long` runs what is marked `long(why)` too, and repeats on SQLite all that touches a
database. A mark `once(backend, why)` keeps a test to one backend in both. bin/test.py chooses by the environment
(TEST_BACKENDS, TEST_LONG) and prints how many tests each reason holds back; alone (`pytest some/path`) everything runs.
"""

import os
from collections.abc import Iterator

import pytest
from coverage import Coverage

BACKEND = "postgresql" if os.environ.get("TEST_DATABASE_URL") else "sqlite"
BACKENDS = os.environ.get("TEST_BACKENDS", BACKEND).split()  # those of this run of the suite
LONG = os.environ.get("TEST_LONG", "true") == "true"
# Walks repeat what the tests beside the actions reach already, thousands of times: they run without coverage.
UNTRACED = {"test_canaries.py", "test_access_sweep.py", "test_hostile.py", "test_queries.py", "test_create_once.py"}
# The longest tests, and those that mostly wait, begin first: the others fill the time of the other processes.
FIRST = {"test_queries.py", "test_canaries.py", "test_delivery.py", "test_run.py"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen, elsewhere = [], []
    for item in items:
        later = item.get_closest_marker("long")
        here, why = _is_of(item)
        if (LONG or not later) and here:
            chosen.append(item)
            item.user_properties += [("once", why)] if why else []
        else:
            elsewhere.append(item)
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = sorted(chosen, key=lambda item: item.path.name not in FIRST)


def _is_of(item: pytest.Item) -> tuple[bool, str]:
    """Whether this backend runs this test, and the reason when no other one does. A backend that cannot be had on this
    machine leaves its tests to the one that can."""
    if len(BACKENDS) == 1 or item.get_closest_marker("browser"):
        return True, ""
    if mark := item.get_closest_marker("once"):
        backend, why = mark.args
        return backend == BACKEND, why
    touches = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if not touches and not item.get_closest_marker("django_db"):
        return ("sqlite" if LONG else "postgresql") == BACKEND, "touch no database"  # where the long run traces
    if LONG or item.get_closest_marker("both"):
        return True, ""
    return BACKEND == "postgresql", ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tracing doubles the time of a walk."""
    tracer = Coverage.current() if item.path.name in UNTRACED else None
    if tracer:
        tracer.stop()
    try:
        return (yield)
    finally:
        if tracer:
            tracer.start()
