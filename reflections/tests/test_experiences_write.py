"""Writing the working copy: autosave and steps, and two editors of one entry."""

import pytest

from accounts.values import Refused, Stale
from reflections.actions import experiences
from reflections.tests.logbook import SITUATION, a_draft


def test_what_is_typed_is_stored_and_counted(sam, track):
    draft = experiences.start(situation=SITUATION, by=sam)

    stored = experiences.write(draft, changes={"analysis": "Ik wachtte."}, version=1, by=sam)

    assert (stored.analysis, stored.version) == ("Ik wachtte.", 2)


def test_the_same_words_again_change_nothing(sam, track):
    draft = a_draft(sam, analysis="Ik wachtte.")

    stored = experiences.write(draft, changes={"analysis": "Ik wachtte."}, version=1, by=sam)

    assert stored.version == draft.version


def test_an_older_page_does_not_overwrite_a_newer_text(sam, track):
    draft = a_draft(sam, analysis="Van de telefoon.")

    with pytest.raises(Stale) as stale:
        experiences.write(draft, changes={"analysis": "Van de laptop."}, version=1, by=sam)

    draft.refresh_from_db()
    assert (stale.value.current.analysis, draft.analysis) == ("Van de telefoon.", "Van de telefoon.")


def test_nobody_writes_in_the_entry_of_another(sam, samira, track):
    with pytest.raises(Refused):
        experiences.write(a_draft(sam), changes={"situation": "Anders."}, version=1, by=samira)


@pytest.mark.parametrize("name", ["author", "saved_at", "hidden_at", "version"])
def test_only_texts_can_be_written(sam, track, name):
    with pytest.raises(ValueError, match="Not a text"):
        experiences.write(a_draft(sam), changes={name: None}, version=1, by=sam)
