"""What is agreed runs, is done, and was worth something."""

import pytest

from accounts.values import Refused
from learningtracks.actions import pieces
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceValueNote
from learningtracks.values.pieces import PieceState
from partnerships.models.events import Event
from werkplek.tests.filling_pieces import in_state, say_yes


def told_by(person):
    """The version of what somebody said about the newest piece."""
    return fresh(Piece.objects.latest("pk")).version_for(person)


NOTES = {"applied": (" Ik begin nu met een open vraag. ", False), "realised": ("", True)}


@pytest.mark.parametrize("name", ["sam", "samira"])
def test_learner_or_workplace_start_it(request, track, name):
    piece = in_state(PieceState.AGREED, track)

    assert pieces.start(piece, by=request.getfixturevalue(name)).state == PieceState.ACTIVE


def test_the_education_does_not_start_it_and_nobody_twice_or_early(track, piece, sam, karima):
    agreed = in_state(PieceState.AGREED, track)
    with pytest.raises(Refused, match="student of de werkplek"):
        pieces.start(agreed, by=karima)
    with pytest.raises(Refused, match="eerst samen eens"):
        pieces.start(piece, by=sam)
    pieces.start(agreed, by=sam)
    with pytest.raises(Refused, match="loopt al"):
        pieces.start(agreed, by=sam)


def test_the_learner_finishes_what_runs(track, sam, samira):
    piece = in_state(PieceState.AGREED, track)
    with pytest.raises(Refused, match="loopt nog niet"):
        pieces.finish(piece, by=sam)
    pieces.start(piece, by=samira)
    with pytest.raises(Refused, match="De student zegt"):
        pieces.finish(piece, by=samira)

    assert pieces.finish(piece, by=sam).state == PieceState.DONE
    with pytest.raises(Refused, match="al klaar"):
        pieces.finish(piece, by=sam)


def test_the_old_agreement_goes_on_while_a_change_lies_there(track, sam, samira):
    piece = in_state(PieceState.AGREED, track)
    pieces.change(piece, version=1, title="Intake doen op dinsdag", by=samira)
    pieces.start(piece, by=sam)
    pieces.finish(piece, by=sam)
    assert (fresh(piece).state, fresh(piece).is_finished) == (PieceState.REOPENED, True)

    assert say_yes(piece).state == PieceState.ACTIVE  # the new agreement is not done yet


def test_the_learners_note_values_it_and_others_may_add_theirs(track, sam, karima):
    piece = in_state(PieceState.DONE, track)
    assert (
        pieces.value(piece, notes={"potential": ("Een boek", False)}, version=told_by(karima), by=karima).state
        == PieceState.DONE
    )

    piece = pieces.value(piece, notes=NOTES, version=told_by(sam), by=sam)
    assert piece.state == PieceState.VALUED
    assert [(one.person.name, one.party, one.level, one.text, one.fell_short) for one in piece.value_notes] == [
        ("Karima Yilmaz", "education", "potential", "Een boek", False),
        ("Sam de Vries", "learner", "applied", "Ik begin nu met een open vraag.", False),
        ("Sam de Vries", "learner", "realised", "", True),
    ]
    assert Event.objects.filter(kind="piece_valued").count() == 2


def test_the_own_note_of_a_level_is_written_anew(track, sam):
    piece = in_state(PieceState.VALUED, track)
    pieces.value(piece, notes={"applied": ("Nog beter", False)}, version=told_by(sam), by=sam)

    assert [note.text for note in PieceValueNote.objects.all()] == ["Nog beter"]


@pytest.mark.parametrize(
    ("notes", "reason"),
    [({}, "minstens één"), ({"highest": ("", False)}, "uit de lijst"), ({"applied": ("x" * 301, False)}, "te lang")],
)
def test_a_value_is_on_a_level_and_fits(track, sam, notes, reason):
    piece = in_state(PieceState.DONE, track)
    with pytest.raises(Refused, match=reason):
        pieces.value(piece, notes=notes, version=told_by(sam), by=sam)


def test_what_is_not_done_has_no_value_yet_and_who_has_no_voice_says_none(track, sam, nora):
    with pytest.raises(Refused, match="nog niet klaar"):
        pieces.value(in_state(PieceState.ACTIVE, track), notes=NOTES, version=told_by(sam), by=sam)
    with pytest.raises(Refused, match="beslist niet mee"):
        pieces.value(in_state(PieceState.DONE, track), notes=NOTES, version=told_by(nora), by=nora)


def test_looking_back_goes_on_in_a_closed_puzzle_and_after_the_track(track, sam, samira):
    piece = in_state(PieceState.DONE, track)
    Puzzle.objects.update(frozen_at=piece.created_at)
    Track.objects.filter(pk=track.pk).update(ended_on=track.starts_on)

    assert pieces.value(piece, notes=NOTES, version=told_by(sam), by=sam).state == PieceState.VALUED
    with pytest.raises(Refused, match="afgelopen"):
        pieces.change(piece, version=1, title="Toch anders", by=sam)
