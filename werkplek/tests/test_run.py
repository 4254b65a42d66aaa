"""`make run`: starts everything, answers, survives a death in the family, stops without a trace."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.db import connection

from werkplek.tests import servers
from werkplek.tests.services import ENVIRONMENT, PATIENCE, Process, database_address, until

pytestmark = pytest.mark.delivery
FILE = "run.sqlite3"


def same_runner(test):
    """What the family of processes does, whatever the database: that first tries make tables is tested once."""
    once = pytest.mark.once("sqlite", "make run: on PostgreSQL and Redis it is started once")
    later = pytest.mark.long("make run started again and again")
    return once(later(pytest.mark.usefixtures("second_try")(test)))


@pytest.fixture
def second_try(tmp_path, transactional_db, monkeypatch):
    """The tables are there; making them takes most of the time of a first try. Nor is anything traced for coverage: the
    first try reaches the same."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    if connection.vendor == "sqlite":
        shutil.copyfile(connection.settings_dict["NAME"], tmp_path / FILE)


@pytest.fixture
def runner(tmp_path, transactional_db):
    """The runner on a free port with a folder of its own and without a demo.

    On SQLite it begins with nothing, as at somebody's first try; else it gets the test's PostgreSQL and Redis.
    """
    port = servers.free_port()
    env = {**os.environ, **ENVIRONMENT, "PORT": str(port), "VAR_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    env |= {"SITE_URL": f"http://127.0.0.1:{port}", "DATABASE_URL": f"sqlite:///{tmp_path / FILE}"}
    if connection.vendor != "sqlite":
        env["DATABASE_URL"] = database_address()
    process = Process([sys.executable, str(servers.ROOT / "bin/run.py")], env, tmp_path / "run.log")
    process.address = env["SITE_URL"]
    yield process
    process.stop()


def ask(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - ourselves
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)
    except OSError:
        return 0, {}


def descendants(pid):
    """The numbers of all processes below `pid`."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, lines[::2]), map(int, lines[1::2]), strict=True))
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def is_running(pid):
    """Not ended; a process that ended and waits for somebody to notice does not count."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return state != "" and not state.startswith("Z")


@pytest.mark.both("a first try makes its own tables")
def test_it_becomes_ready_and_stops_without_a_trace(runner):
    runner.wait_for(f"Werkplek runs at {runner.address}")
    assert until(lambda: ask(f"{runner.address}/readyz")[0] == 200), ask(f"{runner.address}/readyz")
    family = descendants(runner.popen.pid)
    assert runner.popen.poll() is None
    runner.popen.send_signal(signal.SIGINT)

    assert runner.popen.wait(timeout=PATIENCE) == 0
    assert runner.output().rstrip().endswith("Stopped.")
    assert [pid for pid in family if is_running(pid)] == []


@same_runner
def test_a_child_that_dies_is_started_again(runner):
    runner.wait_for("Werkplek runs at")
    for pid in descendants(runner.popen.pid):
        os.kill(pid, signal.SIGKILL)

    runner.wait_for("web ended (-9); starting it again")
    runner.wait_for("worker ended (-9); starting it again")
    assert until(lambda: ask(f"{runner.address}/healthz")[0] == 200)
    assert runner.stop() == 0


@same_runner
def test_nothing_goes_on_when_it_is_killed(runner):
    runner.wait_for("Werkplek runs at")
    family = descendants(runner.popen.pid)
    runner.kill()

    assert until(lambda: not any(is_running(pid) for pid in family)), family


@same_runner
def test_a_taken_port_is_told(runner):
    runner.wait_for("Werkplek runs at")
    port = runner.address.rsplit(":", 1)[1]
    env = {**os.environ, **ENVIRONMENT, "PORT": port}
    second = subprocess.run([sys.executable, "bin/run.py"], cwd=servers.ROOT, env=env, capture_output=True, text=True)

    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {port} cannot be used")
    assert f"PORT={int(port) + 1} make run" in second.stderr


@pytest.mark.parametrize("port", ["abc", "", "0", "65535", "٨٠"])
def test_a_port_that_is_none_is_told_in_a_sentence(port):
    run = [sys.executable, str(servers.ROOT / "bin/run.py")]
    done = subprocess.run(run, env={**os.environ, "PORT": port}, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == f"PORT={port} is no port. Choose a number from 1024 to 65534: PORT=8000 make run\n"


def test_commands_in_another_terminal_know_the_address(tmp_path):
    (tmp_path / "site_url").write_text("http://127.0.0.1:8123", encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "SITE_URL"} | {"VAR_DIR": str(tmp_path)}
    ask = [sys.executable, "-c", "from werkplek import settings; print(settings.SITE_URL)"]
    done = subprocess.run(ask, env=env, cwd=servers.ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "http://127.0.0.1:8123\n"
