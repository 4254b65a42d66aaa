"""Opening a puzzle, what it misses and who can act, and laying it anew for a new period."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.values import Refused, today
from learningtracks.actions import pieces, puzzles
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track
from learningtracks.policy.puzzles import may_confirm_question, may_relay, may_renew_question
from learningtracks.values.pieces import SLOT_TEXTS, Angle, Carry, PieceState, PuzzleState, Slot
from partnerships.models.events import Event
from partnerships.values import Party
from werkplek.tests.filling_pieces import agreed, in_state, propose, puzzle_of, say_yes


def now(track):
    return Puzzle.of(puzzle_of(track).period)


def sentences(track):
    return [gap.sentence(track.the_learner()) for gap in now(track).gaps()]


# --- Slots and gaps ---------------------------------------------------------------------------------------------


def test_nine_slots_the_leervraag_in_the_middle():
    assert [slot.position for slot in Slot] == list(range(9))
    assert (Slot.QUESTION.angle, Slot.EVIDENCE.angle, set(SLOT_TEXTS)) == (None, Angle.RESULT, set(Slot))


def test_gaps_name_who_can_act_and_then_whose_turn_it_is(track):
    assert sentences(track) == [
        "Er mist nog: Leervraag. De student mag iets voorstellen.",
        "Er mist nog: Werk of klus. De werkplek mag iets voorstellen.",
        "Er mist nog: Plek en middelen of Tijd en momenten. De werkplek mag iets voorstellen.",
        "Er mist nog: Begeleiding. De werkplek of de opleiding mag iets voorstellen.",
        "Er mist nog: Feedback en reflectie. De werkplek mag iets voorstellen.",
        "Er mist nog: Bewijs en resultaat. De opleiding mag iets voorstellen.",
        "De student mag nog een eigen stuk inbrengen.",
        "De werkplek mag nog een eigen stuk inbrengen.",
        "De opleiding mag nog een eigen stuk inbrengen.",
    ]
    propose(track, Slot.GUIDANCE, by=Party.WORKPLACE)
    found = sentences(track)
    assert found[3] == "Over Begeleiding zijn jullie het nog niet eens. Aan zet: de student, de opleiding."
    assert "De werkplek mag nog een eigen stuk inbrengen." not in found


def test_laid_when_six_places_and_all_three_parties_are_agreed(track):
    for slot in (Slot.QUESTION, Slot.WORK, Slot.TIME, Slot.GUIDANCE, Slot.FEEDBACK, Slot.EVIDENCE):
        assert now(track).state != PuzzleState.LAID
        agreed(track, slot, by=Party.WORKPLACE)
    assert (now(track).laid_count, now(track).state) == (6, PuzzleState.GAPS)
    own = propose(track, Slot.PEOPLE, by=Party.EDUCATION)
    agreed(track, Slot.SOURCES, by=Party.LEARNER)
    assert sentences(track) == [
        "Over Mensen om van te leren zijn jullie het nog niet eens. Aan zet: de student, de werkplek."
    ]

    say_yes(own)
    assert (now(track).state, now(track).gaps()) == (PuzzleState.LAID, [])
    pieces.change(own, version=1, title="Anders", by=track.learner)
    assert now(track).state == PuzzleState.REOPENED


def test_what_was_taken_away_lies_there_no_more(track):
    for state in ("withdrawn", "dropped", "draft"):
        in_state(state, track)
    assert (now(track).state, now(track).laid_pieces) == (PuzzleState.EMPTY, [])

    parked = in_state("parked", track)
    assert (now(track).state, now(track).laid_pieces, parked.slot) == (PuzzleState.GAPS, [parked], Slot.WORK)


def test_thirty_pieces_load_in_as_many_queries_as_one(track, piece):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            puzzle = Puzzle.of(piece.puzzle.period)
            shown = [(one.state, one.waits_for, one.title) for one in puzzle.laid_pieces]
            puzzle.gaps()
        return len(asked), len(shown)

    assert cost() == (6, 1)
    for number in range(29):
        propose(track, list(Slot)[number % 9], title=f"Stuk {number}")
    assert cost() == (6, 30)


# --- Opening ----------------------------------------------------------------------------------------------------


def test_who_has_a_voice_opens_it_from_two_weeks_ahead(track, samira, wim, nora):
    period = track.periods.first()
    puzzle = puzzles.open(period, by=samira)
    assert puzzles.open(period, by=samira) == puzzle
    assert Event.objects.get(kind="puzzle_opened").words == {"number": 1}

    for person in (wim, nora):
        with pytest.raises(Refused, match="kunnen de puzzel leggen"):
            puzzles.open(period, by=person)
    with pytest.raises(Refused, match="vanaf twee weken"):
        puzzles.open(track.periods.last(), by=samira)


# --- Laying anew ------------------------------------------------------------------------------------------------


@pytest.fixture
def coming(track):
    """The next period, which begins in a week."""
    Period.objects.filter(track=track, number=1).update(ends_on=today() + dt.timedelta(days=6))
    Period.objects.filter(track=track, number=2).update(starts_on=today() + dt.timedelta(days=7))
    return track.periods.get(number=2)


def test_first_the_leervraag_then_every_piece_then_the_old_one_is_closed(track, coming, sam):
    question = agreed(track, Slot.QUESTION, title="Hoe voer ik een intake?")
    along = agreed(track, Slot.WORK, by=Party.WORKPLACE, questions=[question])
    runs, lies = in_state("active", track, Slot.TIME), propose(track, Slot.PLACE)
    with pytest.raises(Refused, match="eerst je leervraag"):
        puzzles.relay(coming, choices={}, by=sam)
    puzzles.confirm_question(coming, by=sam)
    with pytest.raises(Refused, match="ligt al in"):
        puzzles.confirm_question(coming, by=sam)
    with pytest.raises(Refused, match="voor elk stuk"):
        puzzles.relay(coming, choices={along: Carry.ALONG}, by=sam)
    puzzles.relay(coming, choices={along: Carry.ALONG, runs: Carry.DONE, lies: Carry.LEAVE}, by=sam)

    old, new = now(track), Puzzle.of(coming)
    assert (old.is_frozen, fresh(runs).state, fresh(lies).waits_for) == (True, PieceState.DONE, [])
    asked, copied = new.laid_pieces
    assert (asked.carried_from, asked.current.agreed_by()) == (question, [Party.LEARNER])
    assert (copied.carried_from, copied.brought_by, copied.state) == (along, Party.WORKPLACE, PieceState.PROPOSED)
    assert (copied.current.agreed_by(), copied.waits_for) == ([], list(Party))
    assert copied.current.content.questions == (asked,)
    assert Event.objects.get(kind="puzzle_relaid").notices.count() == 2


def test_what_is_closed_can_be_read_and_not_moved(track, coming, sam, samira):
    propose(track, Slot.QUESTION)
    along = agreed(track, Slot.WORK)
    puzzles.confirm_question(coming, by=sam)
    puzzles.relay(coming, choices={along: Carry.ALONG}, by=sam)

    for action in (pieces.agree, pieces.propose_drop, pieces.withdraw_change):
        with pytest.raises(Refused, match="afgesloten"):
            action(along, version=1, by=samira)
    with pytest.raises(Refused, match="afgesloten"):
        pieces.propose(puzzle_of(track), slot=Slot.WORK, title="Nog iets", by=sam)
    with pytest.raises(Refused, match="geen eerdere puzzel"):
        puzzles.relay(coming, choices={}, by=sam)
    assert fresh(along).in_force.title == "Intake doen"


def test_a_renewed_leervraag_stands_in_the_line_of_the_old_one(track, coming, sam):
    question = agreed(track, Slot.QUESTION, title="Hoe voer ik een intake?")
    with pytest.raises(Refused, match="een titel"):
        puzzles.renew_question(coming, title="", by=sam)
    new = puzzles.renew_question(coming, title="Hoe sluit ik af?", goal_kinds=["profession"], by=sam)
    puzzles.relay(coming, choices={}, by=sam)

    assert (new.carried_from, new.current.agreed_by(), new.title) == (question, [Party.LEARNER], "Hoe sluit ik af?")


def test_without_a_leervraag_there_is_nothing_to_confirm_and_one_to_write(track, coming, sam):
    agreed(track, Slot.WORK)
    with pytest.raises(Refused, match="Er is nog geen leervraag"):
        puzzles.confirm_question(coming, by=sam)

    assert puzzles.renew_question(coming, title="Hoe begin ik?", by=sam).carried_from is None


def test_a_finished_piece_may_go_along_and_asks_for_no_choice(track, coming, sam):
    propose(track, Slot.QUESTION)
    done, valued = in_state("done", track), in_state("valued", track, Slot.TIME)
    puzzles.confirm_question(coming, by=sam)
    puzzles.relay(coming, choices={done: Carry.ALONG, valued: Carry.DONE}, by=sam)

    assert [piece.carried_from for piece in Puzzle.of(coming).laid_pieces if piece.slot != "question"] == [done]
    assert fresh(valued).finished_at == valued.finished_at


def test_a_change_that_lay_open_goes_along_as_what_was_agreed(track, coming, sam):
    propose(track, Slot.QUESTION)
    reopened, countered = in_state("reopened", track), in_state("countered", track, Slot.TIME)
    puzzles.confirm_question(coming, by=sam)
    puzzles.relay(coming, choices={reopened: Carry.ALONG, countered: Carry.ALONG}, by=sam)

    titles = {piece.carried_from: piece.title for piece in Puzzle.of(coming).laid_pieces}
    assert (titles[reopened], titles[countered]) == ("Intake doen", "Samen intake doen")


@pytest.mark.parametrize(
    ("choice", "reason"), [(Carry.DONE, "pas klaar als"), ("burn", "uit de lijst"), (None, "voor elk stuk")]
)
def test_choices_that_cannot_be(track, coming, sam, piece, choice, reason):
    propose(track, Slot.QUESTION)
    puzzles.confirm_question(coming, by=sam)

    with pytest.raises(Refused, match=reason):
        puzzles.relay(coming, choices={piece: choice} if choice else {}, by=sam)
    assert not now(track).is_frozen


def test_whose_puzzle_it_is_not_to_lay_gets_that_answer_at_every_step(track, coming, sam, samira):
    propose(track, Slot.QUESTION)
    steps = (may_renew_question, may_confirm_question, may_relay)

    assert {str(step(samira, coming).reason) for step in steps} == {
        "De student kiest wat er meegaat naar de nieuwe periode."
    }
    assert [bool(step(sam, coming)) for step in steps] == [True, True, False]


def test_only_the_learner_lays_anew_and_only_what_is_there(track, coming, sam, samira, piece):
    with pytest.raises(Refused, match="De student kiest"):
        puzzles.confirm_question(coming, by=samira)
    Puzzle.objects.all().delete()
    with pytest.raises(Refused, match="geen eerdere puzzel"):
        puzzles.renew_question(coming, title="Hoe?", by=sam)
    Track.objects.filter(pk=track.pk).update(ended_on=today())
    with pytest.raises(Refused, match="afgelopen"):
        puzzles.relay(Period.objects.get(pk=coming.pk), choices={}, by=sam)
    assert Piece.objects.count() == 0
