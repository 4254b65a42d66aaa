"""What was asked of the database, written out."""

import re
from collections.abc import Iterable

from django.db import connection


def written_out(asked: Iterable[str]) -> list[str]:
    """These statements, each EXECUTE as the question that PostgreSQL made a plan of (accounts/plans.py): what it costs
    to plan, and which tables it is about, is in that text."""
    if connection.vendor != "postgresql":
        return list(asked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        plans = {name: statement.partition(" AS ")[2] for name, statement in cursor.fetchall()}
    return [plans[found[1]] if (found := re.match(r"EXECUTE (\w+)", sql)) else sql for sql in asked]
