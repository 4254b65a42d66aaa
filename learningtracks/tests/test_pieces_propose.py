"""Bringing a piece in: what lies there, who agrees, who is asked."""

from functools import partial

import pytest

from accounts.values import Refused
from learningtracks.actions import pieces
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import PieceState, Slot, Stand
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Party
from werkplek.tests.filling_pieces import propose, puzzle_of


def test_a_proposal_has_the_akkoord_of_its_author_and_waits_for_the_others(track, sam):
    piece = propose(track, title=" Intake doen ", what="Een gesprek voeren")
    version = piece.current

    assert (piece.state, piece.brought_by, version.number, version.title) == ("proposed", "learner", 1, "Intake doen")
    assert version.standing() == {
        Party.LEARNER: Stand.YES,
        Party.WORKPLACE: Stand.OPEN,
        Party.EDUCATION: Stand.OPEN,
    }
    assert piece.waits_for == [Party.WORKPLACE, Party.EDUCATION]
    assert {piece.waiting_since(party) for party in piece.waits_for} == {version.created_at}


def test_the_others_are_told_without_a_word_of_it(piece, sam, samira, karima, wim):
    event = Event.objects.get(kind="piece_proposed")

    assert set(event.notices.values_list("person", flat=True)) == {samira.pk, karima.pk}
    assert (event.words, event.trail) == ({"learner": ["person", sam.pk]}, piece.trail)


@pytest.mark.parametrize(("name", "party"), [("sam", "learner"), ("samira", "workplace"), ("karima", "education")])
def test_each_party_brings_in_for_itself(request, puzzle, name, party):
    piece = pieces.propose(puzzle, slot=Slot.TIME, title="Dinsdag", by=request.getfixturevalue(name))

    assert (piece.brought_by, piece.current.party, piece.current.agreed_by()) == (party, party, [party])


@pytest.mark.parametrize("name", ["wim", "tom", "nora", "otto"])
def test_nobody_else_brings_in(request, puzzle, name):
    with pytest.raises(Refused, match="kunnen stukken voorstellen"):
        pieces.propose(puzzle, slot=Slot.TIME, title="Dinsdag", by=request.getfixturevalue(name))
    assert Piece.objects.count() == 0


def test_the_first_piece_opens_the_puzzle(track, sam):
    empty = Puzzle.of(track.periods.first())
    assert (empty.pk, empty.state, empty.laid_count) == (None, "empty", 0)

    pieces.propose(empty, slot=Slot.WORK, title="Intake doen", by=sam)

    assert Puzzle.of(track.periods.first()).laid_pieces[0].title == "Intake doen"


@pytest.mark.parametrize(
    ("slot", "fields", "reason"),
    [
        (Slot.WORK, {"title": "   "}, "een titel"),
        (Slot.WORK, {"title": "x" * 61}, "te lang"),
        (Slot.WORK, {"title": "Intake", "what": "x" * 2_001}, "te lang"),
        (Slot.EVIDENCE, {"title": "Intake alleen", "noticed": " "}, "waaraan jullie het merken"),
        (Slot.WORK, {"title": "Intake", "goal_kinds": ["team"]}, "Alleen bij een leervraag"),
        (Slot.QUESTION, {"title": "Hoe?", "goal_kinds": ["world"]}, "uit de lijst"),
        (Slot.WORK, {"title": "Intake", "target_level": "highest"}, "uit de lijst"),
        (Slot.WORK, {"title": "Intake", "learning_view": "osmosis"}, "uit de lijst"),
    ],
)
def test_what_others_cannot_agree_to_is_refused(puzzle, sam, slot, fields, reason):
    with pytest.raises(Refused, match=reason):
        pieces.propose(puzzle, slot=slot, by=sam, **fields)
    assert Piece.objects.count() == 0


def test_everything_that_a_piece_can_say_is_kept(track, puzzle, sam):
    question = propose(track, Slot.QUESTION, title="Hoe voer ik een intake?", goal_kinds=["team", "individual"])
    said = {
        "title": "Intake doen",
        "what": "Een gesprek",
        "who": "Met Wim",
        "when_text": "Dinsdag",
        "noticed": "Alleen",
        "target_level": "applied",
        "learning_view": "participation",
        "subject": "Communicatie",
    }
    piece = pieces.propose(puzzle, slot=Slot.WORK, by=sam, questions=[question], **said)

    content = piece.current.content
    assert {name: getattr(content, name) for name in said} == said
    assert content.questions == (question,)
    assert question.current.content.goal_kinds == ("individual", "team")
    assert list(question.pieceversions_for.all()) == [piece.current]


def test_a_question_of_another_puzzle_is_refused(track, puzzle, sam):
    elsewhere = Puzzle.objects.create(period=track.periods.last())
    question = pieces.propose(elsewhere, slot=Slot.QUESTION, title="Later", by=sam)
    for wrong in (question, propose(track, Slot.TIME)):
        with pytest.raises(Refused, match="uit deze puzzel"):
            pieces.propose(puzzle, slot=Slot.WORK, title="Intake", by=sam, questions=[wrong])


def test_nothing_is_brought_in_when_the_track_is_over(track, puzzle, sam):
    Track.objects.filter(pk=track.pk).update(ended_on=track.starts_on)

    with pytest.raises(Refused, match="afgelopen"):
        pieces.propose(puzzle_of(track), slot=Slot.WORK, title="Intake", by=sam)


# --- Concepts -------------------------------------------------------------------------------------------------


def test_a_concept_is_its_authors_alone_and_leaves_no_trace(puzzle, sam, samira):
    draft = pieces.draft(puzzle, slot=Slot.WORK, by=samira, title="")

    seen = [list(Piece.objects.visible_to(person)) for person in (samira, sam)]
    assert (draft.state, seen, draft.title) == (PieceState.DRAFT, [[draft], []], "Werk of klus")
    assert list(Piece.objects.drafts_of(samira)) == [draft]
    assert (Event.objects.count(), Notice.objects.count(), Puzzle.of(puzzle.period).laid_pieces) == (0, 0, [])


def test_a_concept_is_written_on_and_then_proposed(puzzle, sam):
    draft = pieces.draft(puzzle, slot=Slot.EVIDENCE, by=sam, title="Intake", noticed="")
    with pytest.raises(Refused, match="waaraan jullie het merken"):
        pieces.propose_draft(draft, by=sam)

    pieces.write_draft(draft, version=draft.draft.version, by=sam, title="Intake alleen", noticed="Zonder hulp")
    piece = pieces.propose_draft(draft, by=sam)

    assert (piece.pk, piece.state, piece.current.noticed) == (draft.pk, "proposed", "Zonder hulp")
    assert not hasattr(piece, "draft")


def test_a_concept_can_be_thrown_away(puzzle, sam):
    pieces.discard_draft(pieces.draft(puzzle, slot=Slot.WORK, by=sam), by=sam)

    assert Piece.objects.count() == 0


def test_nobody_else_touches_a_concept_and_a_proposal_is_none(puzzle, piece, sam, samira):
    draft = pieces.draft(puzzle, slot=Slot.WORK, by=sam, title="Intake")
    for action in (partial(pieces.write_draft, version=0), pieces.discard_draft, pieces.propose_draft):
        for one, person in ((draft, samira), (piece, sam)):
            with pytest.raises(Refused, match="Dit concept"):
                action(one, by=person)


def test_nobody_answers_a_concept(puzzle, sam, samira):
    draft = pieces.draft(puzzle, slot=Slot.WORK, by=sam, title="Intake")

    with pytest.raises(Refused, match="nog een concept"):
        pieces.park(draft, by=samira)
