"""Value notes: zero to five levels, one line each, "viel tegen" counts too."""

import pytest

from accounts.values import Refused, Stale
from reflections.actions import value_notes
from reflections.tests.logbook import a_draft, an_entry
from reflections.values import ValueLevel

APPLIED, POTENTIAL = ValueLevel.APPLIED, ValueLevel.POTENTIAL


def test_notes_are_in_the_order_of_the_levels(sam, track):
    draft = a_draft(sam)

    stored = value_notes.write(draft, notes={APPLIED: ("Nu", False), POTENTIAL: ("", True)}, version=1, by=sam)

    assert [(note["level"], note["text"], note["fell_short"]) for note in stored.value()] == [
        ("potential", "", True),
        ("applied", "Nu", False),
    ]


def test_what_is_not_given_any_more_goes(sam, track):
    entry = an_entry(sam, notes={APPLIED: ("Nu", False)})

    stored = value_notes.write(entry, notes={POTENTIAL: ("Later", False)}, version=entry.version, by=sam)

    assert [note.level.level for note in stored.notes] == [POTENTIAL]


def test_the_same_notes_again_change_nothing(sam, track):
    entry = an_entry(sam, notes={APPLIED: ("Nu", False)})

    assert value_notes.write(entry, notes={APPLIED: ("Nu", False)}, version=0, by=sam).version == entry.version


def test_a_stale_page_overwrites_nothing(sam, track):
    entry = an_entry(sam, notes={APPLIED: ("Nu", False)})

    with pytest.raises(Stale):
        value_notes.write(entry, notes={}, version=1, by=sam)

    assert [note.text for note in entry.notes] == ["Nu"]


def test_nobody_else_writes_them(sam, samira, track):
    with pytest.raises(Refused):
        value_notes.write(a_draft(sam), notes={}, version=1, by=samira)
