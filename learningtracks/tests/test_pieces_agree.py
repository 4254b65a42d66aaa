"""Saying akkoord, "nog niet", asking and reacting: one vote a party and version, never on what was not seen."""

import pytest

from accounts.values import Refused, Stale
from learningtracks.actions import pieces
from learningtracks.models.pieces import fresh
from learningtracks.models.tracks import Track
from learningtracks.models.versions import Vote
from learningtracks.values.pieces import PieceState, Slot, Stand
from partnerships.models.events import Event
from partnerships.values import Party
from werkplek.tests.filling_pieces import in_state, lent_vote, propose, say_yes


def kinds(piece):
    return list(Event.objects.filter(trail=piece.trail).order_by("pk").values_list("kind", flat=True))


def test_all_three_on_the_same_version_make_an_agreement(piece, samira, karima):
    pieces.agree(piece, version=1, by=samira)
    assert (fresh(piece).state, fresh(piece).in_force) == (PieceState.PROPOSED, None)

    last = pieces.agree(piece, version=1, by=karima)
    piece = fresh(piece)
    assert (piece.state, piece.in_force.number, piece.current.agreed_at) == (PieceState.AGREED, 1, last.at)
    assert kinds(piece) == ["piece_proposed", "piece_voted", "piece_agreed"]


def test_two_akkoords_on_one_version_and_one_on_the_next_are_no_agreement(piece, sam, samira, karima):
    pieces.agree(piece, version=1, by=samira)
    pieces.counter(piece, version=1, title="Samen intake doen", by=karima)
    pieces.agree(piece, version=2, by=sam)

    assert (fresh(piece).state, fresh(piece).current.agreed_by()) == ("countered", [Party.LEARNER, Party.EDUCATION])


def test_the_same_akkoord_twice_is_one_vote(piece, samira, track, wim):
    lent_vote(track, wim)
    first = pieces.agree(piece, version=1, by=samira)

    assert [pieces.agree(piece, version=1, by=person) for person in (samira, wim)] == [first, first]
    assert kinds(piece) == ["piece_proposed", "piece_voted"]


@pytest.mark.parametrize("version", [1, 3, None])
def test_a_vote_on_what_lies_there_no_more_is_refused(piece, samira, karima, version):
    pieces.counter(piece, version=1, title="Samen intake doen", by=samira)

    for action, words in ((pieces.agree, {}), (pieces.not_yet, {"text": "Nee"}), (pieces.ask, {"text": "Hoe?"})):
        with pytest.raises(Stale, match="Er is een nieuwe versie. Bekijk die eerst.") as stale:
            action(piece, version=version, by=karima, **words)
        assert stale.value.current.current.number == 2
    assert Vote.objects.filter(party="education").count() == 0


def test_not_yet_says_why_and_akkoord_may_follow(piece, samira):
    pieces.not_yet(piece, version=1, text=" Eerst meekijken. ", by=samira)
    version = fresh(piece).current
    assert version.standing()[Party.WORKPLACE] == Stand.ASKED
    assert [(one.kind, one.text) for one in version.remarks.all()] == [("not_yet", "Eerst meekijken.")]

    pieces.not_yet(piece, version=1, text="Nog steeds.", by=samira)
    pieces.agree(piece, version=1, by=samira)
    version = fresh(piece).current
    assert version.standing()[Party.WORKPLACE] == Stand.YES
    assert [(one.answer, one.replaced_at is None) for one in version.votes.all() if one.party == "workplace"] == [
        ("not_yet", False),
        ("not_yet", False),
        ("agreed", True),
    ]


def test_after_akkoord_there_is_no_not_yet(piece, samira):
    pieces.agree(piece, version=1, by=samira)

    with pytest.raises(Refused, match="al akkoord"):
        pieces.not_yet(piece, version=1, text="Toch niet", by=samira)


