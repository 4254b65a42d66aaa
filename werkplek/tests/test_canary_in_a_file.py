"""A word in a file, and a word that a photo hides: who gets them, of everybody (access.md R8, §4)."""

from reflections.actions import attachments, experiences
from reflections.models.experiences import Experience
from reflections.tests.pictures import PDF, taken_somewhere
from reflections.tests.test_attachments import brought
from reflections.uploads import taken_from
from werkplek.tests.access_rows import PEOPLE
from werkplek.tests.pages import browser_of, text_of


def test_a_canary_in_a_file_reaches_its_readers_alone(filled, quiet):
    """What stands in the file and what the photo hid, and everybody: by its address, with the page, in the download."""
    sam = filled.people["sam"]
    entry = Experience.objects.written_by(sam).with_id(filled.things["experience"].public_id)
    made, photo = brought(entry), brought(entry, taken_somewhere())
    experiences.save(entry, version=entry.version, by=sam)

    got, pictured = set(), set()
    for code in PEOPLE:
        browser = browser_of(filled.who(code), just_confirmed=True)
        found = text_of(browser.get(made.get_absolute_url())) + text_of(browser.get("/my-data/werkplek.zip"))
        got |= {code} if "kanarie" in found else set()
        pictured |= {code} if "kanarie" in text_of(browser.get(photo.get_absolute_url())) else set()

    assert (got, pictured) == ({"S", "PO"}, set())


def test_a_canary_in_a_file_with_a_reply_reaches_the_two_of_that_thread_alone(filled, quiet):
    """The other readers of the experience neither."""
    sam, samira = filled.people["sam"], filled.people["samira"]
    entry = Experience.objects.written_by(sam).with_id(filled.things["experience"].public_id)
    facts = {"description": "De weekplanning.", "recognisable": "nobody", "by": sam}
    made = attachments.add_to_reply(entry, reader=samira, upload=taken_from(PDF), **facts)

    got = set()
    for code in PEOPLE:
        browser = browser_of(filled.who(code), just_confirmed=True)
        found = text_of(browser.get(made.get_absolute_url())) + text_of(browser.get("/my-data/werkplek.zip"))
        got |= {code} if "kanarie" in found else set()

    assert got == {"S", "PO"}
