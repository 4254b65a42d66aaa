"""Whatever somebody sends, and wherever: refused or stored, never an error of ours (reliability.md §2)."""

import re
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction

from werkplek.tests.access_rows import PEOPLE, Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.world import World

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
EVERYWHERE = {"nul", "surrogate", "number"}  # the databases take these in different ways
STRICTEST = pytest.mark.once("postgresql", "hostile input: PostgreSQL refuses what SQLite forgives")
KINDS = [pytest.param(kind, id=kind, marks=() if kind in EVERYWHERE else STRICTEST) for kind in NAUGHTY]
FIELDS = re.compile(r'name="([a-z_]+)"')
PARAMETERS = ("q", "page", "show", "since", "until", "level", "track", "to", "role", "team", "sent", "next", "hat")
USERS_OWN = {"account_logout", "switch"}  # these end or change the session of the test itself


def encoded(fields: Any) -> str:
    """As a browser of bad will sends it: also what is no text at all."""
    return urlencode(fields, doseq=True, errors="surrogatepass")


def doors_open_to(world: World) -> list[tuple[Row, str]]:
    """Every door with somebody who may come in; not the sign-in pages, whose limits are tested elsewhere."""
    found = []
    for row in ROWS:
        code = next((code for code in PEOPLE if row.allowed.get(code) in (200, 302, 405)), None)
        if code and not row.address.startswith(("account_", "mfa_")) and row.address not in USERS_OWN:
            found.append((row, code))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_a_page(filled, quiet, kind):
    """The same text in every field of every form, and in every parameter of every address."""
    text, broken = NAUGHTY[kind], []
    browsers = {code: browser_of(filled.who(code), just_confirmed=True) for code in PEOPLE}
    for row, code in doors_open_to(filled):
        url, client = row.url(filled), browsers[code]
        page = client.get(url, QUERY_STRING=encoded(dict.fromkeys(PARAMETERS, text)))
        names = set(FIELDS.findall(text_of(page))) - {"csrfmiddlewaretoken", "once", "viewport"}
        fields = dict.fromkeys(names | {"text", "reason", "name"}, text) | {"once": str(uuid.uuid4())}
        with transaction.atomic():
            answer = client.post(url, encoded(fields), content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)  # the next door finds everything as it was
        broken += [f"{row} {one.status_code}" for one in (page, answer) if one.status_code >= 500 and row not in SICK]

    assert broken == []


SICK = [row for row in ROWS if row.address == "readyz"]  # says 503 as long as no worker gives a sign of life
TWICE = [("text", "a"), ("text", "b"), ("version", "1"), ("version", "NaN"), ("then", "x"), ("then", "y")]
LISTS = [("text[]", "a"), ("text[0][x]", "b"), ("people", "niemand"), ("parts", "alles"), ("membership", "1")]
SHAPES: dict[str, Any] = {
    "odd": [*TWICE, *LISTS, ("once", "geen sleutel")],
    "empty": [],
    "two thousand": [(f"field{number}", "x") for number in range(2_000)],
}


@STRICTEST
@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_breaks_a_form(filled, quiet, shape):
    broken = []
    browsers = {code: browser_of(filled.who(code), just_confirmed=True) for code in PEOPLE}
    for row, code in doors_open_to(filled):
        with transaction.atomic():
            answer = browsers[code].post(
                row.url(filled), encoded(SHAPES[shape]), content_type="application/x-www-form-urlencoded"
            )
            transaction.set_rollback(True)
        broken += [f"{row} {answer.status_code}"] if answer.status_code >= 500 and row not in SICK else []

    assert broken == []
