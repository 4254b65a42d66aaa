"""A pytest plugin: the environment of the tests, and the real parts that they talk to.

It is loaded before Django's settings (pytest.ini, `-p`), because settings.py reads the environment once. A developer's
`.env` therefore never leaks into a test: what is set here wins. `TEST_DATABASE_URL` and `TEST_REDIS_URL` choose the
backends; without them the tests run on a SQLite file and the filesystem broker.
"""

import asyncio
import atexit
import contextlib
import email
import email.policy
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from aiosmtpd.controller import Controller

from werkplek.tests import servers

PATIENCE = 240.0  # seconds that a test waits for something to happen: much for a busy machine, nothing for a quick one
# A whole test is one transaction, and a busy machine may leave it alone for long. Locks are as in production.
PATIENT = "-c lock_timeout=3s -c statement_timeout=60s -c idle_in_transaction_session_timeout=300s"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
HOME = Path(tempfile.mkdtemp(prefix=f"werkplek-test-{WORKER}-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)  # also when pytest never gets as far as its own end


def _own_redis_database(address: str) -> str:
    """Each test process empties its own numbered database inside one Redis."""
    if not address:
        return ""
    number = int(WORKER.removeprefix("gw")) + 1 if WORKER.startswith("gw") else 0
    return urlunsplit(urlsplit(address)._replace(path=f"/{number}"))


ENVIRONMENT = {
    "DEMO": "false",
    "DEMO_IN_PUBLIC": "false",
    "DEBUG": "true",  # plain static files; Django's own DEBUG is off in every test
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "SECRET_KEY": "known to everybody, for tests only",
    "SECRET_KEY_FALLBACKS": "",
    "ADMIN_PATH": "admin/",
    "VAR_DIR": str(HOME),
    "BACKUP_KEY_FILE": str(HOME / "backup.key"),
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{HOME / 'werkplek.sqlite3'}",
    "SIGNAL_URL": "",
    "REDIS_URL": _own_redis_database(os.environ.get("TEST_REDIS_URL", "")),
    "EMAIL_URL": "",
    "MAIL_FROM": "Werkplek <noreply@werkplek.example>",
    "PUSH_KEY": "known-to-everybody-for-tests-only-000000000",
    "TRUSTED_PROXY_COUNT": "0",
    "LOG_LEVEL": "WARNING",
    "PORT": "8000",
    "REGISTER_GOAL": "0",
}
os.environ.update(ENVIRONMENT)
(HOME / "static").mkdir()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings  # noqa: PLC0415 - not before the environment above is set

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"]["OPTIONS"]["options"] = PATIENT
    config.pluginmanager.import_plugin("werkplek.tests.backends")
    config.pluginmanager.import_plugin("werkplek.tests.databases")  # after pytest-django, whose fixture it replaces
    config.pluginmanager.import_plugin("werkplek.tests.browser")  # after pytest-playwright, whose fixtures it refines


# --- Mail -----------------------------------------------------------------------------------------


class SmtpSink:
    """A mail server that keeps what it gets, and that can be told to misbehave.

    `answer` is what happens after DATA: "" accepts, "451 …" or "550 …" refuses, "drop" accepts and hangs up before
    saying so, which is the one moment in which nobody can know whether the mail went. `pause` makes that moment as long
    as with a server that takes its time.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answer = ""
        self.pause = 0.0
        self.refused_addresses: set[str] = set()
        self.attempts = 0
        self.controller = Controller(self, hostname="127.0.0.1", port=servers.free_port())

    @property
    def host(self) -> str:
        return self.controller.hostname

    @property
    def port(self) -> int:
        return self.controller.port

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    def sent_to(self, address: str) -> list[EmailMessage]:
        """The mails that `address` got, oldest first."""
        return [message for message in self.messages if address in message["X-Envelope-To"].split(", ")]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address in self.refused_addresses:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.attempts += 1
        if self.answer and self.answer != "drop":
            return self.answer
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        if self.answer == "drop":
            server.transport.abort()
        await asyncio.sleep(self.pause)
        return "250 OK"


@pytest.fixture
def smtp_sink(settings) -> Iterator[SmtpSink]:
    """A real mail server; this process and the processes that the test starts send their mail to it."""
    sink = SmtpSink()
    sink.controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, sink.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield sink
    sink.controller.stop()


# --- Redis ----------------------------------------------------------------------------------------


@pytest.fixture
def redis_server() -> Iterator[servers.RedisServer]:
    """A Redis that the test may stop, kill and start again."""
    with servers.own_redis() as server:
        yield server


# --- Processes ------------------------------------------------------------------------------------


class Process:
    """A started program whose output is kept in a file."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.log = log
        self.command = command
        with log.open("wb") as out:
            self.popen = subprocess.Popen(
                command, cwd=servers.ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait_for(self, text: str, seconds: float = PATIENCE) -> "Process":
        """Return once the program has printed `text`; fail with its output when it does not."""
        until(lambda: text in self.output() or self.popen.poll() is not None, seconds)
        assert text in self.output(), f"{' '.join(self.command)} never said {text!r}:\n{self.output()[-3000:]}"
        return self

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """kill -9, the program and everything that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(timeout=10)

    def stop(self, with_signal: int = signal.SIGTERM, seconds: float = 20) -> int:
        """Ask it to stop; the exit code. Whatever is left of its group afterwards is killed."""
        self.popen.send_signal(with_signal)
        try:
            return self.popen.wait(timeout=seconds)
        finally:
            self.kill()


class Processes:
    """Starts real programs of ours against the test's own database, broker and mail server."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self.started: list[Process] = []

    def start(self, *command: str, **env: str) -> Process:
        log = self.folder / f"process-{len(self.started)}.log"
        process = Process([str(part) for part in command], {**self.env, **env}, log)
        self.started.append(process)
        return process

    def worker(self, *options: str, **env: str) -> Process:
        """A Celery worker for every queue, ready for work. `"-B"` embeds the scheduler, `"-Q"` chooses a queue."""
        flags = ["--without-heartbeat", "--without-gossip", "--without-mingle", "-c", "1", "--loglevel=INFO"]
        return self._celery("worker", *flags, *options, **env).wait_for("ready.")

    def beat(self, **env: str) -> Process:
        """Celery's clock."""
        pidfile = self.folder / f"beat-{len(self.started)}.pid"
        return self._celery("beat", "--loglevel=INFO", f"--pidfile={pidfile}", **env).wait_for("beat: Starting")

    def kill_all(self) -> None:
        for process in self.started:
            process.kill()

    def _celery(self, *arguments: str, **env: str) -> Process:
        return self.start(sys.executable, "-m", "celery", "-A", "werkplek", *arguments, **env)


@pytest.fixture
def processes(transactional_db, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Processes]:
    """Starts workers, clocks and other programs; whatever still runs after the test is killed."""
    env = {**os.environ, **ENVIRONMENT, "DATABASE_URL": database_address(), "PYTHONUNBUFFERED": "1"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    if "smtp_sink" in request.fixturenames:
        env["EMAIL_URL"] = request.getfixturevalue("smtp_sink").url
    empty_broker()
    fleet = Processes(tmp_path, env)
    yield fleet
    fleet.kill_all()


@pytest.fixture
def celery_worker_process(processes: Processes) -> Process:
    """One real worker."""
    return processes.worker()


@pytest.fixture
def celery_beat_process(processes: Processes) -> Process:
    """One real clock."""
    return processes.beat()


def until(true: Callable[[], object], seconds: float = PATIENCE, every: float = 0.05) -> bool:
    """Wait until `true()` is; whether it became so in time. Never a plain sleep in a test."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def database_address() -> str:
    """The DATABASE_URL of the database that this test uses."""
    from django.db import connection  # noqa: PLC0415 - not before the environment above is set

    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return urlunsplit(urlsplit(ENVIRONMENT["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))


def empty_broker() -> None:
    """Every message is lost: those of an earlier test name rows that are gone."""
    from werkplek.celery import app  # noqa: PLC0415 - not before the environment above is set

    with app.connection_for_write() as connection:
        for queue in app.amqp.queues:
            connection.default_channel.queue_purge(queue)
