"""How tests see what is stored, and whether anything was written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from reflections.models.experiences import Read

# A look is written down in these, whoever looks (access.md R37: sessions and logs apart).
LOGS = {"sessions.Session", "usersessions.UserSession", "admin.LogEntry", Read._meta.label}
KEPT = {"django_migrations", "django_content_type", "auth_permission"}  # rows that come with the migrations
OWN_LISTS = "SELECT id FROM instruments_instrument WHERE organisation_id IS NOT NULL"
PARTLY = {  # the instruments of Werkplek are there before every test, own lists of organisations are not
    "instruments_item": f" WHERE instrument_id IN ({OWN_LISTS})",
    "instruments_instrument": f" WHERE id IN ({OWN_LISTS})",
}
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(?P<table>[a-z_0-9]+)"', re.IGNORECASE)


def filled_tables(cursor: Any) -> dict[str, str]:
    """The tables with rows in them, those apart that are there before every test: table → which rows of it. Questions
    come before their list, by which they are found."""
    found = {table: "" for table in connection.introspection.table_names(cursor) if table not in KEPT | PARTLY.keys()}
    tables = found | PARTLY
    wanted = (f'EXISTS (SELECT 1 FROM "{table}"{which})' for table, which in tables.items())  # noqa: S608 - our own
    cursor.execute("SELECT " + ", ".join(wanted))
    return {table: tables[table] for table, has_rows in zip(tables, cursor.fetchone(), strict=True) if has_rows}


def rows_stored() -> dict[str, int]:
    """How many rows every table has, logs apart, in one query."""
    tables = {model._meta.label: model._meta.db_table for model in apps.get_models() if model._meta.managed}
    wanted = [label for label in sorted(tables) if label not in LOGS]
    counts = ", ".join(f'(SELECT COUNT(*) FROM "{tables[label]}")' for label in wanted)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip(wanted, cursor.fetchone(), strict=True))


@contextmanager
def statements_that_write() -> Iterator[list[str]]:
    """Every statement that writes in a table, logs and cache apart, while it lasts; also what changes a row, and what
    is taken back afterwards."""
    apart = {model._meta.db_table for model in apps.get_models() if model._meta.label in LOGS} | {"werkplek_cache"}
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (write := WRITE.match(sql.lstrip())) and write["table"] not in apart:
            found.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found
