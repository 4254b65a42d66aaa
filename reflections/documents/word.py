"""A document as a file for a word processor (DOCX), with real headings, so that a screen reader and a table of contents
find their way."""

from io import BytesIO

import docx
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reflections.documents.made import Document, Entry, Section

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INK = RGBColor(0x1B, 0x1B, 0x1B)
LETTER = "Calibri"  # on every machine with a word processor; the look of the page is not copied


def write(document: Document) -> bytes:
    file = docx.Document()
    _set_up(file, document)
    file.add_heading(document.title, 0)
    file.add_paragraph(document.byline)
    _paragraphs(file, document.intro)
    for heading, entries in ((_("Ervaringen"), document.experiences), (_("Puzzelstukken"), document.pieces)):
        if entries:
            file.add_heading(heading, 1)
        for entry in entries:
            _entry(file, entry)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _set_up(file: File, document: Document) -> None:
    """The language of the words for who has them read aloud, one letter, and nothing about who made the template."""
    about = file.core_properties
    about.title, about.author, about.comments = document.title, document.author, ""
    about.language = get_language() or ""
    about.created = about.modified = document.made_at
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        style = file.styles[name]
        style.font.name, style.font.color.rgb = LETTER, INK
        style.element.rPr.rFonts.set(qn("w:eastAsia"), LETTER)
    file.styles["Normal"].font.size = Pt(11)


def _entry(file: File, entry: Entry) -> None:
    file.add_heading(entry.heading, 2)
    if entry.about:
        file.add_paragraph(entry.about).paragraph_format.keep_with_next = True
    for section in entry.sections:
        file.add_heading(section.heading, 3)
        _section(file, section)


def _section(file: File, section: Section) -> None:
    if section.kind == "value":
        for line in section.text.splitlines():
            file.add_paragraph(line, style="List Bullet")
    else:
        _paragraphs(file, section.text, "Quote" if section.kind == "feedback" else "Normal")


def _paragraphs(file: File, text: str, style: str = "Normal") -> None:
    """An empty line ends a paragraph; a single line end stays one."""
    for part in text.split("\n\n"):
        if part.strip():
            file.add_paragraph(part.strip("\n"), style=style)
