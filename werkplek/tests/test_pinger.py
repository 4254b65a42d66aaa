"""The signal process with real parts: it passes on "there is something new", to who holds a token, and nothing else."""

import contextlib
import http.client
import os
import socket
import sys
import time
import uuid

import pytest
import redis

from reflections.live import pings
from werkplek import pinger
from werkplek.tests import servers
from werkplek.tests.services import ENVIRONMENT, Process, until

pytestmark = pytest.mark.delivery


@pytest.fixture
def signals(tmp_path, settings, monkeypatch):
    """The process, and a Redis of its own that a test may stop. The database address leads nowhere: it needs none."""
    monkeypatch.setitem(pings._away, "until", 0.0)
    with servers.own_redis() as server:
        settings.REDIS_URL = server.url
        port = servers.free_port()
        env = {
            **os.environ,
            **ENVIRONMENT,
            "REDIS_URL": server.url,
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        }
        command = [sys.executable, "-m", "uvicorn", "--factory", "werkplek.pinger:application", "--port", str(port)]
        process = Process(command, env, tmp_path / "pinger.log")
        process.port, process.redis = port, server
        assert until(lambda: listening(port))
        yield process
        process.kill()
    if server.url in pings._known:
        pings._known.pop(server.url).close()


def listening(port):
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def stream(signals, token):
    """An open stream, as a browser has it."""
    line = http.client.HTTPConnection("127.0.0.1", signals.port, timeout=5)
    line.request("GET", f"/?room={token}")
    with contextlib.closing(line), line.getresponse() as answer:
        yield answer


def hears(server):
    """Whether the process listens to this Redis."""
    with contextlib.closing(redis.Redis.from_url(server.url)) as client:
        return client.pubsub_numsub(pings.REDIS_CHANNEL)[0][1]


def next_version(answer):
    """The next version that is told on this stream, and the lines that came with it."""
    lines = []
    while line := answer.readline().decode().strip("\n"):
        lines.append(line)
    if "event: version" in lines:
        return lines
    return next_version(answer)


def opened(answer):
    """Read up to the line that says that the stream is open."""
    while "stream-open" not in answer.readline().decode():
        pass
    time.sleep(0.2)  # the listener is in the list once its first answer went out


def test_it_tells_the_room_and_no_other_that_there_is_something_new(signals):
    mine, other = uuid.uuid4(), uuid.uuid4()
    with stream(signals, pings.token_for(mine)) as answer:
        opened(answer)
        pings.tell(other, "3-0")
        started = time.monotonic()
        pings.tell(mine, "7-2")

        assert next_version(answer) == ["event: version", "data: 7-2"]
        assert time.monotonic() - started < 1
        assert answer.headers["Access-Control-Allow-Origin"] == "http://testserver"
    for token in ("", "made-up", "x" * 5000):
        with stream(signals, token) as answer:
            assert answer.status == 404


def test_a_redis_that_comes_back_is_heard_again(signals):
    room = uuid.uuid4()
    with stream(signals, pings.token_for(room)) as answer:
        opened(answer)
        pings.tell(room, "1-0")
        assert next_version(answer)[1] == "data: 1-0"  # it arrived: a Redis that is killed may keep what it took
        signals.redis.stop()
        pings.tell(room, "2-0")  # costs no error
        signals.redis.start()
        pings._away["until"] = 0.0
        assert until(lambda: hears(signals.redis))
        pings.tell(room, "3-0")

        assert next_version(answer)[1] == "data: 3-0"


def test_a_stream_ends_with_its_token(signals, monkeypatch):
    """Who may no longer look gets no new token, so listening ends within minutes (access.md R30)."""
    monkeypatch.setattr(pings, "GOOD_FOR", 3)
    token, started = pings.token_for(uuid.uuid4()), time.monotonic()
    with stream(signals, token) as answer:
        opened(answer)
        while answer.readline():
            pass

    assert time.monotonic() - started < 5
    with stream(signals, token) as answer:
        assert answer.status == 404


def test_the_parts_of_an_address():
    assert pinger._redis_of("redis://cache.example:6380/3") == {"host": "cache.example", "port": 6380, "db": 3}
    assert pinger._redis_of("rediss://:word@cache.example") == {
        "host": "cache.example",
        "port": 6379,
        "db": 0,
        "password": "word",
        "username": None,
        "ssl": True,
    }
