"""A document as a Leap2A feed (version 2010-07), which other portfolios read: Atom with a type for each entry.

The experiences and pieces are entries beside each other. A reflection is an entry of its own that `reflects_on` its
experience, and so is the feedback on it. The document itself is a selection that has them as its parts, in order
(docs/decisions/0162 says where that is from).
"""

import uuid
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reflections.documents.made import Document, Entry, Section

TYPE = "application/atom+xml"
XHTML = "http://www.w3.org/1999/xhtml"
NAMESPACES = {  # written out as they are: values such as "leap2:entry" lean on these names as well
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:leap2": "http://terms.leapspecs.org/",
    "xmlns:categories": "http://wiki.leapspecs.org/2A/categories/",
}
VERSION = "http://www.leapspecs.org/2010-07/2A/"
APART = ("reflection", "feedback")  # kinds of sections that become entries of their own


def write(document: Document) -> bytes:
    feed = Element("feed", {**NAMESPACES, "xml:lang": get_language() or "nl"})
    whole, person = _address(str(uuid.uuid4())), _address(str(uuid.uuid4()))
    _text(feed, "leap2:version", VERSION)
    _text(feed, "id", _address(str(uuid.uuid4())))
    _text(feed, "title", document.title)
    _text(feed, "updated", _moment(document.made_at))
    _text(feed, "generator", "Werkplek", uri=settings.SITE_URL)
    author = SubElement(feed, "author")
    _text(author, "name", document.author or _("Zonder naam"))
    if document.author:
        _text(author, "uri", person)
        holder = _entry(feed, person, document.author, "person", document.made_at)
        SubElement(holder, "category", term="Self", scheme="categories:person_type#")
    _selection(feed, whole, document)
    for entry in document.experiences:
        _experience(feed, entry, whole)
    for entry in document.pieces:
        _piece(feed, entry, whole)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _selection(feed: Element, address: str, document: Document) -> None:
    made = _entry(feed, address, document.title, "selection", document.made_at)
    SubElement(made, "category", term="Grouping", scheme="categories:selection_type#")
    _content(made, [Section("", document.intro)] if document.intro else [])
    for number, entry in enumerate([*document.experiences, *document.pieces], start=1):
        order = {"leap2:display_order": str(number)}
        SubElement(made, "link", {"rel": "leap2:has_part", "href": _address(entry.key), **order})


def _experience(feed: Element, entry: Entry, whole: str) -> None:
    address = _address(entry.key)
    made = _part(feed, entry, "entry", whole)
    _content(made, [section for section in entry.sections if section.kind not in APART])
    for number, section in enumerate(one for one in entry.sections if one.kind in APART):
        apart = _address(str(uuid.uuid5(uuid.UUID(entry.key), f"{section.kind} {number}")))
        thought = _entry(feed, apart, f"{section.heading}: {entry.title}", "entry", entry.changed_at)
        if section.kind == "feedback":
            _text(SubElement(thought, "author"), "name", section.heading)
        _content(thought, [Section("", section.text)])
        SubElement(thought, "link", rel="leap2:reflects_on", href=address)


def _piece(feed: Element, entry: Entry, whole: str) -> None:
    _content(_part(feed, entry, "plan", whole), entry.sections)


def _part(feed: Element, entry: Entry, kind: str, whole: str) -> Element:
    made = _entry(feed, _address(entry.key), entry.title, kind, entry.changed_at)
    _text(made, "published", _moment(entry.made_at))
    if entry.about:
        _text(made, "summary", entry.about)
    for point, day in (("start", entry.first), ("end", entry.last)):
        if day:
            _text(made, "leap2:date", day.isoformat(), **{"leap2:point": point})
    SubElement(made, "link", rel="leap2:is_part_of", href=whole)
    return made


# --- What every entry has ---------------------------------------------------------------------------------------------


def _entry(feed: Element, address: str, title: str, kind: str, changed_at: Any) -> Element:
    made = SubElement(feed, "entry")
    _text(made, "title", title)
    _text(made, "id", address)
    _text(made, "updated", _moment(changed_at))
    SubElement(made, "rdf:type", {"rdf:resource": f"leap2:{kind}"})
    return made


def _content(made: Element, sections: Any) -> None:
    """XHTML, which the specification prefers. Text is only ever set as text, so it cannot become markup."""
    content = SubElement(made, "content", type="xhtml")
    div = SubElement(content, "div", xmlns=XHTML)
    for section in sections:
        if section.heading:
            _text(div, "h2", section.heading)
        for paragraph in _paragraphs(section.text):
            _lines(SubElement(div, "p"), paragraph.split("\n"))


def _paragraphs(text: str) -> Iterator[str]:
    yield from (part.strip("\n") for part in text.split("\n\n") if part.strip())


def _lines(paragraph: Element, lines: list[str]) -> None:
    paragraph.text, *more = lines
    for line in more:
        SubElement(paragraph, "br").tail = line


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _address(key: str) -> str:
    return f"urn:uuid:{key}"


def _moment(at: Any) -> str:
    return str(at.isoformat(timespec="seconds"))
