"""A back-up comes back whole, by the commands that docs/operations.md prints; a run that is killed costs nothing."""

import datetime as dt
import os
import re
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from werkplek.actions import archives, backups, restoring
from werkplek.restore_mark import restore_mark
from werkplek.tests import servers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both("each has a back-up of its own")]
PAGE = (servers.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PRINTED = re.compile(r"^(?:ExecStart=/srv/werkplek/app/| *sudo -u werkplek )\.venv/bin/python manage\.py (.+)$", re.M)


@pytest.fixture(autouse=True)
def _programs(monkeypatch):
    """Those that belong to the server of the tests come first."""
    if connection.vendor == "postgresql":
        try:
            monkeypatch.setenv("PATH", f"{servers._postgres_binaries()}{os.pathsep}{os.environ['PATH']}")
        except servers.Missing as missing:
            pytest.skip(str(missing))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Where back-ups go, with a key."""
    monkeypatch.setenv("DATABASE_URL", address())
    monkeypatch.setenv("BACKUP_KEY_FILE", str(tmp_path / "backup.key"))
    monkeypatch.setattr(settings, "BACKUP_KEY_FILE", tmp_path / "backup.key")
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def key(folder) -> object:
    archives.make_key(settings.BACKUP_KEY_FILE)
    return archives.read_key(settings.BACKUP_KEY_FILE)


@pytest.fixture
def demo(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", True)
    call_command("demo", stdout=StringIO())


def address() -> str:
    to = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{to['NAME']}"
    secret = f":{quote(to['PASSWORD'])}" if to["PASSWORD"] else ""
    return f"postgres://{quote(to['USER'])}{secret}@{to['HOST']}:{to['PORT']}/{to['NAME']}"


def start(words: str, **options) -> subprocess.Popen:
    connection.close()
    command = [sys.executable, "manage.py", *words.split()]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, cwd=servers.ROOT, **pipes, **options)


def manage(words: str, **options) -> tuple[int, str]:
    process = start(words, **options)
    said = process.communicate()[0]
    return process.returncode, said


def printed(heading: str) -> list[str]:
    """The commands under this heading of the page."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return PRINTED.findall(section)


def as_printed(command: str, folder: Path) -> str:
    first = min(path.name for path in folder.iterdir()) if "<when>" in command else ""
    return command.replace("werkplek-<when>.age", first).replace("/var/backups/werkplek", str(folder))


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        count = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)  # noqa: S608
        cursor.execute(count)
        return dict(cursor.fetchall())


def test_the_page_prints_what_it_takes():
    assert [command.split()[0] for command in printed("Back up")] == ["backup", "backup"]
    assert [command.split()[0] for command in printed("Restore")] == ["backup", "restore"]


def test_what_the_page_prints_brings_the_demo_back(demo, folder):
    before, people = counts(), set(User.objects.values_list("public_id", "name", "email"))
    for command in printed("Back up"):
        assert manage(as_printed(command, folder))[0] == 0
    User.objects.update(name="Somebody else")
    for command in printed("Restore"):
        code, said = manage(as_printed(command, folder))
        assert code == 0, said

    changed = {table for table, count in counts().items() if count != before[table]}
    assert changed <= {"partnerships_mail", "partnerships_reminder", "werkplek_cache"}  # what was held back
    assert set(User.objects.values_list("public_id", "name", "email")) == people
    assert f"Put back: {len(people)} people, {before['reflections_experience']} experiences" in said


def test_a_run_that_is_killed_leaves_the_old_file_and_the_next_one_works(question, folder, key):
    old, _gone = backups.make(folder, key, timezone.now() - dt.timedelta(days=1))
    whole = old.read_bytes()
    for _nth in range(9):  # it is quick: one that got away goes again
        process = start(f"backup {folder / 'new.age'}")
        while process.poll() is None and not (folder / backups.UNFINISHED).exists():
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            break
        (folder / "new.age").unlink()

    assert (old.read_bytes(), (folder / "new.age").exists()) == (whole, False)
    assert manage(f"backup {folder / 'new.age'} --keep 0")[0] == 0
    assert {path.name for path in folder.iterdir()} == {"new.age"}


