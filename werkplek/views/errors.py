"""Pages for what is not there, not allowed or went wrong. What somebody typed is given back (werkplek/refusals.py)."""

from django.http import HttpRequest, HttpResponse

from werkplek import refusals

WAIT = 300  # seconds: as long as the shortest limit counts (settings.ACCOUNT_RATE_LIMITS)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not existing and not yours give the same page (access.md R34)."""
    return refusals.page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Seen but not to be done now; policy's reason is shown when it gave one."""
    return refusals.page(request, "403.html", 403, exception=getattr(exception, "reason", ""))


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open while somebody signed in or out: its token is of before (settings.CSRF_FAILURE_VIEW)."""
    return refusals.page(request, "403_csrf.html", 403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too often in a short time (access.md R34)."""
    answer = refusals.page(request, "429.html", 429)
    answer.headers["Retry-After"] = str(WAIT)
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Our own error: a page that needs nothing of the machine but this process."""
    return refusals.bare(request, "500.html", 500)
