"""Whatever somebody sends, and wherever: refused or stored, never an error of ours (reliability.md §2)."""

import re
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIRequest, get_bytes_from_wsgi
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.functional import cached_property

from werkplek.tests.access_rows import PEOPLE, Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.pages import browser_of, text_of

MIXED = [
    "'; DROP TABLE accounts_user; --",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% debug %}%(by)s{0.__class__}",
    "\u202eabc\u200b\ufeff\U0001f469\u200d\U0001f52c\u0301",
    "\r\nBcc: iedereen@werkplek.example\r\n\r\nb",
    "../../../../etc/passwd",
]
NAUGHTY = {
    "mixed": '=HYPERLINK("http://x.example")' + " ".join(MIXED),
    "nul": "voor\x00na",
    "surrogate": "voor\ud800na",
    "long": "lang " * 2_100,
    "number": "-99999999999999999999999999",
    "day": "0000-00-00",
    "nothing": " \t\n ",
}
TWICE = [("text", "a"), ("text", "b"), ("version", "1"), ("version", "NaN"), ("then", "x"), ("then", "y")]
LISTS = [("text[]", "a"), ("text[0][x]", "b"), ("people", "niemand"), ("parts", "alles"), ("membership", "1")]
SHAPES: dict[str, Any] = {
    "odd": [*TWICE, *LISTS, ("once", "geen sleutel")],
    "empty": [],
    "two thousand": [(f"field{number}", "x") for number in range(2_000)],
}
EVERYWHERE = ["nul", "surrogate", "number"]  # the databases take these in different ways
STRICTEST = [*(kind for kind in NAUGHTY if kind not in EVERYWHERE), *SHAPES]
ON_STRICTEST = pytest.mark.once("postgresql", "hostile input: PostgreSQL refuses what SQLite forgives")
EVERY_KIND = pytest.mark.long("every hostile text in every form")
AN_ENDPOINT = 2  # kinds that an endpoint gets in a quick walk, others at the next endpoint
FIELDS = re.compile(r'name="([a-z_]+)"')
OF_EVERY_PAGE = "row"  # at which row of the queue somebody is (werkplek/middleware.py)
PARAMETERS = (
    "q",
    OF_EVERY_PAGE,
    "page",
    "show",
    "since",
    "until",
    "level",
    "track",
    "to",
    "role",
    "team",
    "sent",
    "next",
)
USERS_OWN = {"account_logout", "sign_out_everywhere"}  # these end or change the session of the test itself
SICK = {"readyz"}  # says 503 as long as no worker gives a sign of life
SHARES = 8  # each with a time limit of its own, on whichever core is free


def walks(name: str, kinds: list[str], a_door: int, shares: int, *marks: pytest.MarkDecorator) -> list[Any]:
    """Walks that share the endpoints; each endpoint gets so many of these kinds."""
    every = range(shares)
    return [pytest.param(kinds, a_door, slice(n, None, shares), id=f"{name}-{n}", marks=marks) for n in every]


WALKS = [
    *walks("some", [*EVERYWHERE, *STRICTEST], AN_ENDPOINT, 2, ON_STRICTEST),
    *walks("everywhere", EVERYWHERE, len(EVERYWHERE), SHARES, EVERY_KIND),
    *walks("strictest", STRICTEST, len(STRICTEST), SHARES, EVERY_KIND, ON_STRICTEST),
]


class Query(QueryDict):
    """What stands behind the question mark; remembers what a page asks of it. `lists()` does not count: so the guard
    against NUL bytes looks at what everybody sends."""

    looked_at: set[str] = set()

    def _look(self, key: str) -> None:
        if key != OF_EVERY_PAGE:
            self.looked_at.add(key)

    def __getitem__(self, key: str) -> Any:
        self._look(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._look(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.looked_at.add(key)
        return super().getlist(key, default)

    def copy(self) -> Any:
        self.looked_at.update(PARAMETERS)
        return super().copy()

    def items(self) -> Any:
        self.looked_at.update(PARAMETERS)
        return super().items()

    def urlencode(self, safe: str | None = None) -> str:
        self.looked_at.update(PARAMETERS)
        return super().urlencode(safe)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that pages ask of their query, until it is cleared."""
    names: set[str] = set()

    def query(request: WSGIRequest) -> Query:
        made = Query(get_bytes_from_wsgi(request.environ, "QUERY_STRING", ""), encoding=request.encoding)
        made.looked_at = names
        return made

    remembering = cached_property(query)
    remembering.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", remembering)
    return names


def encoded(fields: Any) -> str:
    """As a browser of bad will sends it: also what is no text at all."""
    return urlencode(fields, doseq=True, errors="surrogatepass")


def doors_open_to_somebody() -> list[tuple[Row, str]]:
    """Every endpoint with somebody who may come in; not the sign-in pages, whose limits are tested elsewhere."""
    found = []
    for row in ROWS:
        code = next((code for code in PEOPLE if row.allowed.get(code) in (200, 302, 405)), None)
        if code and not row.is_of_allauth and row.address not in USERS_OWN:
            found.append((row, code))
    return found


@pytest.mark.parametrize(("kinds", "a_door", "share"), WALKS)
def test_nothing_breaks_a_page(filled, quiet, looked_at, kinds, a_door, share):
    """The same text in every field of every form and in every parameter of every address, and forms of odd shapes."""
    broken = []
    browser = cache(lambda code: browser_of(filled.who(code), just_confirmed=True))
    for number, (row, code) in enumerate(doors_open_to_somebody()[share]):
        sent = [kinds[(a_door * number + turn) % len(kinds)] for turn in range(a_door)]
        for kind, status in answers(browser(code), row.url(filled), sent, looked_at):
            broken += [f"{row} {kind}: {status}"] if status >= 500 and row.address not in SICK else []

    assert broken == []


def answers(client: Client, url: str, kinds: list[str], looked_at: set[str]) -> Iterator[tuple[str, int]]:
    """What somebody gets who looks, and who sends every kind: to look at when the page asks anything of its query, and
    as a form unless the endpoint knows no forms."""
    looked_at.clear()
    page = client.get(url)
    parameters = looked_at | set(PARAMETERS) if looked_at else set()
    names = set(FIELDS.findall(text_of(page))) - {"csrfmiddlewaretoken", "once", "viewport"}
    yield "plain", page.status_code
    for kind in kinds:
        if kind in NAUGHTY and parameters:
            sent = dict.fromkeys(parameters, NAUGHTY[kind])
            yield f"?{kind}", client.get(url, QUERY_STRING=encoded(sent)).status_code
        form = SHAPES.get(kind, dict.fromkeys(names | {"text", "reason", "name"}, NAUGHTY.get(kind)) | key())
        with transaction.atomic():
            answer = client.post(url, encoded(form), content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)  # the next form finds everything as it was
        yield kind, answer.status_code
        if answer.status_code == 405:
            return


def key() -> dict[str, str]:
    return {"once": str(uuid.uuid4())}


def test_pages_are_seen_to_ask_of_their_query(filled, quiet, looked_at):
    """What the walk above leans on: the pages that look at their query are known as such."""
    sam = browser_of(filled.who("S"))
    sam.get(reverse("reflections:experiences"))
    asked = looked_at.copy()
    looked_at.clear()
    sam.get(reverse("settings"))

    assert ({"q", "page"} <= asked, looked_at) == (True, set())
