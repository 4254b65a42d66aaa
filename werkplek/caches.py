"""A cache that is Redis while Redis answers, and a table of the database while it does not.

The rate limits of the sign-in pages live in this cache. Without it they must become neither an error page nor an open
door, so they fall to a table that all processes share. What the cache holds may always be lost or a few minutes old.
"""

import logging
import time
from typing import Any, ClassVar

from django.core.cache.backends.db import BaseDatabaseCache, DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

TABLE = "werkplek_cache"
PATIENCE = 5.0  # seconds before an unreachable Redis is tried again; a try may cost a second
log = logging.getLogger(__name__)


class RedisOrDatabaseCache(BaseDatabaseCache):
    """Every operation goes to Redis, and to the table when Redis fails.

    It is a BaseDatabaseCache because `createcachetable` makes tables for those.
    """

    away_until: ClassVar[dict[str, float]] = {}  # per address, for all threads: each would lose its own second

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        options = params.get("OPTIONS", {})
        params = {key: value for key, value in params.items() if key != "OPTIONS"}
        super().__init__(TABLE, params)
        self._location = location
        self._database = DatabaseCache(TABLE, params)
        self._redis = RedisCache(location, {**params, "OPTIONS": {**options, "retry": Retry(NoBackoff(), 0)}})

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("add", key, value, *args, **kwargs)

    def get(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", key, *args, **kwargs)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("set", key, value, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("touch", key, *args, **kwargs)

    def delete(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete", key, *args, **kwargs)

    def get_many(self, keys: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("get_many", keys, *args, **kwargs)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("set_many", data, *args, **kwargs)

    def delete_many(self, keys: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete_many", keys, *args, **kwargs)

    def has_key(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("has_key", key, *args, **kwargs)

    def incr(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._either("incr", key, *args, **kwargs)

    def clear(self) -> Any:
        self._database.clear()
        return self._either("clear")

    def _either(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        """Do `operation` in Redis; when Redis fails, in the table, and leave Redis alone for a moment."""
        if time.monotonic() >= self.away_until.get(self._location, 0):
            try:
                return getattr(self._redis, operation)(*args, **kwargs)
            except (RedisError, OSError) as error:
                self.away_until[self._location] = time.monotonic() + PATIENCE
                log.warning("Redis is away, the cache falls to the database: %s", type(error).__name__)
        return getattr(self._database, operation)(*args, **kwargs)