@contextmanager
def full_disk():
    """No file grows beyond 20,000 bytes."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def test_a_disk_that_is_full_leaves_the_old_file(question, folder, key):
    old, _gone = backups.make(folder, key, timezone.now())
    with full_disk(), pytest.raises(CommandError, match="could not be written"):
        call_command("backup", str(folder / "new.age"), keep=0)

    assert ((folder / "new.age").exists(), old.exists()) == (False, True)


def test_a_program_of_postgresql_that_is_not_there_is_named(question, folder, key, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    if connection.vendor == "postgresql":
        with pytest.raises(archives.Failed, match="pg_dump is not there"):
            backups.make(folder, key, timezone.now())
    else:
        assert backups.make(folder, key, timezone.now())[0].exists()  # it needs none


def test_old_ones_go_after_a_good_new_one(question, folder, key):
    now = timezone.now()
    old, young = folder / "werkplek-old.age", folder / "werkplek-young.age"
    for path, days in ((old, 36), (young, 34)):
        path.touch()
        moment = (now - dt.timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    file, gone = backups.make(folder, key, now, keep=35)
    assert (gone, sorted(folder.iterdir())) == ([old], sorted([file, young]))


def test_two_at_once_and_a_name_that_exists_are_refused(question, folder, key):
    with backups._alone_in(folder), pytest.raises(archives.Failed, match="Another back-up"):
        backups.make(folder, key, timezone.now())
    file, _gone = backups.make(folder / "one.age", key, timezone.now())
    with pytest.raises(archives.Failed, match="exists already"):
        backups.make(file, key, timezone.now())
    with pytest.raises(archives.Failed, match="cannot be used"):
        backups.make(folder / "nowhere" / "one.age", key, timezone.now())


@pytest.mark.parametrize("part", [0, 200, -1])
def test_a_file_that_is_damaged_or_broken_off_changes_nothing(part, question, folder, key):
    file, _gone = backups.make(folder, key, timezone.now())
    whole = bytearray(file.read_bytes())
    whole[part] ^= 1
    for damaged in (bytes(whole), bytes(whole[: part or 9])):
        file.write_bytes(damaged)
        with pytest.raises(archives.Failed, match="cannot be read with this key"):
            restoring.put_back(file, key, replace=True)

    assert (User.objects.filter(name="Sam de Vries").count(), restore_mark().exists()) == (1, False)


def test_a_file_of_another_kind_of_database_is_refused(question, folder, key):
    file = folder / "other.age"
    file.write_bytes(archives.pyrage.encrypt(b"neither of them" * 99, [key.to_public()]))

    with pytest.raises(archives.Failed, match="holds no database of"):
        restoring.put_back(file, key, replace=True)


@pytest.mark.parametrize("broken_off", [False, True])
def test_a_database_that_is_damaged_inside_changes_nothing(broken_off, question, folder, key):
    file, _gone = backups.make(folder, key, timezone.now())
    inside = bytearray(archives.pyrage.decrypt(file.read_bytes(), [key]))
    half = len(inside) // 2
    inside[half : half + 60_000] = bytes(60_000)
    file.write_bytes(archives.pyrage.encrypt(bytes(inside), [key.to_public()]))
    if broken_off:
        restore_mark().write_text("", encoding="ascii")

    with pytest.raises(archives.Failed, match="is damaged|pg_restore failed"):
        restoring.put_back(file, key, replace=True)

    assert (User.objects.filter(name="Sam de Vries").count(), restore_mark().exists()) == (1, broken_off)
    restore_mark().unlink(missing_ok=True)


def test_a_server_that_goes_away_changes_nothing(question, folder, key, monkeypatch):
    file, _gone = backups.make(folder, key, timezone.now())
    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(connection.settings_dict, "PORT", "1")
        if connection.vendor == "postgresql":
            with pytest.raises(archives.Failed, match="psql failed"):
                archives.put_back(file, key)
        else:
            archives.put_back(file, key)  # a file has no server

    assert User.objects.filter(name="Sam de Vries").count() == 1


def test_a_database_that_is_not_empty_is_left_alone(question, folder, key):
    file, _gone = backups.make(folder, key, timezone.now())

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file))


def test_who_was_erased_meanwhile_is_erased_again_also_after_a_broken_off_restore(sam, wim, folder, key):
    file, _gone = backups.make(folder, key, timezone.now())
    User.objects.filter(pk=sam.pk).update(name="", email=None)
    restore_mark().write_text(f"{wim.public_id}\n", encoding="ascii")

    call_command("restore", str(file), replace=True)
    assert set(User.objects.filter(name="", email=None)) == {sam, wim}
    assert not restore_mark().exists()


def test_a_key_is_never_replaced_and_a_wrong_one_is_named(folder, key, sam):
    with pytest.raises(CommandError, match="cannot be made: File exists"):
        call_command("backup", str(folder), new_key=True)
    settings.BACKUP_KEY_FILE.write_text("no key", encoding="ascii")
    with pytest.raises(CommandError, match="holds no key of age"):
        call_command("backup", str(folder))
    settings.BACKUP_KEY_FILE.unlink()
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("backup", str(folder))
