"""What a back-up is made of: the database in the format of its own tools (a dump of PostgreSQL, a file of SQLite),
inside a file of age (docs/decisions/0060). Everything streams; nothing is held whole in memory.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from sqlite3 import Connection, DatabaseError, connect
from threading import Thread
from typing import IO, Any

import pyrage
from django.db import connection
from pyrage import x25519

DUMP, FILE = b"PGDMP", b"SQLite format 3\0"  # how the two kinds begin
EMPTIED = (
    b"SET lock_timeout = '10s'; SET client_min_messages = warning; DROP SCHEMA public CASCADE;"
    b" CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;\n"
)
PART = 1 << 20  # bytes in hand at a time


class Failed(Exception):
    """A back-up could not be made or read; the sentence says why."""


def make_key(path: Path) -> None:
    """Write a new key. An existing one is never replaced: older back-ups need it."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{x25519.Identity.generate()}\n")
    except OSError as error:
        raise Failed(f"The key {path} cannot be made: {error.strerror}.") from error


def read_key(path: Path) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise Failed(f"The key {path} cannot be read: {error.strerror}. See BACKUP_KEY_FILE.") from error
    except (ValueError, pyrage.IdentityError) as error:
        raise Failed(f"{path} holds no key of age.") from error


# --- Out of the database ------------------------------------------------------------------------------


def write(target: IO[bytes], key: x25519.Identity) -> None:
    """Put the whole database, as it is at this moment, into `target`."""
    try:
        with _file() if connection.vendor == "sqlite" else _dump() as source:
            pyrage.encrypt_io(source, target, [key.to_public()])
            target.flush()
            os.fsync(target.fileno())
    except (OSError, DatabaseError, pyrage.EncryptError) as error:
        raise Failed(f"The back-up could not be written: {error}.") from error


@contextmanager
def _dump() -> Iterator[IO[bytes]]:
    options = ["--format=custom", "--no-owner", "--no-privileges"]
    with _program("pg_dump", *options, stdout=subprocess.PIPE) as running:
        yield running.stdout


@contextmanager
def _file() -> Iterator[IO[bytes]]:
    """A copy of its own, made while others go on writing. It lies beside the database, as readable as that is, and has
    lost its name before it is read: what is killed later leaves nothing behind.
    """
    copy = _beside("copy")
    with closing(connect(copy)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
        _check_integrity(target)
    with copy.open("rb") as source:
        copy.unlink()
        yield source


def _beside(what: str) -> Path:
    """A new file that only we may read, next to the database. One that a killed run left is thrown away."""
    path = Path(f"{connection.settings_dict['NAME']}.{what}")
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    return path


def _check_integrity(opened: Connection) -> None:
    try:
        found = opened.execute("PRAGMA integrity_check").fetchone()[0]
    except DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Failed(f"The file of SQLite is damaged: {found}.")


# --- Reading one back -----------------------------------------------------------------------------------


class _Drain:
    """Takes what is read, remembers how it began, and passes it on to a program that may want no more of it."""

    def __init__(self, to: IO[bytes] | None = None) -> None:
        self.began, self._to = b"", to

    def write(self, part: bytes) -> int:
        self.began = self.began or part[:16]
        if self._to is not None:
            with suppress(BrokenPipeError):  # it says itself whether it had enough
                self._to.write(part)
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""


def check(archive: Path, key: x25519.Identity) -> None:
    """Read it to its end: every part is there and unchanged, and it is a back-up of this kind of database."""
    is_file = connection.vendor == "sqlite"
    with nullcontext() if is_file else _program("pg_restore", f"--file={os.devnull}", stdin=subprocess.PIPE) as reader:
        drain = _Drain(reader and reader.stdin)
        _decrypt(archive, key, drain)
        if not drain.began.startswith(FILE if is_file else DUMP):
            raise Failed(f"{archive.name} holds no database of {connection.display_name}.")


def _decrypt(archive: Path, key: x25519.Identity, target: Any) -> None:
    try:
        with archive.open("rb") as source:
            pyrage.decrypt_io(source, target, [key])
    except (OSError, pyrage.DecryptError) as error:
        raise Failed(f"{archive.name} cannot be read with this key: {error}.") from error


# --- Into the database ----------------------------------------------------------------------------------


def put_back(archive: Path, key: x25519.Identity) -> None:
    """Replace everything in the database by what is in the archive: all of it or, when that fails, nothing."""
    check(archive, key)
    if connection.vendor == "sqlite":
        _put_back_file(archive, key)
    else:
        _put_back_dump(archive, key)


def _put_back_file(archive: Path, key: x25519.Identity) -> None:
    path = _beside("restoring")
    try:
        with path.open("wb") as target:
            _decrypt(archive, key, target)
        with closing(connect(path)) as source:
            _check_integrity(source)
            connection.ensure_connection()
            source.backup(connection.connection)
    finally:
        path.unlink()
    connection.close()


def _put_back_dump(archive: Path, key: x25519.Identity) -> None:
    """In one transaction, which we end ourselves: psql would also commit what it has when the line to it breaks."""
    connection.close()
    options = ["--no-psqlrc", "--quiet", "--output", os.devnull, "--set=ON_ERROR_STOP=1"]
    with _program("psql", *options, stdin=subprocess.PIPE) as into:
        into.stdin.write(b"BEGIN;\n" + EMPTIED)
        reading = ["pg_restore", "--no-owner", "--no-privileges", "--file=-"]
        with _program(*reading, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as out:
            feeding = Thread(target=_feed, args=(archive, key, out.stdin), daemon=True)
            feeding.start()
            shutil.copyfileobj(out.stdout, into.stdin, PART)
            feeding.join()
        into.stdin.write(b"COMMIT;\n")


def _feed(archive: Path, key: x25519.Identity, program: IO[bytes]) -> None:
    """The archive was read to its end a moment ago; should it break off now, `pg_restore` fails."""
    with suppress(Failed, BrokenPipeError), program:
        _decrypt(archive, key, program)


@contextmanager
def _program(name: str, *options: str, **pipes: Any) -> Iterator[Any]:
    """A program of PostgreSQL at work on our database. What it has to say goes to the terminal."""
    to = connection.settings_dict
    words = {"PGHOST": to["HOST"], "PGPORT": to["PORT"], "PGUSER": to["USER"], "PGPASSWORD": to["PASSWORD"]}
    given = {key: str(word) for key, word in words.items() if word}
    command = [name, *options]
    try:
        running = subprocess.Popen(command, env={**os.environ, **given, "PGDATABASE": to["NAME"]}, **pipes)
    except OSError as error:
        raise Failed(f"{name} is not there: install the client programs of PostgreSQL.") from error
    try:
        yield running
        if running.stdin:
            running.stdin.close()
    except BrokenPipeError:  # it, or what it writes to, ended early
        running.kill()
    else:
        running.wait()
    finally:
        running.kill()
        code = running.wait()
        for pipe in (running.stdin, running.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
    if code:
        raise Failed(f"{name} failed; the reason stands above.")
