"""The shortest answers of a live page: nothing new, or what every listener sees."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reflections.actions import presence
from reflections.live import doors, shared, tokens

Answer = Callable[[HttpRequest], HttpResponse]


def answer_screens(get_response: Answer) -> Answer:
    """A screen that asks with a token and has the newest version gets 304 from one row: no template, and the rules from
    the door of the room. After a change listeners get the parts that were made once for them all. In every other case
    the view answers; only the view gives a new token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request.headers.get("X-Room")
        short = _short(request, token) if token and request.method == "GET" else None
        return short or get_response(request)

    return middleware


def _short(request: HttpRequest, token: str) -> HttpResponse | None:
    look = tokens.read(token)
    known = request.headers.get("If-None-Match", "").strip('"')
    browser = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if look is None or not known or not doors.lets_in(look, browser):
        return None
    presence.note(look.room, doors.take_signs(look.room))
    tag = tokens.tag_of(look.room)
    private = {"Cache-Control": "no-store"}
    if tag == known:
        return HttpResponse(status=304, headers=private)
    if tag is None or request.GET or look.screen == tokens.WALL:
        return None  # looks elsewhere, or is the wall
    part = shared.part_for(look, tag)
    return HttpResponse(part, headers=private | {"ETag": f'"{tag}"'}) if part else None
