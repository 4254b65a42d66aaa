"""Every page costs at most eighteen short queries, and as many with four or thirty rows of everything as with one."""

import re

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from instruments.models.asks import edition
from instruments.models.instruments import Instrument
from werkplek.privacy import TABLES
from werkplek.tests.access_rows import PEOPLE, Row
from werkplek.tests.access_table import pages
from werkplek.tests.filling import fill
from werkplek.tests.pages import browser_of
from werkplek.tests.statements import written_out
from werkplek.tests.world import COLUMNS, World

pytestmark = pytest.mark.once("postgresql", "as many questions on both; it refuses some that SQLite forgives")
# Session and person, at most five that say where the person belongs (docs/decisions/0070), two what waits (0076).
MOST = 18
MANY = [4, pytest.param(30, marks=pytest.mark.long("thirty rows of everything"))]
MOST_TEXT = 4096  # characters of one statement: what is long takes PostgreSQL long to plan
# Of a row, or the trail of a thing: "piece:<id>", or of an answer: "ask:<id>:<question>"
KEY = r"(?:\$?\d+|'[a-z_]+:[0-9a-f-]{36}(?::[a-z0-9_.]+)?')"
# No pages but files: one for every table that says what it keeps, beside what a page may cost.
FILES = dict.fromkeys(["my_data_json", "my_data_html", "my_data_files"], MOST + len(TABLES))
MOST_OF = FILES | {"home": MOST + 2}  # of a learner: three kinds of to-do, a draft, feedback, tracks, a value check


def every_page() -> list[tuple[Row, str]]:
    """Each page as the learner, an educator and a coordinator, or else the first person who may see it; and the home
    page of everybody."""
    found = []
    for row, first in pages():
        seen = [code for code in ("S", "PO", "OA") if row.allowed.get(code) == 200]
        found += [(row, code) for code in (COLUMNS if row.address == "home" else seen or [first])]
    return found


def costs(world: World) -> dict[str, list[str]]:
    """What each page asks of the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # It plans by how many rows it believes there are. Of the tables of all databases it would take locks.
            cursor.execute(f"ANALYZE {', '.join(connection.introspection.table_names(cursor))}")
    ContentType.objects.get_for_models(*apps.get_models())  # a process remembers these from its first page on
    for pk, public_id in Instrument.objects.values_list("pk", "public_id"):
        edition(pk, public_id)  # and the lists of questions (decision 0148)
    browsers = {code: browser_of(world.who(code), just_confirmed=True) for code in PEOPLE}
    for browser in browsers.values():
        browser.get("/help/")  # the first look of a session writes down that it was used
        browser.raise_request_exception = True
    found = {}
    for row, code in every_page():
        with CaptureQueriesContext(connection) as queries:
            answer = browsers[code].get(row.url(world))
        assert answer.status_code == 200, f"{row} as {code}: {answer.status_code}"
        step = row.more[0] if row.address in ("reflections:experience_step", "help_topic") else ""
        asked = written_out(query["sql"] for query in queries.captured_queries if is_work(query["sql"]))
        found[" ".join(filter(None, [str(row), str(step), code]))] = asked
    return found


def is_work(sql: str) -> bool:
    return not sql.startswith(
        ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", 'UPDATE "django_session"')  # the last: once in a while, per session
    )


@pytest.mark.timeout(1800)  # thirty times all actions there are: three minutes of work
@pytest.mark.parametrize("rows", MANY)
def test_every_page_costs_little(filled, quiet, capsys, rows):
    few = costs(filled)
    many = costs(fill(filled, rows))

    with capsys.disabled():
        print(table(few, many, rows))  # noqa: T201 - the table is for people
    long = {page: longest(asked) for page, asked in (few | many).items() if page.split()[0] not in FILES}
    assert {page: size for page, size in long.items() if size > MOST_TEXT} == {}
    wrong = [
        f"{page}: {len(few[page])} queries with 1 row, {len(many[page])} with {rows}\n" + more(few[page], many[page])
        for page in few
        if is_not_flat(page.split()[0], len(few[page]), len(many[page]))
        or len(many[page]) > MOST_OF.get(page.split()[0], MOST)
    ]
    assert wrong == [], "\n" + "\n".join(wrong)


def is_not_flat(page: str, few: int, many: int) -> bool:
    """The first lines of "Voor jou" are of other kinds of to-do when there are more: its page may ask otherwise then,
    and home, which shows three of them, less."""
    return page != "queue" and (many > few if page == "home" else many != few)


def longest(asked: list[str]) -> int:
    """The longest statement, a list of keys counted as one: it grows with the rows, and costs no planning to speak of
    (a microsecond a key)."""
    return max((len(re.sub(rf"IN \({KEY}(, {KEY})+\)", "IN (1)", sql)) for sql in asked), default=0)


def table(few: dict[str, list[str]], many: dict[str, list[str]], rows: int) -> str:
    lines = [f"{len(few[page]):4d} {len(many[page]):4d}  {page}" for page in sorted(few)]
    return "\n".join(["", f"Queries a page, with 1 row and with {rows}:", *lines, ""])


def more(few: list[str], many: list[str]) -> str:
    """The queries that came on top, shortened, so that the page can be mended from the message."""
    shapes = [sql.split(" WHERE ")[0][-90:] for sql in few]
    extra = []
    for sql in many:
        shape = sql.split(" WHERE ")[0][-90:]
        if shape in shapes:
            shapes.remove(shape)
        else:
            extra.append(f"      {shape} WHERE {sql.partition(' WHERE ')[2][:120]}")
    return "\n".join(extra[:8] if extra else [f"      {sql[:150]}" for sql in many])
