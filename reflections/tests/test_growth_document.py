"""A choice of one's own entries as a document to take along, read back from every kind of file."""

import datetime as dt
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from django.utils import timezone

from learningtracks.actions import pieces
from learningtracks.models.tracks import TrackPerson
from learningtracks.values.pieces import PieceState
from reflections.documents import leap2a, made, word
from reflections.models.experiences import Experience
from reflections.models.growth import Growth
from reflections.tests.logbook import an_entry, answered, words
from reflections.values import Included, ValueLevel
from werkplek.tests.filling_pieces import in_state

PAGE = "/growth/document/"
HOSTILE = "<script>alert('x')</script> & ]]> \"van\" mij\x0b.\n\nTweede alinea\nmet een regel."
READ_BACK = HOSTILE.replace("\x0b", "")
ALL = Included.values
ATOM, LEAP2, RDF = (f"{{{leap2a.NAMESPACES[name]}}}" for name in ("xmlns", "xmlns:leap2", "xmlns:rdf"))
TYPES = {"leap2:entry", "leap2:plan", "leap2:person", "leap2:selection"}  # of those that Leap2A knows


def document(person, included=ALL, **words_of: str) -> made.Document:
    """Of everything that somebody has."""
    growth = Growth(person)
    words_of = {"title": "Wat ik leerde", "intro": ""} | words_of
    return made.make(person, entries=growth.entries, courses=growth.courses, included=included, **words_of)


def said(document: made.Document) -> str:
    entries = [*document.experiences, *document.pieces]
    return " ".join(
        [document.byline, document.intro, *(str(one) for entry in entries for one in (entry.about, entry.sections))]
    )


def choice(**fields: Any) -> dict[str, Any]:
    return {"title": "Voor mijn nieuwe school", "intro": "Dit ben ik.", "everything": "on", "included": ALL, **fields}


@pytest.fixture
def log(sam, samira, track):
    """An entry with everything in it, and a piece that was valued."""
    notes = {ValueLevel.APPLIED: ("Ik vraag eerst.", True), ValueLevel.POTENTIAL: ("", False)}
    entry = an_entry(sam, "Een lastig gesprek.", notes, analysis="Ik luisterde.", reflection="Ik durf meer.")
    answered(entry, samira, "Je bleef rustig.")
    in_state(PieceState.VALUED, track, what="Elke dinsdag een intake.", who="Samira Haddad")
    return entry


# --- What goes in -----------------------------------------------------------------------------------------------------


def test_the_situation_is_always_in_it_and_the_rest_when_it_is_ticked(sam, log):
    bare, full = said(document(sam, included=[])), said(document(sam))

    optional = ["Ik luisterde.", "Ik durf meer.", "Ik vraag eerst.", "Je bleef rustig.", "Gewaardeerd:", str(log.track)]
    assert "Een lastig gesprek." in bare
    assert [text for text in (*optional, sam.name) if text in bare] == []
    assert [text for text in (*optional, sam.name) if text not in full] == []


def test_what_was_private_is_not_ticked_at_first(student, log):
    form = student.get(PAGE).context["form"]

    assert {Included.REFLECTION, Included.FEEDBACK} & set(form.initial["included"]) == set()
    assert form["experiences"].value() is None


def test_feedback_goes_in_with_the_role_and_without_the_name(sam, samira, log):
    everything = said(document(sam))

    assert "Feedback: praktijkopleider" in everything
    assert samira.name not in everything


def test_feedback_of_who_is_no_longer_named_goes_in_without_a_role(sam, samira, log):
    TrackPerson.objects.filter(person=samira).delete()

    assert [part.heading for part in document(sam).experiences[0].sections if part.kind == "feedback"] == ["Feedback"]


