"""Tells the screens of a room that there is something new, and never what.

With Redis a small process passes it on within a moment (`werkplek/pinger.py`). Without it, or when it is away, the
screens ask by themselves within two seconds: nothing is lost.
"""

import json
import time
import uuid

import structlog
from django.conf import settings
from django.core import signing
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

REDIS_CHANNEL = "events_channel"  # where django-eventstream listens
PATIENCE = 5.0  # seconds before an unreachable Redis is tried again
TOKEN_SALT = "reflections.room.signal"  # noqa: S105 - a name, no secret
GOOD_FOR = 6 * 60  # seconds: a little longer than a screen keeps its own token, so that a new one is there in time
log = structlog.get_logger(__name__)
_known: dict[str, Redis] = {}
_away = {"until": 0.0}


def channel_of(check_id: uuid.UUID | str) -> str:
    return f"room-{check_id}"


def token_for(check_id: uuid.UUID) -> str:
    """What a page shows the signal process: that its reader may listen to this room for some minutes. It opens nothing
    else. Only a view gives it, so who may no longer look gets no other one."""
    return signing.dumps([str(check_id), int(time.time()) + GOOD_FOR], salt=TOKEN_SALT)


def room_of(token: str) -> tuple[str, float]:
    """The room that a token is for, and for how many seconds more; raises BadSignature for anything that is not ours or
    too old."""
    room, until = signing.loads(token, salt=TOKEN_SALT)
    if (seconds := until - time.time()) <= 0:
        raise signing.SignatureExpired
    return str(room), seconds


def tell(check_id: uuid.UUID, tag: str) -> None:
    """Say "there is something new" in a room. Costs at most a second, and never an error."""
    if not settings.REDIS_URL or time.monotonic() < _away["until"]:
        return
    message: dict[str, object] = {
        "channel": channel_of(check_id),
        "event_type": "version",
        "data": tag,
        "pub_id": None,
        "skip_user_ids": [],
        "id": None,
    }
    try:
        _redis().publish(REDIS_CHANNEL, json.dumps(message))
    except (RedisError, OSError) as error:
        _away["until"] = time.monotonic() + PATIENCE
        log.warning("signal_not_sent", error=type(error).__name__)


def _redis() -> Redis:
    if settings.REDIS_URL not in _known:
        _known[settings.REDIS_URL] = Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
        )
    return _known[settings.REDIS_URL]
