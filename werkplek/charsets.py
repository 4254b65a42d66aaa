"""Refuses requests in another encoding than ours. Django reads an address in the encoding that a request names, before
any middleware, and for some that Python knows ("rot13") that is an error. No browser sends our forms in another one."""

from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def refuse_other_charsets(application: Application) -> Application:
    """The WSGI application, for who writes UTF-8."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _charset_of(environ.get("CONTENT_TYPE", "")) == "utf-8":
            return application(environ, start_response)
        with translation.override("nl"):
            page = render_to_string("400.html").encode()
        start_response("400 Bad Request", [("Content-Type", "text/html; charset=utf-8")])
        return [page]

    return guarded


def _charset_of(content_type: str) -> str:
    message = Message()
    message["content-type"] = content_type
    return str(message.get_param("charset", "utf-8")).strip().lower()