def test_of_a_piece_goes_in_what_was_agreed_and_nothing_that_others_said(sam, samira, log, track):
    [course] = Growth(sam).courses
    pieces.value(
        course.piece, notes={"realised": ("Rust.", False)}, version=course.piece.version_for(samira), by=samira
    )

    everything = said(document(sam))

    assert ("Elke dinsdag een intake." in everything, "Ik begin nu met een open vraag." in everything) == (True, True)
    assert ("Rust." in everything, samira.name in everything) == (False, False)


def test_entries_come_in_the_order_of_time(sam, track):
    an_entry(sam, "Later.")
    an_entry(sam, "Eerder.", happened_on=timezone.localdate() - dt.timedelta(days=40))

    assert [entry.title for entry in document(sam).experiences] == ["Eerder.", "Later."]


def test_what_is_hidden_or_not_agreed_or_of_somebody_else_cannot_be_chosen(sam, student, log, track, second_track):
    Experience.objects.filter(pk=log.pk).update(hidden_at=timezone.now())
    in_state(PieceState.PROPOSED, track)

    form = student.get(PAGE).context["form"]
    refused = student.post(PAGE, choice(everything="", experiences=[str(log.public_id)]))

    assert (list(form.entries), [course.piece.state for course in form.courses.values()]) == ([], [PieceState.VALUED])
    assert "document" not in refused.context
    assert "Dit ben ik." in words(refused)


def test_nothing_chosen_is_said(student, log):
    assert "Kies minstens één ervaring of puzzelstuk." in words(student.post(PAGE, choice(everything="")))


def test_a_few_can_be_chosen(sam, student, log):
    other = an_entry(sam, "Iets anders.")
    sent = choice(everything="", experiences=[str(other.public_id)])

    shown = student.post(PAGE, sent).context["document"]

    assert ([entry.title for entry in shown.experiences], shown.pieces) == (["Iets anders."], ())


def test_who_has_nothing_yet_is_led_to_the_log(student):
    assert "Leg eerst iets vast." in words(student.get(PAGE))


# --- On the page and in files -----------------------------------------------------------------------------------------


def test_the_page_shows_it_and_sends_the_same_choice_for_a_file(student, log):
    shown = student.post(PAGE, choice())
    again: dict[str, list[str]] = {}
    for name, value in shown.context["again"]:
        again.setdefault(name, []).append(value)

    file = student.post(PAGE, {**again, "file": "page"})

    assert [text in words(shown) for text in ("Voor mijn nieuwe school", "Dit ben ik.", "Ik durf meer.")] == [True] * 3
    assert [text in words(file) for text in ("Voor mijn nieuwe school", "Dit ben ik.", "Ik durf meer.")] == [True] * 3
    assert file.headers["Content-Disposition"] == 'attachment; filename="werkplek.html"'
    assert "no-store" in file.headers["Cache-Control"]


@pytest.mark.parametrize(("kind", "ending"), [("word", "docx"), ("leap2a", "xml")])
def test_a_file_has_its_own_type_and_says_nothing_in_its_name(student, log, kind, ending):
    file = student.post(PAGE, choice(file=kind))

    assert file.headers["Content-Disposition"] == f'attachment; filename="werkplek.{ending}"'
    assert file.headers["Content-Type"] in (word.TYPE, leap2a.TYPE)


def test_a_file_that_does_not_exist_is_the_page(student, log):
    assert "document" in student.post(PAGE, choice(file="soup")).context


def test_html_shows_what_was_typed_as_it_was_typed(sam, student, track):
    an_entry(sam, HOSTILE)

    for kind in ("", "page"):
        page = student.post(PAGE, choice(title=HOSTILE[:60], intro=HOSTILE, file=kind)).content.decode()
        assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


def test_a_word_file_is_read_back_with_its_headings_and_its_words(sam, log):
    an_entry(sam, HOSTILE)
    file = docx.Document(BytesIO(word.write(document(sam, intro=HOSTILE))))

    read = [(one.style.name, one.text) for one in file.paragraphs]
    headings = [text for style, text in read if style in ("Title", "Heading 1")]

    assert headings == ["Wat ik leerde", "Ervaringen", "Puzzelstukken"]
    assert "\n\n".join(text for _style, text in read[2:4]) == READ_BACK
    assert ("List Bullet", "Anders doen: Ik vraag eerst. (viel tegen)") in read
    assert ("Quote", "Je bleef rustig.") in read
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("Wat ik leerde", sam.name, "nl")


