"""The pages that will be measured, with a session for each person, and what each asks of the database.

python -m bench.inside                  the pages of the demo's people
python -m bench.inside --busy home      those and the ones of the people who have most, as far as they begin so
"""

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "werkplek.settings"
django.setup()

from django.conf import settings  # noqa: E402 - settings come first here
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench import addresses  # noqa: E402
from bench.addresses import Page  # noqa: E402
from bench.processes import cpu_of_each  # noqa: E402
from werkplek.tests.statements import written_out  # noqa: E402

SLOW = 100  # milliseconds of processor that PostgreSQL may use for one statement


def plan(pages: Iterable[Page]) -> list[dict[str, Any]]:
    browsers: dict[int, Client] = {}
    found = []
    for page in pages:
        if page.person.pk not in browsers:
            browsers[page.person.pk] = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
            browsers[page.person.pk].force_login(page.person)
        browser = browsers[page.person.pk]
        cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
        seen = look_at(page, browser)
        found.append(page.facts | {"cookie": cookie, "versions": addresses.versions_of(page.drafts)} | seen)
    return found


def look_at(page: Page, browser: Client) -> dict[str, Any]:
    """How many statements the page asks, their kilobytes, and the slow ones among them."""
    ask(page, browser)  # what is remembered after the first look is not counted
    asked: list[tuple[float, str]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        before = cpu_of_each([backend])
        try:
            return execute(sql, values, many, context)
        finally:
            asked.append((cpu_of_each([backend]) - before, sql))

    connection.ensure_connection()
    backend = connection.connection.get_backend_pid()
    with connection.execute_wrapper(note):
        ask(page, browser)
    kilobytes = sum(len(sql) for sql in written_out(sql for _used, sql in asked)) / 1000
    slow = [{"ms": round(used), "sql": sql} for used, sql in asked if used > SLOW]
    return {"queries": len(asked), "sql_kb": round(kilobytes, 1), "slow": slow}


def ask(page: Page, browser: Client) -> None:
    if not page.drafts:
        browser.get(page.path, headers=page.headers)
        return
    version = addresses.versions_of(page.drafts)[0]
    browser.post(page.path, {"version": version, "analysis": f"Versie {version}."})


def main(words: list[str]) -> None:
    """Prints the pages whose name begins with one of the words; all without words."""
    pages = [*addresses.for_cast(), addresses.saving(), addresses.polling()]
    if "--busy" in words:
        pages += addresses.for_the_busy()
    only = tuple(word for word in words if word != "--busy") or ("",)
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        jit = cursor.fetchone()[0]
    print(json.dumps({"jit": jit, "pages": plan(page for page in pages if page.name.startswith(only))}))


if __name__ == "__main__":
    main(sys.argv[1:])
