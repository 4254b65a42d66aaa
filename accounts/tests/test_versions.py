"""The version of something that does not count its changes."""

import datetime as dt

from accounts.values import LogRhythm, version_of


def test_the_same_facts_have_the_same_version_and_others_another():
    day = dt.date(2027, 3, 1)

    assert version_of("De Linde", day, None) == version_of("De Linde", day, None)
    assert version_of("De Linde", day) != version_of("De Linden", day)
    assert version_of("a", "b") != version_of("ab", "")


def test_a_choice_and_its_stored_word_are_the_same():
    assert version_of(LogRhythm.WEEKLY) == version_of("weekly")


def test_nothing_at_all_has_a_version_too():
    assert version_of() > 0
