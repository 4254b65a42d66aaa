"""Very many rows of a model in one statement. Columns come from the model, so that a changed model breaks this loudly:
a field that is new and must be filled, or one that is gone, is an error and not a silent gap."""

import datetime as dt
import json
import uuid
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: int, where: str = "true", /, **values: str) -> int:
    """Add the rows 1 to `rows` for which `where` holds, and give the number from which they count: row n has the
    primary key base + n. `values` are expressions of SQL per field, in which `n` is the number of the row; fields that
    are left out get their default."""
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    named = {_attname(model, name): value for name, value in values.items()}
    columns = [(field.column, named.get(name) or _default(model, field)) for name, field in fields.items()]
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max({key}), 0) FROM {table}")
        base = int(cursor.fetchone()[0])
        names = ", ".join(f'"{column}"' for column in (key, *(column for column, _value in columns)))
        said = ", ".join([f"{base} + n", *(value for _column, value in columns)])
        source = f"generate_series(1, {rows}) AS n WHERE {where}"
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {said} FROM {source}")
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), {base + max(rows, 1)})")
    return base


def _attname(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.attname)


def _default(model: type[models.Model], field: Any) -> str:
    """The default of a field as SQL."""
    if not field.has_default():
        if field.null:
            return "NULL"
        if field.blank and field.empty_strings_allowed:
            return "''"
        raise ValueError(f"{model.__name__}.{field.name} must be filled")
    value = field.get_default()
    if isinstance(value, uuid.UUID):
        return "gen_random_uuid()"
    if isinstance(value, dt.datetime):
        return "now()"
    if isinstance(value, dt.date):
        return "current_date"
    if isinstance(value, dict | list):
        return f"'{json.dumps(value)}'::jsonb"
    if isinstance(value, bool | int):
        return str(value)
    return f"'{value}'"
