"""Keeps secrets out of the log. Links in mails, calendar links and guest links open something for whoever holds them.
So of an address only our own words, ids and numbers are written, whether or not the address exists."""

import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, get_resolver

HIDDEN = "…"
UUID_OR_NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,9}")
WORD = re.compile(r"[\w.-]+")
LONG_ENOUGH = 6  # what is shorter is no secret, and would hide half of every sentence

# Of the request that this thread answers. It stays after the answer: Django writes its last lines about a request then.
_secrets: ContextVar[tuple[str, ...]] = ContextVar("secrets", default=())


def watch_secrets(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Remember what of this request may be in no line. Comes first, so that every line about a request is after it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        values = [value for _name, value in parse_qsl(request.META.get("QUERY_STRING", ""))]
        hidden = {part for part in [*request.path.split("/"), *values] if not _may_be_said(part)}
        _secrets.set(tuple(sorted((part for part in hidden if len(part) >= LONG_ENOUGH), key=len, reverse=True)))
        return get_response(request)

    return middleware


def spoken(path: str) -> str:
    """The path as it may be written down."""
    return "/".join(part if _may_be_said(part) else HIDDEN for part in path.split("/"))


def hide_secrets(logger: Any, name: str, line: dict[str, Any]) -> dict[str, Any]:
    """A step of every line, also of Django's own and of tracebacks: what the address of this request holds is not in
    it."""
    for key, value in line.items():
        if isinstance(value, str):
            for secret in _secrets.get():
                value = value.replace(secret, HIDDEN)
            line[key] = value
    return line


def _may_be_said(part: str) -> bool:
    return not part or part in _words() or bool(UUID_OR_NUMBER.fullmatch(part))


@cache
def _words() -> frozenset[str]:
    """Every word that stands in an address of ours."""
    return frozenset(word for text in _literals(get_resolver()) for word in WORD.findall(text))


def _literals(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        yield re.sub(r"<[^>]*>", " ", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _literals(pattern)
