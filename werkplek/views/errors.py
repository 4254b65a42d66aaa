"""Pages for what is not there or not allowed. What somebody typed is given back, never lost (access.md R30)."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

LONG_ENOUGH = 20  # a shorter word is a key or a choice, not somebody's text
OURS = ("csrfmiddlewaretoken", "once", "password", "oldpassword", "code", "credential")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not existing and not yours give the same page (access.md R34)."""
    return render(request, "404.html", {"kept": kept_texts(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Seen but not to be done now; policy's reason is shown when it gave one."""
    reason = getattr(exception, "reason", "")
    return render(request, "403.html", {"exception": reason, "kept": kept_texts(request)}, status=403)


def kept_texts(request: HttpRequest) -> list[str]:
    """The texts of a refused form, to copy. Only for who is signed in, and never passwords or codes."""
    if request.method != "POST" or not request.user.is_authenticated:
        return []
    try:
        fields = request.POST.lists()
    except (RequestDataTooBig, TooManyFilesSent, MultiPartParserError):
        return []
    sent = [value.strip() for name, values in fields if not name.startswith(OURS) for value in values]
    return [value for value in sent if len(value) >= LONG_ENOUGH or " " in value]
