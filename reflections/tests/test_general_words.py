"""One tap on the warning makes general words of a name or a room (reliability.md §3)."""

import pytest

from reflections.models.experiences import Experience
from reflections.models.passes import Pass
from reflections.models.wonder import WonderEntry
from reflections.tests.logbook import a_draft, an_entry, answered, form, on, step, words

NAMED, GENERAL = "Mevrouw Jansen lag op kamer 12.", "Een bewoner lag op een kamer."


def test_the_warning_offers_general_words(student):
    page = words(student.post("/experiences/new/", form(situation="Mevrouw Jansen viel.")))

    assert "een naam <mark>Mevrouw Jansen</mark>" in page
    assert 'Maak er "een bewoner" van' in page.replace("&quot;", '"')
    assert "Maak er algemene woorden van" in words(student.post("/experiences/new/", form(situation=NAMED)))


def test_one_tap_keeps_the_general_words_and_goes_on(student, sam):
    draft = a_draft(sam, situation=NAMED)
    answer = student.post(step(draft, 1), form(situation=NAMED, version=draft.version, general="yes"))
    draft.refresh_from_db()

    assert (answer.url, draft.situation) == (step(draft, 2), GENERAL)


@pytest.mark.parametrize("field", ["applied_text", "realised_text"])
def test_lines_of_value_too(student, sam, field):
    draft = a_draft(sam)
    level = field.removesuffix("_text")
    sent = form(version=draft.version, general="yes", **{level: "on", field: NAMED})
    student.post(step(draft, 5), sent)

    assert [note["text"] for note in Experience.objects.get(pk=draft.pk).value()] == [GENERAL]


def test_what_cannot_be_said_in_general_is_still_warned_of(student, sam):
    draft = a_draft(sam)
    sent = form(situation=f"{NAMED} Bel 06-12345678.", version=draft.version, general="yes")
    page = words(student.post(step(draft, 1), sent))

    assert ("06-12345678</mark>" in page, f"{GENERAL} Bel" in page, "Maak er" in page) == (True, True, False)


def test_a_shared_surprise_and_lines_under_a_reflection(sam, samira, track, signed_in):
    browser, given = signed_in(sam), answered(an_entry(sam), samira)
    browser.post("/wonder/new/", form(text=NAMED, general="yes"))
    browser.post(f"/feedback/{given.public_id}/use/", form(text=NAMED, general="yes"))

    assert [one.text for one in WonderEntry.objects.all()] == [GENERAL]
    assert Experience.objects.get().reflection == GENERAL


def test_a_question_to_a_colleague_gets_general_words_and_the_colleague_keeps_the_name(student, sam):
    at = f"/experiences/{an_entry(sam).public_id}/colleague/"
    to = {"name": "Mevrouw Bos", "email": "bos@elders.example"}
    warned = words(student.post(at, form(question=NAMED, **to)))

    student.post(at, form(question=NAMED, general="yes", **to))

    assert "Maak er algemene woorden van" in warned
    assert [(one.name, one.question) for one in Pass.objects.all()] == [("Mevrouw Bos", GENERAL)]


def test_where_a_story_leaves_the_circle_each_finding_leads_to_its_step(student, sam, samira, track):
    entry = an_entry(sam, situation=NAMED)
    asked = words(
        student.post(
            f"/experiences/{entry.public_id}/colleague/", form(name="Joke", email="j@elders.example", question="Hoe?")
        )
    )
    shared = {"people": on(track, samira).public_id, "parts": "story"}
    preview = words(student.post(f"/experiences/{entry.public_id}/share/", form(**shared)))

    assert [page.count(f'href="{step(entry, 1)}?to=check"') for page in (asked, preview)] == [2, 2]
    assert "Maak er" not in asked + preview


def test_what_is_too_long_is_refused_before_it_is_looked_through(student):
    page = words(student.post("/experiences/new/", form(situation="mw. Bos " * 2_000, general="yes")))

    assert ("mw. Bos mw. Bos" in page, "Een bewoner" in page, Experience.objects.exists()) == (True, False, False)
