"""A pytest plugin: every test process works on its own copy of one migrated database, for migrating takes seconds and
copying none. The original is made by the first process that needs it, and again whenever a migration changes.

Tests that really commit are followed by a broom that empties the tables, which is quicker than Django's own way.
"""

import contextlib
import fcntl
import hashlib
import importlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from werkplek.tests.services import HOME, WORKER
from werkplek.tests.stored import filled_tables

ORIGINALS = Path(settings.BASE_DIR) / "var" / "originals"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """The database of this test process; instead of pytest-django's, which migrates for every process."""
    copy, drop = (_copy_file, _drop_file) if connection.vendor == "sqlite" else (_copy_database, _drop_database)
    with django_db_blocker.unblock():
        copy()
    yield
    with django_db_blocker.unblock():
        connection.close()
        drop()


def _fingerprint() -> str:
    """Changes whenever a migration of ours or of a package does."""
    sums = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        with contextlib.suppress(ModuleNotFoundError):
            folder = Path(importlib.import_module(f"{app.name}.migrations").__path__[0])
            for path in sorted(folder.glob("*.py")):
                sums.update(f"{app.name} {path.name}".encode() + path.read_bytes())
    return sums.hexdigest()[:16]


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    """Make a database of this name and run every migration in it."""
    connection.settings_dict.setdefault("TEST", {})["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


# --- SQLite: a file -----------------------------------------------------------------------------------------


def _copy_file() -> None:
    mine = HOME / "test.sqlite3"
    ORIGINALS.mkdir(parents=True, exist_ok=True)
    original = ORIGINALS / f"{_fingerprint()}.sqlite3"
    with (ORIGINALS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not original.exists():
            for old in ORIGINALS.glob("*.sqlite3"):
                old.unlink()
            _migrate(str(mine))
            _save(mine, original)
            mine.unlink()
    shutil.copyfile(original, mine)
    _use(str(mine))


def _save(source: Path, target: Path) -> None:
    """Whole or not at all: a run that is broken off leaves no half database."""
    building = target.with_suffix(".building")
    building.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(source)) as ours, contextlib.closing(sqlite3.connect(building)) as copy:
        ours.backup(copy)
    building.rename(target)


def _drop_file() -> None:
    """The folder of this process goes with it."""


# --- PostgreSQL: a template ---------------------------------------------------------------------------------


def _copy_database() -> None:
    original, mine = f"werkplek_original_{_fingerprint()}", f"test_werkplek_{WORKER}"
    _use("postgres")
    with _patience(), _one_at_a_time() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'werkplek_original_%%'")
        known = {name for (name,) in cursor.fetchall()}
        if original not in known:
            for old in known:
                cursor.execute(f'DROP DATABASE "{old}"')
            _make_original(original)
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}"')
        cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{original}"')
    _use(mine)


def _make_original(original: str) -> None:
    """Whole or not at all, by giving it its name last."""
    _migrate(f"{original}_building")
    _use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{original}_building" RENAME TO "{original}"')


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Making databases may take longer on a busy machine than any question of the product."""
    options = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = {}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = options


@contextlib.contextmanager
def _one_at_a_time() -> Iterator:
    """A cursor outside the databases of the tests; other test processes wait."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        yield cursor


def _drop_database() -> None:
    mine = connection.settings_dict["NAME"]
    with _patience(), _one_at_a_time() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')


# --- The broom ----------------------------------------------------------------------------------------------


def _sweep(_self: TransactionTestCase) -> None:
    """Empty every table that holds anything. The keys between tables are looked at when a transaction ends, so the
    order does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, which in filled_tables(cursor).items():
            cursor.execute(f'DELETE FROM "{table}"{which}')  # noqa: S608 - our own tables


TransactionTestCase._fixture_teardown = _sweep
