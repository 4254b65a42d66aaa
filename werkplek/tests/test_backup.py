"""A back-up comes back whole, by the commands of docs/operations.md."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from werkplek.tests import servers

pytestmark = pytest.mark.django_db(transaction=True)
RESTORED = "werkplek_restored"


@pytest.fixture
def restored(tmp_path, question):
    """The numbers of rows of every table, read from a back-up that was put into an empty database."""
    if connection.vendor == "sqlite":
        return through_a_file(tmp_path / "copy.sqlite3")
    return through_a_dump(tmp_path / "werkplek.dump")


def through_a_file(copy: Path) -> dict[str, int]:
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        assert target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return counts(target.cursor())


def through_a_dump(dump: Path) -> dict[str, int]:
    name = f"{RESTORED}_{connection.settings_dict['NAME']}"
    postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", url())
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        postgres("pg_restore", *options, f"--dbname={url(name)}", str(dump))
        with closing(psycopg2.connect(url(name))) as other, other.cursor() as cursor:
            return counts(cursor)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def url(name: str = "") -> str:
    to = connection.settings_dict
    secret = f":{quote(to['PASSWORD'])}" if to["PASSWORD"] else ""
    return f"postgres://{quote(to['USER'])}{secret}@{to['HOST']}:{to['PORT']}/{name or to['NAME']}"


def postgres(program: str, *words: str) -> None:
    """Run a program of PostgreSQL; skip when those of this machine are older than the server."""
    try:
        command = [servers._postgres_binaries() / program, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except (servers.Missing, OSError) as missing:
        pytest.skip(str(missing))
    if "server version mismatch" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr


def counts(cursor) -> dict[str, int]:
    found = {}
    for table in connection.introspection.table_names():
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our own tables
        found[table] = cursor.fetchone()[0]
    return found


def test_a_backup_holds_every_row_of_every_table(restored):
    with connection.cursor() as cursor:
        assert restored == counts(cursor)


def test_what_was_counted_was_not_empty(restored):
    assert restored["reflections_feedbackrequest"] == restored["partnerships_notice"] == 1