def test_a_word_file_without_a_name_has_none(sam, log):
    file = word.write(document(sam, included=[]))

    assert docx.Document(BytesIO(file)).core_properties.author == ""


# --- Leap2A -----------------------------------------------------------------------------------------------------------


def feed_of(sam, **words_of: Any) -> ElementTree.Element:
    return ElementTree.fromstring(leap2a.write(document(sam, **words_of)))  # noqa: S314 - our own


def entries_of(feed: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {entry.findtext(f"{ATOM}id", ""): entry for entry in feed.findall(f"{ATOM}entry")}


def type_of(entry: ElementTree.Element) -> str:
    [kind] = entry.findall(f"{RDF}type")
    return kind.attrib[f"{RDF}resource"]


def links_of(entry: ElementTree.Element, relation: str) -> list[str]:
    return [link.attrib["href"] for link in entry.findall(f"{ATOM}link") if link.attrib["rel"] == relation]


def test_the_feed_has_what_atom_and_leap2a_ask_for(sam, log):
    feed = feed_of(sam)
    entries = entries_of(feed)

    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{LEAP2}version") == "http://www.leapspecs.org/2010-07/2A/"
    for each in (feed, *entries.values()):
        assert [len(each.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert dt.datetime.fromisoformat(each.findtext(f"{ATOM}updated", "")).tzinfo is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == sam.name
    assert len(entries) == len(feed.findall(f"{ATOM}entry"))  # each id once
    assert {type_of(entry) for entry in entries.values()} == TYPES


def test_every_relation_leads_to_an_entry_and_the_parts_are_in_order(sam, log):
    entries = entries_of(feed := feed_of(sam))
    [whole] = [entry for entry in entries.values() if type_of(entry) == "leap2:selection"]
    order = [link.attrib[f"{LEAP2}display_order"] for link in whole.findall(f"{ATOM}link")]

    assert {link.attrib["href"] for link in feed.iter(f"{ATOM}link")} <= set(entries)
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") in entries
    assert (order, [type_of(entries[one]) for one in links_of(whole, "leap2:has_part")]) == (
        ["1", "2"],
        ["leap2:entry", "leap2:plan"],
    )


def test_a_reflection_and_feedback_are_entries_that_reflect_on_the_experience(sam, log):
    entries = entries_of(feed_of(sam)).values()
    thoughts = [entry for entry in entries if links_of(entry, "leap2:reflects_on")]

    assert [links_of(entry, "leap2:reflects_on") for entry in thoughts] == [[f"urn:uuid:{log.public_id}"]] * 2
    assert ["".join(entry.find(f"{ATOM}content").itertext()) for entry in thoughts] == [
        "Ik durf meer.",
        "Je bleef rustig.",
    ]
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in thoughts] == [None, "Feedback: praktijkopleider"]


def test_a_feed_holds_what_was_typed_as_words(sam, track):
    entry = an_entry(sam, HOSTILE)
    feed = feed_of(sam, title=HOSTILE[:40])

    [content] = entries_of(feed)[f"urn:uuid:{entry.public_id}"].findall(f"{ATOM}content")
    paragraphs = ["\n".join(one.itertext()) for one in content.iter("{http://www.w3.org/1999/xhtml}p")]

    assert "\n\n".join(paragraphs) == READ_BACK
    assert feed.findtext(f"{ATOM}title") == HOSTILE[:40]


def test_without_a_name_the_feed_has_no_person(sam, log):
    feed = feed_of(sam, included=[])

    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Zonder naam"
    assert "leap2:person" not in {type_of(entry) for entry in entries_of(feed).values()}
