"""What changed between two versions, word by word."""

from learningtracks.differences import Run, differences


def test_a_word_that_changed_stands_before_the_word_that_came():
    assert differences("Elke dinsdag een gesprek", "Elke vrijdag een gesprek") == [
        Run("same", "Elke "),
        Run("gone", "dinsdag "),
        Run("new", "vrijdag "),
        Run("same", "een gesprek"),
    ]


def test_equal_texts_are_one_run():
    assert differences("Elke week  praten", "Elke week praten") == [Run("same", "Elke week praten")]


def test_a_text_that_came_or_went_is_one_run():
    assert differences("", "Nieuw hier") == [Run("new", "Nieuw hier")]
    assert differences("Weg hier", "") == [Run("gone", "Weg hier")]
    assert differences("", "") == []


def test_words_that_were_added_or_left_out():
    assert differences("Praten met Wim", "Elke week praten met Wim")[-1] == Run("same", "met Wim")
    assert differences("Praten met Wim en Samira", "Praten met Wim") == [
        Run("same", "Praten met Wim"),
        Run("gone", "en Samira"),
    ]


def test_two_texts_without_likeness_are_told_as_one_for_the_other():
    assert differences("Lopen met de arts door de gang", "Iedere ochtend zelf plannen, één keer") == [
        Run("gone", "Lopen met de arts door de gang"),
        Run("new", "Iedere ochtend zelf plannen, één keer"),
    ]


def test_line_ends_stay_where_they_were():
    assert differences("Een.\n\nTwee drie.", "Een.\n\nTwee vier.")[0] == Run("same", "Een.\n\nTwee ")
