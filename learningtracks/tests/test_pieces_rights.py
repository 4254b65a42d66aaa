"""Every action with a piece × every person: the answer of access.md row 6, and that rights end at the next request."""

import pytest
from django.utils import timezone

from accounts.values import Refused
from learningtracks.actions import pieces
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import TrackPerson
from learningtracks.policy import pieces as pieces_policy
from learningtracks.policy.pieces import RULES, actions_on, may_counter, may_vote, voice_of
from learningtracks.values.pieces import PieceState
from partnerships.models.memberships import Membership
from partnerships.values import Party, Role
from werkplek.tests.casting import join, name_on
from werkplek.tests.filling_pieces import in_state, lent_vote, propose
from werkplek.tests.queue import waits_for

# action → the state in which it can be done, and which parties may (L W E; v = also who holds the lent vote)
MAY = {
    "agree": (PieceState.REOPENED, "L E"),  # the workplace made the change, and is akkoord with it
    "not_yet": (PieceState.REOPENED, "L E"),
    "ask": (PieceState.AGREED, "L W E v"),
    "remark": (PieceState.AGREED, "L W E v"),
    "counter": (PieceState.AGREED, "L W E"),
    "withdraw": (PieceState.PROPOSED, "W"),
    "withdraw_change": (PieceState.REOPENED, "W"),
    "park": (PieceState.PROPOSED, "L W E"),
    "unpark": (PieceState.PARKED, "L W E"),
    "propose_drop": (PieceState.AGREED, "L W E"),
    "start": (PieceState.AGREED, "L W"),
    "finish": (PieceState.ACTIVE, "L"),
    "value": (PieceState.DONE, "L W E v"),
}
VOICES = {"L": "S", "W": "PO", "E": "SO", "v": "WB"}


@pytest.mark.parametrize("action", RULES)
def test_who_may_do_what(world, action):
    """S, PO and SO by their party; WB by the lent vote; PO2, SO2, S2, the coordinators and all others never."""
    state, allowed = MAY[action]
    piece = in_state(state, world.things["track"])
    lent_vote(world.things["track"], world.people["wim"])

    codes = ["S", "S2", "PO", "PO2", "WB", "SO", "SO2", "TL", "TM", "OA", "OA2", "PA", "EX", "FAR"]
    people = {code: world.who(code) for code in codes}
    may = {code for code, person in people.items() if pieces_policy.may(action, person, piece)}
    assert may == {VOICES[letter] for letter in allowed.split()}


def test_the_table_has_every_action(track, sam):
    assert set(MAY) == set(RULES)
    piece = in_state(PieceState.AGREED, track)
    assert {action: bool(answer) for action, answer in actions_on(sam, piece).items()} == {
        action: action in ("ask", "remark", "counter", "propose_drop", "start") for action in RULES
    }


def end_membership(person):
    Membership.objects.filter(person=person).update(ended_at=timezone.now())


def end_place(person):
    TrackPerson.objects.filter(person=person).update(ended_at=timezone.now())


def switch_off(person):
    type(person).objects.filter(pk=person.pk).update(is_active=False)


def change_role(person):
    TrackPerson.objects.filter(person=person).update(role=Role.DAILY_SUPERVISOR)


@pytest.mark.parametrize("ending", [end_membership, end_place, switch_off, change_role])
def test_rights_end_at_the_next_request(track, piece, samira, ending):
    assert may_vote(samira, piece)
    ending(samira)

    with pytest.raises(Refused, match="beslist niet mee"):
        pieces.agree(piece, version=1, by=samira)
    assert not waits_for(samira, "piece")
    if ending is not change_role:
        assert not Piece.objects.visible_to(samira).exists()
        assert not Puzzle.objects.visible_to(samira).exists()


def test_a_stand_in_speaks_on_these_days(track, piece, samira, neighbours):
    named = track.people.get(person=samira)
    piet = neighbours["PO2"]
    day = timezone.localdate()
    name_on(track, piet.memberships.get(), stands_in_for=named, starts_on=day, ends_on=day)

    assert (voice_of(piet, track).party, bool(may_counter(piet, piece))) == (Party.WORKPLACE, True)


def test_who_holds_two_roles_on_a_track_has_one_voice(track, samira, karima, school, partnership):
    """PO at company A and SO at school B, on the same track: three voices are three people."""
    supervisor = join(samira, Role.SCHOOL_SUPERVISOR, school, partnership=partnership)
    name_on(track, supervisor)
    piece = propose(track)

    assert voice_of(samira, track).party == Party.WORKPLACE
    pieces.agree(piece, version=1, by=samira)
    assert not waits_for(samira, "piece")
    assert waits_for(karima, "piece")