def test_a_question_keeps_version_and_votes(piece, sam, samira, karima):
    pieces.agree(piece, version=1, by=karima)
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    pieces.remark(piece, version=1, text="Ja.", by=sam)

    version = fresh(piece).current
    assert (version.number, version.agreed_by()) == (1, [Party.LEARNER, Party.EDUCATION])
    assert version.standing()[Party.WORKPLACE] == Stand.OPEN
    assert kinds(piece)[2:] == ["piece_asked", "piece_remarked"]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2_001])
def test_words_are_words_and_fit(piece, samira, text):
    for action in (pieces.ask, pieces.remark, pieces.not_yet):
        with pytest.raises(Refused, match="Schrijf eerst|te lang"):
            action(piece, version=1, text=text, by=samira)
    assert Vote.objects.filter(party="workplace").count() == 0


def test_an_agreed_piece_can_still_be_asked_about_and_asks_nobody(track, samira, sam):
    piece = in_state(PieceState.AGREED, track)
    pieces.ask(piece, version=1, text="Hoe laat?", by=samira)

    assert fresh(piece).waits_for == []
    with pytest.raises(Refused, match="al eens"):
        pieces.not_yet(piece, version=1, text="Nee", by=sam)


def test_a_parked_piece_waits_until_somebody_takes_it_back(track, samira):
    piece = in_state(PieceState.PARKED, track, by=Party.LEARNER)
    with pytest.raises(Refused, match="Leg het eerst terug"):
        pieces.agree(piece, version=1, by=samira)


def test_a_piece_that_is_gone_takes_no_votes(track, samira):
    for state in (PieceState.WITHDRAWN, PieceState.DROPPED):
        piece = in_state(state, track)
        with pytest.raises(Refused, match="er niet meer"):
            pieces.ask(piece, version=piece.current.number, text="Hoe?", by=samira)


# --- A track without a school ---------------------------------------------------------------------------------


@pytest.fixture
def at_work(track):
    """An employee learns at work, without a school: two parties."""
    track.people.filter(role="school_supervisor").delete()
    Track.objects.filter(pk=track.pk).update(school=None, learner_kind="employee")
    return Track.objects.get(pk=track.pk)


def test_without_a_school_two_parties_agree(at_work, samira):
    piece = propose(at_work)
    assert (piece.parties, piece.waits_for) == ([Party.LEARNER, Party.WORKPLACE], [Party.WORKPLACE])

    pieces.agree(piece, version=1, by=samira)
    assert fresh(piece).state == PieceState.AGREED


def test_without_a_school_the_puzzle_needs_no_voice_of_it(at_work):
    for slot in (Slot.QUESTION, Slot.WORK, Slot.TIME, Slot.GUIDANCE, Slot.FEEDBACK):
        say_yes(propose(at_work, slot))
    puzzle = type(fresh(propose(at_work, Slot.SOURCES, by=Party.WORKPLACE)).puzzle).of(at_work.periods.first())

    assert [gap.sentence(at_work.the_learner()) for gap in puzzle.gaps()] == [
        "Er mist nog: Bewijs en resultaat. De medewerker of de werkplek mag iets voorstellen.",
        "Over Bronnen en scholing zijn jullie het nog niet eens. Aan zet: de medewerker.",
    ]


def test_a_party_without_anybody_is_waited_for(track, piece, samira, karima):
    track.people.filter(person=karima).delete()
    pieces.agree(piece, version=1, by=samira)

    assert (fresh(piece).state, fresh(piece).waits_for) == (PieceState.PROPOSED, [Party.EDUCATION])


# --- The name of who left ---------------------------------------------------------------------------------------


def test_the_vote_of_who_left_stays_without_the_name(piece, samira):
    vote = pieces.agree(piece, version=1, by=samira)
    assert vote.said_by == "Samira Haddad"

    type(samira).objects.filter(pk=samira.pk).update(name="")
    assert Vote.objects.get(pk=vote.pk).said_by == "Voormalig lid namens werkplek"
    assert str(vote) == "Werkplek: Akkoord"
