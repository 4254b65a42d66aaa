"""New versions: counterproposals, changes of what was agreed, taking them back, and letting a piece go."""

import pytest

from accounts.values import Refused, Stale
from learningtracks.actions import pieces
from learningtracks.differences import GONE, NEW, SAME, Run
from learningtracks.models.pieces import Piece, fresh
from learningtracks.values.pieces import PieceState, Slot
from learningtracks.views.said import lines_between
from partnerships.models.events import Event
from partnerships.values import Party
from werkplek.tests.filling_pieces import agreed, in_state, propose, say_yes


def last_kind(piece):
    return Event.objects.filter(trail=piece.trail).latest("pk").kind


def test_a_counterproposal_is_a_new_version_with_open_votes(piece, samira):
    pieces.agree(piece, version=1, by=samira)
    made = pieces.counter(piece, version=1, title="Samen intake doen", by=samira)

    piece = fresh(piece)
    assert (piece.state, made.number, piece.current.agreed_by()) == ("countered", 2, [Party.WORKPLACE])
    assert (piece.brought_by, last_kind(piece)) == (Party.LEARNER, "piece_countered")
    assert [version.title for version in piece.versions.all()] == ["Intake doen", "Samen intake doen"]


def test_a_counterproposal_may_say_why(piece, samira, signed_in):
    form = {"version": 1, "title": "Samen intake doen", "noticed": "", "reason": "Alleen is het te vroeg."}
    browser = signed_in(samira)
    browser.post(f"{piece.get_absolute_url()}change/", form)

    [said] = fresh(piece).current.remarks.all()
    assert (said.text, said.party, fresh(piece).waits_for) == (
        "Alleen is het te vroeg.",
        Party.WORKPLACE,
        [Party.LEARNER, Party.EDUCATION],
    )
    assert "Alleen is het te vroeg." in browser.get(piece.get_absolute_url()).content.decode()


def test_a_concept_has_no_box_for_a_reason(track, sam, signed_in):
    concept = in_state("draft", track, by=Party.LEARNER)

    assert "Waarom stel je" not in signed_in(sam).get(f"{concept.get_absolute_url()}change/").content.decode()


def test_improving_the_own_proposal_is_no_counterproposal(piece, sam):
    pieces.counter(piece, version=1, title="Intake doen op dinsdag", by=sam)

    assert (fresh(piece).state, fresh(piece).counterproposals) == (PieceState.PROPOSED, 0)


def test_the_loser_of_two_counters_keeps_nothing_and_is_told(piece, samira, karima):
    pieces.counter(piece, version=1, title="Van Samira", by=samira)

    with pytest.raises(Stale, match="nieuwe versie"):
        pieces.counter(piece, version=1, title="Van Karima", by=karima)
    assert fresh(piece).current.title == "Van Samira"


def test_the_same_words_are_no_new_version(track, samira):
    piece = propose(track, title="Intake doen", what="Een gesprek", noticed="")

    with pytest.raises(Refused, match="Er is niets aangepast"):
        pieces.counter(piece, version=1, title="Intake doen ", what=" Een gesprek", by=samira)


def test_after_two_counterproposals_a_talk_is_offered_until_they_agree(piece, sam, samira):
    pieces.counter(piece, version=1, title="Twee", by=samira)
    assert not fresh(piece).talk_offered
    pieces.counter(piece, version=2, title="Drie", by=sam)
    assert fresh(piece).talk_offered

    assert not say_yes(piece).talk_offered


def test_the_difference_is_said_field_by_field(track, sam, samira):
    question = agreed(track, Slot.QUESTION, title="Hoe voer ik een intake?", goal_kinds=["team"])
    pieces.change(
        question,
        version=1,
        title="Hoe voer ik een intake?",
        noticed="Je doet het alleen.",
        by=samira,
        goal_kinds=["team", "society"],
        target_level="applied",
    )
    old, new = fresh(question).versions.all()
    assert {line.label: line.runs for line in lines_between(old, new) if line.has_changed} == {
        "Waarde die je zoekt": (Run(NEW, "Anders doen"),),
        "Voor wie of wat": (Run(SAME, "Groep of "), Run(GONE, "team"), Run(NEW, "team, Maatschappij")),
    }
    piece = propose(track, title="Intake doen", noticed="")
    pieces.counter(piece, version=1, title="Intake doen", questions=[question], by=samira)
    old, new = fresh(piece).versions.all()
    assert ([*old.content.questions], [*new.content.questions]) == ([], [question])


# --- A change of what was agreed --------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "name"), [("agreed", "sam"), ("active", "samira"), ("done", "karima")])
def test_any_party_may_change_and_the_last_agreement_holds(request, track, state, name):
    piece = in_state(state, track)
    pieces.change(piece, version=1, title="Intake doen op dinsdag", by=request.getfixturevalue(name))

    piece = fresh(piece)
    assert (piece.state, piece.in_force.number, piece.current.number) == (PieceState.REOPENED, 1, 2)
    assert (len(piece.waits_for), last_kind(piece)) == (2, "piece_changed")


@pytest.mark.parametrize(
    ("state", "after"), [("agreed", "agreed"), ("active", "active"), ("done", "active"), ("valued", "active")]
)
def test_an_agreed_change_takes_over_and_what_was_done_runs_again(track, samira, state, after):
    piece = in_state(state, track)
    pieces.change(piece, version=1, title="Intake doen op dinsdag", by=samira)

    piece = say_yes(piece)
    assert (piece.state, piece.in_force.title) == (after, "Intake doen op dinsdag")


