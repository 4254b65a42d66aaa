"""A world that was made once is laid out again in a moment: its rows are copied from memory instead of made one by one.

Making a filled world takes as many deeds as people would do; hundreds of tests start in one.
"""

import pickle
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

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
            for table in filled_tables(cursor):
                names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
                cursor.execute(f'SELECT {", ".join(map(_as_stored, names))} FROM "{table}"')  # noqa: S608 - our own
                tables[table] = (", ".join(f'"{name}"' for name in names), cursor.fetchall())
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
