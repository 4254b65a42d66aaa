"""A pytest plugin: which tests run on which backend, and which are traced for coverage.

Most tests run on SQLite and on PostgreSQL. What the database makes no difference to runs on one, and here or in a mark
`once(backend, why)` stands the reason; bin/test.py prints how many tests each reason holds back.
"""

import os
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest
from coverage import Coverage

BACKEND = "postgresql" if os.environ.get("TEST_DATABASE_URL") else "sqlite"
PAGES = "pages: test_queries opens them all on PostgreSQL, and test_hostile fills them all in"
WALKS = "walks past every door: what the doors ask is asked on PostgreSQL by test_queries and test_hostile"
ONCE = {  # file: backend, reason
    "test_*_pages.py": ("sqlite", PAGES),
    "test_desk.py": ("sqlite", PAGES),
    "test_frame.py": ("sqlite", PAGES),
    "test_log_steps.py": ("sqlite", PAGES),
    "test_organisations.py": ("sqlite", PAGES),
    "test_canaries.py": ("sqlite", WALKS),
    "test_access_sweep.py": ("sqlite", WALKS),
    "test_queries.py": ("postgresql", "as many questions on both; PostgreSQL refuses some that SQLite forgives"),
    "test_second_step.py": ("sqlite", "signing in: allauth's own tables"),
    "test_sign_*.py": ("sqlite", "signing in: allauth's own tables"),
    "test_letters.py": ("sqlite", "the words of mails"),
    "test_my_data.py": ("sqlite", "files made of rows that other tests write"),
    "test_calendar_files.py": ("sqlite", "files made of rows that other tests write"),
    "test_styleguide.py": ("sqlite", "words and looks"),
    "test_language.py": ("sqlite", "words and looks"),
    "test_middleware.py": ("sqlite", "what happens around a request, before the database"),
}
# Walks repeat what the tests beside the deeds reach already, thousands of times: they run without coverage.
UNTRACED = {"test_canaries.py", "test_access_sweep.py", "test_hostile.py", "test_queries.py", "test_create_once.py"}
# The longest tests, and those that mostly wait, begin first: the others fill the time of the other processes.
FIRST = {"test_queries.py", "test_delivery.py", "test_run.py"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the other backend of this suite runs. Alone (`pytest some/path`) everything runs here."""
    backends = os.environ.get("TEST_BACKENDS", "").split()
    chosen, elsewhere = [], []
    for item in items:
        backend, why = _only_on(item)
        if backend in backends and len(backends) > 1:
            (chosen if backend == BACKEND else elsewhere).append(item)
            item.user_properties.append(("once", why))
        else:
            chosen.append(item)
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = sorted(chosen, key=lambda item: item.path.name not in FIRST)


def _only_on(item: pytest.Item) -> tuple[str, str]:
    """The one backend on which this test runs, and why; nothing when it runs on both."""
    if mark := item.get_closest_marker("once"):
        backend, why = mark.args
        return backend, why
    touches = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if not touches and not item.get_closest_marker("django_db"):
        return "sqlite", "touch no database"
    return next((rule for pattern, rule in ONCE.items() if fnmatch(item.path.name, pattern)), ("", ""))


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
