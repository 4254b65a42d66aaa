"""How tests look at pages: as somebody of the cast, and without what differs from one showing to the next."""

import html
import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User


def browser_of(person: User | None, *, just_confirmed: bool = False) -> Client:
    """A browser without JavaScript in which this person, or nobody, is signed in. `just_confirmed` when somebody said a
    moment ago who they are, which changes of roles and downloads ask (access.md R26)."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    if person and just_confirmed:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return client


def shape_of(page: Any) -> tuple[str, list[str], str | None]:
    """The page without its own address and what is new at every showing, and its headers."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text_of(page))
    return body.replace(page.wsgi_request.path, ""), sorted(page.headers), page.headers.get("Cache-Control")


def text_of(page: HttpResponse) -> str:
    return page.getvalue().decode(errors="replace")  # also of a file that is streamed


TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def title_of(page: HttpResponse) -> str:
    """What stays in the history of a browser."""
    found = TITLE.search(text_of(page))
    return html.unescape(found[1]) if found else ""


LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"|<form\s[^>]*?action="([^"]*)"')


def dead_links(page: HttpResponse) -> set[str]:
    """Links and forms of a page that lead nowhere: without an address, to an address that we do not have, or to a place
    that is not on the page. `{% url … as name %}` is silent when it finds nothing."""
    text = text_of(page)
    addresses = {html.unescape(link or form) for link, form in LINK.findall(text)}
    return {f"{page.wsgi_request.path} → {address!r}" for address in addresses if _is_dead(address, text)}  # type: ignore[attr-defined]


def _is_dead(address: str, text: str) -> bool:
    if address.startswith("#"):
        return f'id="{address[1:]}"' not in text
    if not address.startswith("/"):
        return not re.match(r"(https?://|mailto:|tel:)\S|\?", address)
    try:
        resolve(address.partition("?")[0].partition("#")[0])
    except Resolver404:
        return not address.startswith("/static/")
    return False


def at_once(client: Client, address: str, fields: dict[str, Any], times: int) -> list[Any]:
    """Send one form many times at the same moment, each on a connection of its own; where the answers point."""
    start = Barrier(times)

    def send(_number: int) -> Any:
        mine = Client()
        mine.cookies = client.cookies
        start.wait()
        try:
            answer = mine.post(address, fields)
            return answer.headers.get("Location", answer.status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))
