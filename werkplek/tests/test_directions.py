"""What people write stands in the direction of its own letters: `dir="auto"` or `<bdi>` around every text, and on every
box to write in. On the pages, with a word of its own in every text."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.safestring import SafeData, mark_safe

from accounts.directions import APART, END, LEFT, apart
from accounts.models import User
from accounts.names import by_surname, order_key, tidy
from partnerships.models.references import look_up, reference_to, said
from werkplek.templatetags.ui import lines, paragraphs
from werkplek.tests.access_rows import share_of
from werkplek.tests.access_table import ROWS
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.test_canaries import CONTENT, NAMES, WORD, letters, sow

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ALONE = {"bdi", "title", "option"}  # elements that a browser sets apart by itself
READERS = ["S", "PO", "TL", "OA", "LA"]  # between them they open every page with a text on it
EVERYWHERE = pytest.mark.long("every page of each of five; a share each in every run")


FROM_THE_RIGHT = re.compile("קנרית[א-ת]+")
SET_APART = re.compile(f"{APART}[^{END}]*{END}")
SAID = {"reflections.Pass.name"}  # content, and a name in a sentence
SPOKEN = ("alt", "aria-label", "placeholder", "title")  # attributes that people see or hear


class Page(HTMLParser):
    """The words of a page that stand outside anything with a direction of its own, and the boxes without one."""

    def __init__(self, html: str, word: re.Pattern[str] = WORD, spoken: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.word, self.spoken = word, spoken
        self.open: list[tuple[str, bool]] = []
        self.loose: set[str] = set()
        self.boxes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        facts = dict(attrs)
        for name in self.spoken:
            self.loose |= set(self.word.findall(SET_APART.sub("", facts.get(name) or "")))
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
            self.loose |= set(self.word.findall(SET_APART.sub("", data)))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=EVERYWHERE)])
def test_every_text_has_its_own_direction(filled, quiet, step):
    sown, seen, wrong = sow(lambda name: name in CONTENT and name not in SAID), set(), set()
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


def hebrew(number: int) -> str:
    """A name of its own that is read from the right."""
    return "קנרית" + "".join(chr(ord("א") + ord(letter) - ord("a")) for letter in letters(number))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=EVERYWHERE)])
def test_every_name_stands_apart_from_the_sentence_it_is_in(filled, quiet, step):
    names = {*SAID, *(name for name in NAMES if not name.endswith(".email"))}
    sown, seen, wrong = sow(names.__contains__, hebrew), set(), set()
    for code in READERS:
        client = browser_of(filled.who(code), just_confirmed=True)
        rows = [row for row in ROWS if row.expect(code) == 200 and not row.is_of_allauth]
        for row in share_of(code, rows, step):
            answer = client.get(row.url(filled))
            if answer.headers["Content-Type"].startswith("text/html"):
                page = Page(text_of(answer), FROM_THE_RIGHT, SPOKEN)
                seen |= set(FROM_THE_RIGHT.findall(text_of(answer)))
                wrong |= {f"{row}: {sown[word][0]}" for word in page.loose}

    assert (sorted(wrong), len(seen) > 10) == ([], True)


def test_no_template_shows_paragraphs_without_a_direction():
    pages = (settings.BASE_DIR / "templates").rglob("*.html")

    assert [page.name for page in pages if "|linebreaks" in page.read_text()] == []


def test_paragraphs_and_lines():
    assert paragraphs("Één <b>\n\nتحية\nنص") == ('<p dir="auto">Één &lt;b&gt;</p>\n\n<p dir="auto">تحية<br>نص</p>')
    assert lines("Één <b>\nتحية") == '<span dir="auto">Één &lt;b&gt;<br>تحية</span>'


def test_what_is_read_from_the_right_is_set_apart_once_and_the_rest_is_left_alone():
    said = apart("דוד כהן")

    assert said == f"{LEFT}{APART}דוד כהן{END}"
    assert [apart(text) for text in (said, "Zoë", "Ли", "")] == [said, "Zoë", "Ли", ""]
    assert not isinstance(said, SafeData)
    assert isinstance(apart(mark_safe("<b>دود</b>")), SafeData)


@pytest.mark.django_db
def test_a_name_stands_apart_in_every_sentence(sam):
    User.objects.filter(pk=sam.pk).update(name="דוד כהן", name_key=order_key("דוד כהן"))
    sam.refresh_from_db()
    page = Template("{% blocktranslate with name=name %}Dag {{ name }}{% endblocktranslate %}")

    assert page.render(Context({"name": sam.name})) == f"Dag {apart('דוד כהן')}"
    assert page.render(Context({"name": "<b>"})) == "Dag &lt;b&gt;"
    assert (str(sam), sam.get_short_name()) == (apart("דוד כהן"), apart("דוד"))
    assert said(reference_to(sam), look_up([reference_to(sam)])) == apart("דוד כהן")
    assert tidy(str(sam)) == by_surname(sam).rpartition("0")[2] == sam.name  # to compare and to type


@pytest.mark.parametrize(
    ("html", "is_wrong"),
    [
        ("<p>kanarieaaaax</p>", True),
        ('<p dir="auto"><b>kanarieaaaax</b></p>', False),
        ('<p dir="auto">Ja</p>kanarieaaaax', True),
        ("<p>Over: <bdi>kanarieaaaax</bdi></p>", False),
        ('<input name="a">', True),
        ('<textarea name="a" dir="auto"></textarea>', False),
        ('<a aria-label="Over kanarieaaaax">Ja</a>', True),
        (f'<a aria-label="Over {APART}kanarieaaaax{END}">Over {APART}kanarieaaaax{END}</a>', False),
    ],
)
def test_a_text_without_one_is_seen(html, is_wrong):
    page = Page(html, spoken=SPOKEN)

    assert bool(page.loose | page.boxes) == is_wrong
