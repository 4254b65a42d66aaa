"""The forms of a page, as a browser sees them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

NO_BOX = ("hidden", "submit", "button")


@dataclass
class PageForm:
    """A form that posts: what would be sent when nothing is touched, the boxes in which somebody types or ticks, and
    what there is to tick."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    boxes: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)
    areas: list[str] = field(default_factory=list)  # the boxes of more than a line


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.now: PageForm | None = None
        self.choosing = self.writing = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        facts = dict(attrs)
        name = facts.get("name") or ""
        if tag == "form" and facts.get("method") == "post":
            self.now = PageForm(facts.get("action") or "")
            self.forms.append(self.now)
        elif self.now is None:
            return
        elif tag == "input":
            self._input(self.now, name, facts)
        elif tag == "textarea" and "readonly" not in facts:
            self.now.boxes.add(name)
            self.now.areas.append(name)
            self.writing, self.now.values[name] = name, [""]
        elif tag == "select":
            self.now.boxes.add(name)
            self.choosing = name
        elif tag == "option" and "selected" in facts:
            self.now.values.setdefault(self.choosing, []).append(facts.get("value") or "")

    def _input(self, form: PageForm, name: str, facts: dict[str, str | None]) -> None:
        kind = facts.get("type") or "text"
        if kind not in NO_BOX:
            form.boxes.add(name)
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(facts.get("value") or "")
        if kind not in ("radio", "checkbox", "submit", "button") or "checked" in facts:
            form.values.setdefault(name, []).append(facts.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.now and self.writing:
            self.now.values[self.writing] = [self.now.values[self.writing][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        if tag == "textarea" and self.now and self.writing:
            self.now.values[self.writing] = [self.now.values[self.writing][0].removeprefix("\n")]
            self.writing = ""


def forms_of(page: HttpResponse) -> list[PageForm]:
    """The forms of the page that post and have a box."""
    return forms_in(page.getvalue().decode(errors="replace"))  # a file that is streamed has none


def forms_in(page: str) -> list[PageForm]:
    """The same of the text of a page."""
    reader = _Reader()
    reader.feed(page)
    return [form for form in reader.forms if form.boxes]
