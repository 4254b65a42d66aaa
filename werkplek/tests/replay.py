"""A world that was made once is laid out again in a moment: its rows are copied instead of made one by one.

Making a filled world takes as many actions as people would do; hundreds of tests start in one. So it is with looking at
every page of it. The test processes of one run of the suite share what they made in the folder TEST_SHARED.
"""

import fcntl
import os
import pickle
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from accounts.values import today
from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import pages
from werkplek.tests.filling import fill
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.stored import filled_tables
from werkplek.tests.world import World


@dataclass(frozen=True)
class Snapshot:
    """Every row of a database, and the world that stands in it."""

    world: bytes
    tables: dict[str, tuple[str, list[tuple[Any, ...]]]]

    @classmethod
    def take(cls, world: World) -> "Snapshot":
        tables = {}
        with connection.cursor() as cursor:
            for table, which in filled_tables(cursor).items():
                names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
                cursor.execute(f'SELECT {", ".join(map(_as_stored, names))} FROM "{table}"{which}')  # noqa: S608 - our own
                rows = [tuple(map(_as_bytes, row)) for row in cursor.fetchall()]
                tables[table] = (", ".join(f'"{name}"' for name in names), rows)
        return cls(pickle.dumps(world), tables)

    def lay_out(self) -> World:
        """The same rows in a database that has none, and the same world with objects of its own."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, (columns, rows) in self.tables.items():
                row = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
                sql = f'INSERT INTO "{table}" ({columns}) VALUES ' + ", ".join([row] * len(rows))  # noqa: S608
                cursor.execute(sql, [value for one in rows for value in one])
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)
        world: World = pickle.loads(self.world)  # noqa: S301 - pickled by this process
        return world


def _as_stored(column: str) -> str:
    """SQLite's driver turns columns into days and times on reading, and takes none of these back; a sum it leaves."""
    return f'+"{column}"' if connection.vendor == "sqlite" else f'"{column}"'


def _as_bytes(value: Any) -> Any:
    """PostgreSQL's driver gives a view of a file's bytes, which goes to no other process."""
    return bytes(value) if isinstance(value, memoryview) else value


_MADE: dict[str, Any] = {}
Made = TypeVar("Made")


def made_once(what: str, make: Callable[[], Made]) -> Made:
    """What `make` makes, made by one of the test processes of a run; the others read it."""
    name = f"{what}-{connection.vendor}-{today()}"
    if name not in _MADE:
        shared = Path(os.environ["TEST_SHARED"]) / name if "TEST_SHARED" in os.environ else None
        with shared.with_suffix(".lock").open("w") if shared else nullcontext() as lock:
            if lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait instead of making the same
            if shared and shared.exists():
                _MADE[name] = pickle.loads(shared.read_bytes())  # noqa: S301 - pickled by another process of this run
            else:
                _MADE[name] = make()
                if shared:
                    shared.write_bytes(pickle.dumps(_MADE[name]))
    made: Made = _MADE[name]
    return made


def laid_out(rows: int, request: pytest.FixtureRequest) -> World:
    """The cast and their neighbours with so many rows of everything, in a database that holds nothing yet."""
    made_here: list[World] = []

    def make() -> Snapshot:
        world: World = request.getfixturevalue("world")
        made_here.append(fill(world, rows) if rows else world)
        return Snapshot.take(made_here[0])

    snapshot = made_once(f"world-{rows}", make)
    return made_here[0] if made_here else snapshot.lay_out()


def first_looks_at(world: World) -> list[tuple[Row, str]]:
    """Every page as the first who may see it reads it, in a world with one row of everything. Several tests look at
    the same pages for something else."""

    def look() -> list[str]:
        return [text_of(browser_of(world.who(code), just_confirmed=True).get(row.url(world))) for row, code in pages()]

    return [(row, text) for (row, _code), text in zip(pages(), made_once("looks", look), strict=True)]
