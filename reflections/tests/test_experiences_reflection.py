"""Adding to the reflection because of feedback."""

import pytest

from accounts.values import Refused
from partnerships.models.events import Event
from reflections.actions import experiences, feedback
from reflections.models.experiences import Experience
from reflections.tests.logbook import an_entry, answered, form


def test_the_lines_come_under_the_reflection_and_are_saved(sam, samira, track):
    given = answered(an_entry(sam, reflection="Ik was traag."), samira)

    entry = experiences.add_to_reflection(given, text="Wachten mag.", by=sam)

    assert entry.reflection == "Ik was traag.\n\nWachten mag."
    assert [row.reflection for row in entry.versions.all()] == ["Ik was traag.", entry.reflection]
    assert not entry.differs_from(entry.latest())


def test_without_a_reflection_they_are_the_reflection(sam, samira, track):
    given = answered(an_entry(sam), samira)

    assert experiences.add_to_reflection(given, text="Wachten mag.", by=sam).reflection == "Wachten mag."


def test_other_unsaved_changes_stay_unsaved(sam, samira, track):
    given = answered(an_entry(sam), samira)
    entry = given.request.experience
    entry = experiences.write(entry, changes={"situation": "Nog niet af"}, version=entry.version, by=sam)

    experiences.add_to_reflection(given, text="Wachten mag.", by=sam)

    assert entry.latest().situation != "Nog niet af"
    assert Experience.objects.get().situation == "Nog niet af"


def test_from_then_on_the_feedback_stands(sam, samira, track):
    given = answered(an_entry(sam), samira)
    experiences.add_to_reflection(given, text="Wachten mag.", by=sam)
    given.refresh_from_db()

    with pytest.raises(Refused):
        feedback.change(given, text="Anders.", version=given.version, by=samira)


def test_only_who_received_the_feedback_uses_it(sam, samira, wim, track):
    given = answered(an_entry(sam), samira)

    with pytest.raises(Refused):
        experiences.add_to_reflection(given, text="Wachten mag.", by=wim)


def test_the_page_shows_the_feedback_and_adds_once(sam, samira, track, signed_in):
    given = answered(an_entry(sam), samira, "Je bleef rustig.")
    address, sent = f"/feedback/{given.public_id}/use/", form(text="Wachten mag.")
    browser = signed_in(sam)

    page = browser.get(address)
    answers = [browser.post(address, sent).url for _time in range(3)]

    assert "Je bleef rustig." in page.content.decode()
    assert answers == [given.request.experience.get_absolute_url()] * 3
    assert Experience.objects.get().reflection == "Wachten mag."


@pytest.mark.parametrize(("text", "words"), [("", "Schrijf eerst op"), ("a" * 10_000, "Je reflectie wordt te lang")])
def test_what_does_not_fit_is_said_at_the_field(sam, samira, track, signed_in, text, words):
    given = answered(an_entry(sam, reflection="Ik was traag."), samira)

    page = signed_in(sam).post(f"/feedback/{given.public_id}/use/", form(text=text))

    assert words in page.content.decode()


def test_details_of_people_are_warned_of(sam, samira, track, signed_in):
    given = answered(an_entry(sam), samira)
    address, browser = f"/feedback/{given.public_id}/use/", signed_in(sam)

    warned = browser.post(address, form(text="Ik bel 06-12345678."))
    kept = browser.post(address, form(text="Ik bel 06-12345678.", anyway="save"))

    assert "06-12345678</mark>" in warned.content.decode()
    assert (kept.status_code, Event.objects.filter(kind="experience_changed").count()) == (302, 1)
