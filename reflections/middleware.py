"""The shortest answer of a live page: nothing new."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reflections.live import tokens

Answer = Callable[[HttpRequest], HttpResponse]


def answer_unchanged(get_response: Answer) -> Answer:
    """A screen that asks with a fresh token and has the newest version gets 304 from one row: no session, no template.
    In every other case the view answers, with all its rules."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request.headers.get("X-Room")
        if token and request.method == "GET" and _is_unchanged(request, token):
            return HttpResponse(status=304, headers={"Cache-Control": "no-store"})
        return get_response(request)

    return middleware


def _is_unchanged(request: HttpRequest, token: str) -> bool:
    room = tokens.read(token)
    known = request.headers.get("If-None-Match", "").strip('"')
    return room is not None and bool(known) and tokens.tag_of(room) == known
