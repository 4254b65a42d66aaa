"""No secret in any line of the log, whatever the address (access.md R9, T20)."""

import logging
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import structlog
from django.conf import settings
from django.urls import URLResolver, get_resolver, reverse

from werkplek.log_lines import spoken
from werkplek.tests.pages import browser_of

SECRET = "GeheimVanEenLink-8f3k_2.x9Qz"
UUID = "c0ffee00-0000-4000-8000-000000000001"


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the handlers of the product write, from DEBUG on."""
    written: list[str] = []
    formatter = structlog.stdlib.ProcessorFormatter(
        **{key: value for key, value in settings.LOGGING["formatters"]["lines"].items() if key != "()"}
    )

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(formatter.format(record))

    handler, loggers = Handler(), [logging.getLogger(), logging.getLogger("django")]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield written
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address, with a secret wherever a text may stand."""
    values = {"uuid": UUID, "int": "7"}
    for pattern in (resolver or get_resolver()).url_patterns:
        text = re.sub(r"<(\w+):\w+>", lambda found: values.get(found[1], SECRET), f"{before}{pattern.pattern}")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, text)
        else:
            yield text


def test_no_address_brings_its_secret_into_the_log(db, lines, sam):
    asked = [f"{address}{tail}" for address in addresses() if SECRET in address for tail in ("", ").", "more/")]
    for address in asked:
        for client in (browser_of(None), browser_of(sam)):
            client.get(f"{address}?next=/invitations/{SECRET}/")
            client.post(address)

    assert (len(asked) > 30, len(lines) > len(asked)) == (True, True)
    assert [line for line in lines if SECRET in line] == []


@pytest.mark.parametrize("path", [f"/invitation/{SECRET}", f"//{SECRET}", f"/calendar/{UUID}/{SECRET}.ics/more"])
def test_nor_does_an_address_that_does_not_exist(client, db, lines, path):
    client.get(path)

    assert (lines != [], [line for line in lines if SECRET in line]) == (True, [])


def test_nor_does_an_error(client, db, lines, monkeypatch):
    """The trace of an error, and what the error says."""

    def broken(token: str) -> None:
        raise LookupError(f"no letter for {token}")

    monkeypatch.setattr("partnerships.views.invitations.actions.find", broken)
    client.raise_request_exception = False

    answer = client.get(reverse("partnerships:invitation", args=[SECRET]))

    assert (answer.status_code, "no letter for" in "".join(lines), SECRET in "".join(lines)) == (500, True, False)


def test_words_and_ids_of_ours_are_told():
    path = f"/teams/{UUID}/value-checks/plan/"

    assert (spoken(path), spoken("/tracks/x/puzzle/3/")) == (path, "/tracks/…/puzzle/3/")


@pytest.mark.delivery
def test_gunicorn_itself_tells_no_secret(tmp_path):
    """Of a request that it cannot read, and in the line a request that somebody may turn on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "werkplek.wsgi", "--config", "werkplek/gunicorn.py"]
    command += ["--bind", f"127.0.0.1:{port}", "--access-logfile", "-", "--log-level", "debug"]
    written = tmp_path / "lines"
    with written.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            answers = [_ask(port, f"GET /guest/{SECRET}/ {rest}") for rest in ("HTTP/1.1", "nonsense", "HTTP/9.9")]
        finally:
            server.terminate()

    assert (len(answers), SECRET in written.read_text(), "GET" in written.read_text()) == (3, False, True)


def _ask(port: int, line: str) -> bytes:
    for _try in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
                wire.sendall(f"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                return wire.recv(1000)
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise AssertionError("gunicorn did not start")
