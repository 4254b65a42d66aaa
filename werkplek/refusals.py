"""What a refused form gives back: the words that were typed, never lost (access.md R30), and where that may help a
button to send them again (docs/decisions/0149)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.views.forms import CSRF, NOT_CONTENT, SECRET

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LONG_ENOUGH = 20  # a shorter word is a key or a choice, not somebody's text
NO_WORDS = (*NOT_CONTENT, "login", "email", "next")


@dataclass(frozen=True)
class Typed:
    """What was sent in a form that was refused: the texts to show, and all else that sending it again needs."""

    address: str
    texts: list[tuple[str, str]]
    rest: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        return [value for _name, value in self.texts]


def typed_in(request: HttpRequest) -> Typed | None:
    """What was typed, or None when nothing was or when it is not for this screen: another site sent it, or the form had
    a password or a code in it. It asks no database, and goes back to the browser that it came from, nowhere else."""
    if request.method != "POST" or not _is_from_here(request):
        return None
    try:
        sent = [(name, value.replace("\x00", "")) for name, values in request.POST.lists() for value in values]
    except (*TOO_LARGE, MultiPartParserError):
        return None
    texts = [(name, value) for name, value in sent if _is_text(name, value)]
    if not texts or any(name.startswith(SECRET) for name, _value in sent):
        return None
    rest = [pair for pair in sent if pair not in texts and pair[0] != CSRF]
    return Typed(request.get_full_path(), texts, rest)


def _is_text(name: str, value: str) -> bool:
    return name not in NO_WORDS and bool(value.strip()) and (len(value) >= LONG_ENOUGH or " " in value.strip())


def _is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this. Otherwise another site could put words, and a button, on a page of ours."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return site in ("same-origin", "none") and (not came_from or urlsplit(came_from).netloc == request.get_host())
    except (DisallowedHost, ValueError):
        return False


def signed_out(request: HttpRequest) -> HttpResponse:
    """Sent by somebody whose session ended meanwhile: the words stay on the page, signing in goes beside it."""
    return page(request, "401.html", 401)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something that no person typed, such as a NUL byte; it may have come along with a text in a paste. Or so much
    that we do not read it: then the page cannot give it back."""
    if isinstance(exception, TOO_LARGE):
        return bare(request, "413.html", 413)
    return bare(request, "400.html", 400)


def page(request: HttpRequest, template: str, status: int, **words: object) -> HttpResponse:
    """A page in the frame, that gives back what was sent."""
    typed = typed_in(request)
    answer = render(request, template, {"typed": typed, **words}, status=status)
    if typed:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """The same, made of nothing but the request."""
    words = {"typed": typed_in(request), "csrf_token": get_token(request)}
    return HttpResponse(render_to_string(template, words), status=status, headers={"Cache-Control": "no-store"})
