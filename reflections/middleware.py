"""The shortest answers of a live page: nothing new, the parts of a room after a change, a sign of life."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from reflections.actions import presence
from reflections.live import admission, questions, shared, tokens

Answer = Callable[[HttpRequest], HttpResponse]
PRIVATE = {"Cache-Control": "no-store"}
HERE = "/room/here/"  # of reflections:room_here


def answer_screens(get_response: Answer) -> Answer:
    """A screen that asks with a token and has the newest version gets 304 from one row: no template, and the rules from
    `live/admission.py`. After a change sitters get what is not private of it (`live/shared.py`). A sign of life is
    kept for a moment and written down together with those of the others. In every other case the view answers; only the
    view gives a new token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return _short(request) or get_response(request)

    return middleware


def _short(request: HttpRequest) -> HttpResponse | None:
    token = request.headers.get("X-Room")
    look = tokens.read(token) if token else None
    browser = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if look is None or not admission.lets_in(look, browser):
        return None
    if request.method == "GET":
        return _parts(request, look)
    is_sign = request.method == "POST" and request.path.endswith(HERE) and look.screen == tokens.ROOM
    return _here(look) if is_sign else None


def _parts(request: HttpRequest, look: tokens.Look) -> HttpResponse | None:
    known = request.headers.get("If-None-Match", "").strip('"')
    tag = questions.tag_of(look.room) if known else None
    if tag is None:
        return None
    if tag == known:
        return HttpResponse(status=304, headers=PRIVATE)
    if request.GET or look.screen == tokens.WALL:
        return None  # looks elsewhere, or is the wall
    part = shared.part_for(look, tag)
    return HttpResponse(part, headers=PRIVATE | {"ETag": f'"{tag}"'}) if part else None


def _here(look: tokens.Look) -> HttpResponse:
    """No other site can send a header of its own here, nor knows the token: that is what guards this form."""
    presence.note(look.room, admission.give_sign(look))
    return JsonResponse({"tag": questions.tag_of(look.room)}, headers=PRIVATE)
