"""The signal process: tells live pages that there is something new, and nothing else.

    uvicorn --factory werkplek.pinger:application --port 8001

One address. It looks up nothing: the page carries a signed token for its room, so a thousand screens that come back at
once cost no database connection. What it passes on has no content, so it needs no access rules beyond "may listen to
this room". When it is away the pages ask by themselves; nothing is lost.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
django.setup()

import structlog  # noqa: E402 - settings come first here
from django.conf import settings  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django_eventstream import views  # type: ignore[import-untyped] # noqa: E402

from reflections.live import pings  # noqa: E402

RETRY = 1.0  # seconds before Redis is listened to again
log = structlog.get_logger(__name__)


async def listen(request: HttpRequest) -> HttpResponse:
    """The stream of one room, for who holds its token, and as long as that is good (access.md R30)."""
    try:
        room, seconds = pings.room_of(request.GET.get("room", ""))
    except signing.BadSignature:
        return HttpResponse(status=404)
    response: StreamingHttpResponse = views.events(request, channels=[pings.channel_of(room)])
    response.streaming_content = for_seconds(response.streaming_content, seconds)  # type: ignore[arg-type]
    response.headers["Access-Control-Allow-Origin"] = settings.SITE_URL
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx passes it on at once
    return response  # type: ignore[return-value]


async def for_seconds(stream: AsyncIterator[bytes], seconds: float) -> AsyncIterator[bytes]:
    """What comes within this time; then the stream ends, and the screen opens another one with a new token."""
    until = asyncio.get_running_loop().time() + seconds
    with contextlib.suppress(TimeoutError, StopAsyncIteration):
        while True:
            yield await asyncio.wait_for(anext(stream), until - asyncio.get_running_loop().time())


urlpatterns = [path("", listen), path("signals/", listen)]


async def pass_on() -> None:
    """Bring what the web processes say in Redis to the open streams, again and again when Redis was away."""
    while True:
        try:
            await views.RedisListener().listen()
        except Exception as error:  # whatever happens to Redis, the streams stay open
            log.warning("redis_away", error=type(error).__name__)
        await asyncio.sleep(RETRY)


def _redis_of(url: str) -> dict[str, Any]:
    """As django-eventstream wants it: no address but its parts."""
    parts = urlsplit(url)
    found: dict[str, Any] = {"host": parts.hostname, "port": parts.port or 6379, "db": int(parts.path.strip("/") or 0)}
    if parts.password:
        found |= {"password": parts.password, "username": parts.username or None}
    if parts.scheme == "rediss":
        found["ssl"] = True
    return found


class Application:
    """Django without middleware, and one task beside it that listens to Redis."""

    def __init__(self) -> None:
        settings.MIDDLEWARE = []
        settings.ROOT_URLCONF = __name__
        settings.EVENTSTREAM_REDIS = _redis_of(settings.REDIS_URL)
        self.pages = ASGIHandler()
        self.listening: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        else:
            await self.pages(scope, receive, send)

    async def live(self, receive: Any, send: Any) -> None:
        """Start and stop with the process."""
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.listening = asyncio.create_task(pass_on())
                await send({"type": "lifespan.startup.complete"})
            else:
                if self.listening:
                    self.listening.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return


def application() -> Application:
    """What uvicorn serves. Made by a call, so that importing this module changes nothing."""
    return Application()
