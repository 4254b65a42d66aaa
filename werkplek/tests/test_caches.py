"""The cache with a real Redis that is killed, hangs, fills up and comes back."""

import signal
import time

import pytest
import redis

from accounts.allauth_internals import consume
from werkplek import caches
from werkplek.caches import RedisOrDatabaseCache

pytestmark = [pytest.mark.django_db, pytest.mark.both("counts in Redis, and in a table")]
OPTIONS = {"OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1}}


@pytest.fixture
def cache(redis_server):
    yield RedisOrDatabaseCache(redis_server.url, OPTIONS)
    RedisOrDatabaseCache.away_until.clear()


@pytest.fixture
def impatient(monkeypatch):
    """Redis is tried again at once."""
    monkeypatch.setattr(caches, "PATIENCE", 0)


def in_table(cache, key):
    return cache._database.get(key)


def test_redis_holds_the_values_while_it_answers(cache):
    cache.set("key", "value")

    assert (cache.get("key"), in_table(cache, "key")) == ("value", None)


def test_the_table_holds_them_while_redis_is_away(cache, redis_server):
    redis_server.stop()
    cache.set("key", "value")

    assert (cache.get("key"), in_table(cache, "key")) == ("value", "value")


def test_every_operation_works_without_redis(cache, redis_server):
    redis_server.stop()

    assert cache.add("count", 1) is True
    assert cache.add("count", 9) is False
    assert cache.incr("count") == 2
    assert cache.touch("count", 60) is True
    assert cache.has_key("count") is True
    assert cache.set_many({"a": 1, "b": 2}) == []
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert cache.delete("count") is True
    assert cache.delete_many(["a"]) is None
    assert cache.get("a") is None
    assert cache.clear() is None
    assert cache.get("b") is None


def test_clearing_empties_both(cache, redis_server):
    cache._database.set("key", "old")
    cache.set("key", "new")
    cache.clear()

    assert (cache.get("key"), in_table(cache, "key")) == (None, None)


def test_redis_is_used_again_once_it_is_back(cache, redis_server, impatient):
    redis_server.stop()
    cache.set("key", "during")
    redis_server.start()
    cache.set("key", "after")

    assert (cache.get("key"), in_table(cache, "key")) == ("after", "during")


def test_a_full_redis_counts_as_away(cache, redis_server):
    redis.Redis.from_url(redis_server.url).config_set("maxmemory", "1")
    cache.set("key", "value")

    assert in_table(cache, "key") == "value"


def test_a_hanging_redis_costs_a_moment_once(cache, redis_server):
    cache.get("key")
    redis_server.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    for _ in range(20):
        cache.set("key", "value")

    assert time.monotonic() - started < 3
    assert cache.get("key") == "value"


def test_the_limit_on_tries_holds_without_redis(rf, settings, redis_server):
    settings.CACHES = {"default": {"BACKEND": "werkplek.caches.RedisOrDatabaseCache", "LOCATION": redis_server.url}}
    redis_server.stop()
    tries = [consume(rf.post("/"), action="login_failed", key="sam") for _ in range(11)]

    assert [one is not None for one in tries] == [True] * 8 + [False] * 3