@pytest.mark.parametrize("state", ["agreed", "active", "done", "valued"])
def test_taking_the_change_back_restores_what_was(track, samira, state):
    piece = in_state(state, track)
    pieces.change(piece, version=1, title="Intake doen op dinsdag", by=samira)
    piece = pieces.withdraw_change(piece, version=2, by=samira)

    assert (piece.state, piece.current.number, piece.waits_for) == (state, 1, [])
    assert [version.withdrawn_at is None for version in piece.versions.all()] == [True, False]
    assert pieces.change(piece, version=1, title="Weer anders", by=samira).number == 3


def test_only_who_made_the_version_takes_it_back_and_only_the_newest(track, sam, samira):
    piece = in_state(PieceState.REOPENED, track)
    with pytest.raises(Refused, match="Alleen de maker kan deze versie"):
        pieces.withdraw_change(piece, version=2, by=sam)
    pieces.counter(piece, version=2, title="Om de week", by=sam)
    with pytest.raises(Stale):
        pieces.withdraw_change(piece, version=2, by=samira)
    piece = pieces.withdraw_change(piece, version=3, by=sam)

    assert (piece.state, piece.current.number) == (PieceState.REOPENED, 2)


def test_a_counterproposal_taken_back_gives_the_votes_of_before(piece, samira, karima):
    pieces.agree(piece, version=1, by=karima)
    pieces.counter(piece, version=1, title="Samen intake doen", by=samira)
    piece = pieces.withdraw_change(piece, version=2, by=samira)

    assert (piece.state, piece.current.agreed_by()) == ("proposed", [Party.LEARNER, Party.EDUCATION])
    with pytest.raises(Stale):
        pieces.agree(piece, version=2, by=samira)


def test_there_is_nothing_to_take_back_of_a_first_version_or_an_agreement(piece, sam, samira):
    with pytest.raises(Refused, match="geen aanpassing"):
        pieces.withdraw_change(piece, version=1, by=sam)
    pieces.counter(piece, version=1, title="Samen", by=samira)
    say_yes(piece)
    with pytest.raises(Refused, match="geen aanpassing"):
        pieces.withdraw_change(piece, version=2, by=samira)


# --- Letting go -------------------------------------------------------------------------------------------------


def test_after_agreement_a_piece_goes_by_consent_of_all(track, sam, samira, karima):
    piece = in_state(PieceState.ACTIVE, track)
    made = pieces.propose_drop(piece, version=1, by=karima)
    assert (made.drops, made.title, fresh(piece).state) == (True, "Intake doen", PieceState.REOPENED)

    pieces.agree(piece, version=2, by=sam)
    assert fresh(piece).state == PieceState.REOPENED
    pieces.agree(piece, version=2, by=samira)
    assert (fresh(piece).state, last_kind(piece)) == (PieceState.DROPPED, "piece_dropped")
    with pytest.raises(Refused, match="er niet meer"):
        pieces.counter(piece, version=2, title="Toch wel", by=sam)


def test_instead_of_dropping_somebody_may_offer_to_keep_it(track, sam, samira):
    piece = in_state(PieceState.AGREED, track)
    pieces.propose_drop(piece, version=1, by=samira)
    with pytest.raises(Refused, match="al een voorstel"):
        pieces.propose_drop(piece, version=2, by=sam)
    same = fresh(piece).in_force
    pieces.counter(piece, version=2, title=same.title, noticed=same.noticed, by=sam)

    piece = say_yes(piece)
    assert (piece.state, piece.in_force.number) == (PieceState.AGREED, 3)


def test_a_drop_can_be_taken_back(track, samira):
    piece = in_state(PieceState.AGREED, track)
    pieces.propose_drop(piece, version=1, by=samira)

    assert pieces.withdraw_change(piece, version=2, by=samira).state == PieceState.AGREED


def test_before_agreement_there_is_no_dropping(piece, sam):
    with pytest.raises(Refused, match="parkeren of intrekken"):
        pieces.propose_drop(piece, version=1, by=sam)


# --- Withdrawing and parking ------------------------------------------------------------------------------------


def test_who_brought_it_in_withdraws_before_agreement(piece, sam, samira):
    pieces.counter(piece, version=1, title="Samen intake doen", by=samira)
    with pytest.raises(Refused, match="Alleen de maker kan dit stuk"):
        pieces.withdraw(piece, by=samira)

    assert pieces.withdraw(piece, by=sam).state == PieceState.WITHDRAWN
    for action in (pieces.withdraw, pieces.park, pieces.unpark):
        with pytest.raises(Refused):
            action(piece, by=sam)


def test_a_parked_piece_can_be_withdrawn(track, samira):
    piece = in_state(PieceState.PARKED, track)

    assert pieces.withdraw(piece, by=samira).state == PieceState.WITHDRAWN
    assert Piece.objects.get().parked_at is None


@pytest.mark.parametrize("name", ["sam", "samira", "karima"])
def test_any_party_parks_and_takes_back_before_agreement(request, piece, name):
    person = request.getfixturevalue(name)

    assert pieces.park(piece, by=person).state == PieceState.PARKED
    piece = pieces.unpark(piece, by=person)
    assert (piece.state, piece.waits_for) == (PieceState.PROPOSED, [Party.WORKPLACE, Party.EDUCATION])


@pytest.mark.parametrize("state", ["active", "reopened"])
def test_after_agreement_neither_is_free(track, samira, state):
    piece = in_state(state, track)
    for action in (pieces.withdraw, pieces.park):
        with pytest.raises(Refused, match="al eens geworden"):
            action(piece, by=samira)
