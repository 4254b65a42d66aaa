"""Walks the URLconf: every address of the product with its name and its view."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Pages of packages: allauth guards its own views with LoginRequiredMiddleware and its own decorators
# (sign-in pages are open by login_not_required), the admin with `has_permission`.
PACKAGES = {"allauth.urls", "admin"}


@dataclass(frozen=True)
class Endpoint:
    """One address: its full name ("reflections:experience"), its view, and the names of its arguments."""

    name: str
    view: Any
    arguments: tuple[str, ...]
    is_ours: bool


def endpoints() -> list[Endpoint]:
    """Every address of the product, packages included."""
    return list(_walk(get_resolver().url_patterns, "", (), True))


def our_endpoints() -> list[Endpoint]:
    return [endpoint for endpoint in endpoints() if endpoint.is_ours]


def _walk(patterns: list[Any], namespace: str, arguments: tuple[str, ...], is_ours: bool) -> Iterator[Endpoint]:
    for pattern in patterns:
        inner = arguments + tuple(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            deeper = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            source = {getattr(pattern.urlconf_module, "__name__", ""), pattern.app_name}
            yield from _walk(pattern.url_patterns, deeper, inner, is_ours and not source & PACKAGES)
        elif isinstance(pattern, URLPattern):
            yield Endpoint(f"{namespace}{pattern.name}", pattern.callback, inner, is_ours)
