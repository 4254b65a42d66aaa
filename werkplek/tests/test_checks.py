"""What must be true before anybody is served."""

import importlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.checks import Error
from django.core.management.base import SystemCheckError
from django.db import connection

from partnerships import todos
from partnerships.models.organisations import Holiday
from partnerships.values import ROLES, Role, role_problems
from werkplek import checks
from werkplek.active_roles import ADMIN
from werkplek.restore_mark import restore_mark
from werkplek.views.desks import DESKS

pytestmark = pytest.mark.both("what is asked at the start differs")


def test_the_settings_pass_every_check():
    assert (checks.sqlite_keeps_its_promises(), checks.one_postgresql_driver()) == ([], [])


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"transaction_mode": "DEFERRED", "init_command": "PRAGMA journal_mode=WAL;"},
        {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=DELETE;"},
    ],
)
def test_sqlite_with_other_options_is_refused(monkeypatch, options):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)

    assert [error.id for error in checks.sqlite_keeps_its_promises()] == ["werkplek.E001"]


def test_a_role_that_lacks_something_is_named(monkeypatch):
    """Adding a role is one row; what was forgotten is said at the start, and not on a page (findings A10)."""
    assert checks.every_role_is_whole() == []
    whole = dict(ROLES)
    del whole[Role.TEAM_MEMBER]
    whole[Role.DAILY_SUPERVISOR] = replace(ROLES[Role.DAILY_SUPERVISOR], named_by=(), rank=2, does="")
    monkeypatch.setitem(ROLES, Role.LEARNER, replace(ROLES[Role.LEARNER], desk="nowhere"))

    assert sorted(role_problems(whole)) == [
        "DAILY_SUPERVISOR does not say what somebody does and sees in it.",
        "DAILY_SUPERVISOR guides: say for which party, and who names it on a track.",
        "DAILY_SUPERVISOR has a rank that another has.",
        "PRACTICE_EDUCATOR has a rank that another has.",
        "TEAM_MEMBER has no row in ROLES.",
    ]
    assert [error.msg for error in checks.every_role_is_whole()] == ["LEARNER has no home page desk/_nowhere.html."]


def test_every_home_page_is_filled_in():
    assert {facts.desk for facts in ROLES.values()} == set(DESKS) - {ADMIN}


def test_a_kind_whose_rows_would_stay_behind_is_named(monkeypatch):
    assert checks.rows_go_with_their_thing() == []
    monkeypatch.setitem(todos.KINDS, "holiday", todos.ToDoKind("holiday", Holiday, owed=list, says=lambda *_: []))

    assert [(error.id, error.msg) for error in checks.rows_go_with_their_thing()] == [
        ("werkplek.E007", "partnerships.Holiday lacks todos: the rows about it would not go when it goes.")
    ]


def test_a_second_driver_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "find_spec", lambda name: name)

    assert [error.id for error in checks.one_postgresql_driver()] == ["werkplek.E002"]


def test_the_folder_of_database_and_mails_is_made_closed(tmp_path):
    folder = tmp_path / "var"
    subprocess.run(
        [sys.executable, "-c", "import werkplek.settings"], check=True, env={**os.environ, "VAR_DIR": str(folder)}
    )

    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("mode", "warnings"), [(0o700, []), (0o750, []), (0o755, ["werkplek.W004"])])
def test_a_folder_that_everybody_may_look_into_is_told(monkeypatch, tmp_path, mode, warnings):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    tmp_path.chmod(mode)

    assert [one.id for one in checks.what_people_wrote_is_not_for_everybody()] == warnings


@pytest.mark.django_db
def test_sqlite_really_runs_as_promised():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_web_server_does_not_start_with_an_error(monkeypatch):
    monkeypatch.setattr("django.core.checks.run_checks", lambda: [Error("Not like this.", id="werkplek.E999")])

    with pytest.raises(SystemCheckError, match="Not like this"):
        importlib.import_module("werkplek.wsgi")


def test_a_restore_that_was_broken_off_is_refused():
    restore_mark().touch()
    found = [error.id for error in checks.no_restore_was_broken_off()]
    restore_mark().unlink()

    assert (found, checks.no_restore_was_broken_off()) == (["werkplek.E004"], [])
