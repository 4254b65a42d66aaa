"""The database knows the rules of the puzzle too: a test tries to break each of them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.versions import PieceValueNote, PieceVersion, Remark, Vote
from partnerships.models.unchanging import Untouchable

pytestmark = pytest.mark.both("the database keeps the rule")


@pytest.fixture
def puzzle(track):
    return Puzzle.objects.create(period=track.periods.first())


@pytest.fixture
def piece(puzzle):
    return Piece.objects.create(puzzle=puzzle, slot="work", brought_by="workplace")


@pytest.fixture
def version(piece, samira):
    return PieceVersion.objects.create(piece=piece, number=1, party="workplace", author=samira, title="Intake doen")


def breaks(name, make):
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        make()
    said = str(broken.value)
    return name in said or "UNIQUE constraint failed" in said  # SQLite names the columns of a unique rule


def test_one_vote_of_a_party_stands_on_a_version(version, samira, wim):
    Vote.objects.create(version=version, party="workplace", person=samira, answer="agreed")

    def again():
        Vote.objects.create(version=version, party="workplace", person=wim, answer="not_yet")

    assert breaks("vote_once_per_party_and_version", again)


def test_an_akkoord_is_never_replaced(version):
    facts = {"version": version, "party": "learner", "replaced_at": timezone.now()}

    assert breaks("vote_agreed_stands", lambda: Vote.objects.create(answer="agreed", **facts))
    assert Vote.objects.create(answer="not_yet", **facts).pk


def test_a_number_of_a_version_is_given_once(version):
    again = {"piece": version.piece, "number": 1, "party": "learner", "title": "Ook intake"}

    assert breaks("piece_version_number_once", lambda: PieceVersion.objects.create(**again))


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("piece_version_number_from_1", "number", 0),
        ("piece_version_has_title", "title", ""),
        ("piece_version_party_known", "party", "team"),
        ("piece_version_level_known", "target_level", "highest"),
        ("piece_version_view_known", "learning_view", "osmosis"),
    ],
)
def test_a_version_makes_sense(piece, name, field, value):
    facts = {"piece": piece, "number": 1, "party": "learner", "title": "Intake doen", field: value}

    assert breaks(name, lambda: PieceVersion.objects.create(**facts))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("piece_slot_known", {"slot": "corner"}),
        ("piece_party_known", {"brought_by": "team"}),
        ("piece_not_parked_and_withdrawn", {"parked_at": timezone.now(), "withdrawn_at": timezone.now()}),
        ("piece_finished_after_start", {"finished_at": timezone.now(), "finished_number": 1}),
        ("piece_finished_after_start", {"finished_at": timezone.now(), "started_at": timezone.now()}),
        ("piece_finished_after_start", {"finished_number": 1, "started_at": timezone.now()}),
    ],
)
def test_the_facts_of_a_piece_make_sense(puzzle, name, facts):
    given = {"puzzle": puzzle, "slot": "work", "brought_by": "workplace"} | facts

    assert breaks(name, lambda: Piece.objects.create(**given))


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("remark_has_text", "text", ""), ("remark_kind_known", "kind", "shout"), ("remark_party_known", "party", "team")],
)
def test_a_remark_makes_sense(version, name, field, value):
    facts = {"version": version, "party": "learner", "kind": "question", "text": "Wanneer?", field: value}

    assert breaks(name, lambda: Remark.objects.create(**facts))


@pytest.mark.parametrize(
    ("name", "field", "value"), [("vote_answer_known", "answer", "maybe"), ("vote_party_known", "party", "team")]
)
def test_a_vote_makes_sense(version, name, field, value):
    facts = {"version": version, "party": "learner", "answer": "agreed", field: value}

    assert breaks(name, lambda: Vote.objects.create(**facts))


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("piece_value_note_level_known", "level", "highest"), ("piece_value_note_party_known", "party", "team")],
)
def test_a_value_note_makes_sense(version, sam, name, field, value):
    facts = {"version": version, "person": sam, "party": "learner", "level": "applied", field: value}

    assert breaks(name, lambda: PieceValueNote.objects.create(**facts))


def test_a_person_has_one_note_a_level(version, sam):
    facts = {"version": version, "person": sam, "party": "learner", "level": "applied"}
    PieceValueNote.objects.create(**facts)

    assert breaks("piece_value_note_once_per_level", lambda: PieceValueNote.objects.create(**facts))


def test_a_piece_is_carried_once_and_a_period_has_one_puzzle(piece, puzzle):
    facts = {"puzzle": puzzle, "slot": "work", "brought_by": "workplace", "carried_from": piece}
    Piece.objects.create(**facts)

    assert breaks("carried_from", lambda: Piece.objects.create(**facts))
    assert breaks("period", lambda: Puzzle.objects.create(period=puzzle.period))


def test_a_lent_vote_makes_sense(track, samira, wim):
    lends, holds = track.people.get(person=samira), track.people.get(person=wim)
    today = timezone.localdate()
    facts = {"track": track, "given_by": lends, "to": holds, "ends_on": today}
    VoteDelegation.objects.create(**facts)

    def lend(**other):
        return lambda: VoteDelegation.objects.create(**(facts | other))

    assert breaks("vote_delegation_open_once", lend())
    assert breaks("vote_delegation_to_somebody_else", lend(to=lends))
    assert breaks(
        "vote_delegation_ends_after_start", lend(starts_on=today, ends_on=today - dt.timedelta(days=1), given_by=lends)
    )


# --- What was said stays ---------------------------------------------------------------------------------


def test_nobody_changes_or_removes_what_was_said(version, samira):
    vote = Vote.objects.create(version=version, party="workplace", person=samira, answer="agreed")
    remark = Remark.objects.create(version=version, party="workplace", person=samira, kind="remark", text="Ja")

    for row in (version, vote, remark):
        for action in (row.save, row.delete, type(row).objects.all().delete):
            pytest.raises(Untouchable, action)
        with pytest.raises(Untouchable):
            type(row).objects.update(party="learner")


def test_it_goes_with_its_track(track, version):
    Vote.objects.create(version=version, party="workplace", answer="agreed")
    Remark.objects.create(version=version, party="workplace", kind="question", text="Kan dat?")

    track.delete()

    assert [model.objects.count() for model in (Puzzle, Piece, PieceVersion, Vote, Remark)] == [0] * 5
