"""What people write stands in the direction of its own letters: `dir="auto"` or `<bdi>` around every text, and on every
box to write in. On the pages, with a word of its own in every text."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings

from werkplek.templatetags.ui import lines, paragraphs
from werkplek.tests.access_rows import share_of
from werkplek.tests.access_table import ROWS
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.test_canaries import CONTENT, WORD, sow

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ALONE = {"bdi", "title", "option"}  # elements that a browser sets apart by itself
READERS = ["S", "PO", "TL", "OA", "LA"]  # between them they open every page with a text on it
EVERYWHERE = pytest.mark.long("every page of each of five; a share each in every run")


class Page(HTMLParser):
    """The words of a page that stand outside anything with a direction of its own, and the boxes without one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.loose: set[str] = set()
        self.boxes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        facts = dict(attrs)
        apart = facts.get("dir") == "auto" or tag in ALONE
        is_box = tag == "textarea" or (tag == "input" and facts.get("type", "text") in ("text", "search"))
        if is_box and not apart and "readonly" not in facts:
            self.boxes.add(facts.get("name") or tag)
        if tag not in VOID:
            self.open.append((tag, apart or any(inside for _tag, inside in self.open[-1:])))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.loose |= set(WORD.findall(data))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=EVERYWHERE)])
def test_every_text_has_its_own_direction(filled, quiet, step):
    sown, seen, wrong = sow(CONTENT.__contains__), set(), set()
    for code in READERS:
        client = browser_of(filled.who(code), just_confirmed=True)
        rows = [row for row in ROWS if row.expect(code) == 200 and not row.is_of_allauth]
        for row in share_of(code, rows, step):
            answer = client.get(row.url(filled))
            if answer.headers["Content-Type"].startswith("text/html"):
                page = Page(text_of(answer))
                seen |= set(WORD.findall(text_of(answer)))
                wrong |= {f"{row}: {sown[word][0]}" for word in page.loose} | {f"{row}: {box}" for box in page.boxes}

    assert (sorted(wrong), len(seen) > 50) == ([], True)


def test_no_template_shows_paragraphs_without_a_direction():
    pages = (settings.BASE_DIR / "templates").rglob("*.html")

    assert [page.name for page in pages if "|linebreaks" in page.read_text()] == []


def test_paragraphs_and_lines():
    assert paragraphs("Één <b>\n\nتحية\nنص") == ('<p dir="auto">Één &lt;b&gt;</p>\n\n<p dir="auto">تحية<br>نص</p>')
    assert lines("Één <b>\nتحية") == '<span dir="auto">Één &lt;b&gt;<br>تحية</span>'


@pytest.mark.parametrize(
    ("html", "is_wrong"),
    [
        ("<p>kanarieaaaax</p>", True),
        ('<p dir="auto"><b>kanarieaaaax</b></p>', False),
        ('<p dir="auto">Ja</p>kanarieaaaax', True),
        ("<p>Over: <bdi>kanarieaaaax</bdi></p>", False),
        ('<input name="a">', True),
        ('<textarea name="a" dir="auto"></textarea>', False),
    ],
)
def test_a_text_without_one_is_seen(html, is_wrong):
    page = Page(html)

    assert bool(page.loose | page.boxes) == is_wrong
