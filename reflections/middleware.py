"""The shortest answers of a live page: nothing new, or what every listener sees."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reflections.live import shared, tokens

Answer = Callable[[HttpRequest], HttpResponse]


def answer_screens(get_response: Answer) -> Answer:
    """A screen that asks with a fresh token and has the newest version gets 304 from one row: no session, no template.
    After a change listeners get the parts that were made once for them all. In every other case the view answers, with
    all its rules; only the view gives a new token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request.headers.get("X-Room")
        short = _short(request, token) if token and request.method == "GET" else None
        return short or get_response(request)

    return middleware


def _short(request: HttpRequest, token: str) -> HttpResponse | None:
    look = tokens.read(token)
    known = request.headers.get("If-None-Match", "").strip('"')
    tag = tokens.tag_of(look.room) if look and known else None
    if look is None or tag is None:
        return None
    private = {"Cache-Control": "no-store"}
    if tag == known:
        return HttpResponse(status=304, headers=private)
    if request.GET or not look.seat:
        return None  # looks elsewhere, or is the wall
    part = shared.part_for(look, tag)
    return HttpResponse(part, headers=private | {"ETag": f'"{tag}"'}) if part else None
