"""The board is the fold of the moves (reliability.md §1.2)."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflections.live.board import Board, Move, apply, clashes, fold
from reflections.values import PHASES, MoveKind, Phase, SessionRole, ValueLevel

WALKS = int(os.environ.get("BOARD_WALKS", "60"))
SEATS = st.integers(1, 5)
NOTES = st.lists(st.integers(1, 30).map(str), max_size=2)


def moves(*steps):
    """Numbered moves from (seat, kind, payload)."""
    return [
        Move(number, kind, seat, str(number), payload[0] if payload else {}, "2027-03-01T14:00:00+00:00")
        for number, (seat, kind, *payload) in enumerate(steps, 1)
    ]


def joined(*seats):
    return [(seat, MoveKind.JOIN) for seat in seats]


def to(phase):
    return (1, MoveKind.PHASE, {"to": phase})


NOTE = {"story": 2, "level": ValueLevel.APPLIED, "text": "Ik vraag nu eerst.", "item": ""}
STORY = [*joined(1, 2, 3), to(Phase.STORIES), (1, MoveKind.TURN, {"to": 2}), (3, MoveKind.NOTE, NOTE)]


def test_who_comes_in_tells_in_that_order():
    assert fold(moves(*joined(2, 1, 3))).order == [2, 1, 3]


def test_coming_in_twice_is_coming_in_once():
    assert fold(moves(*joined(1, 2, 1))).seats == [1, 2]


def test_later_moves_to_the_end_and_passing_leaves_the_row():
    board = fold(moves(*joined(1, 2, 3), (1, MoveKind.LATER), (2, MoveKind.PASS)))

    assert (board.order, board.passed) == ([3, 1], [2])


def test_who_passed_may_still_tell():
    board = fold(moves(*joined(1, 2), to(Phase.STORIES), (2, MoveKind.PASS), (1, MoveKind.TURN, {"to": 2})))

    assert (board.teller, board.passed, [story.seat for story in board.stories]) == (2, [], [2])


def test_a_turn_ends_the_turn_before():
    board = fold(moves(*STORY, (1, MoveKind.TURN, {"to": 1})))

    assert (board.told, board.teller, board.order) == ([2], 1, [3])


def test_phases_go_back_without_loss():
    board = fold(moves(*STORY, to(Phase.HARVEST), to(Phase.STORIES)))

    assert ([note.text for note in board.notes], board.told, board.phase) == (["Ik vraag nu eerst."], [2], "stories")


def test_taking_over_and_taking_back():
    leading = {"role": SessionRole.FACILITATOR}
    steps = [*joined(1, 2), (1, MoveKind.CLAIM, leading), (2, MoveKind.CLAIM, leading)]

    taken, back = fold(moves(*steps)), fold(moves(*steps, (1, MoveKind.CLAIM, leading)))

    assert (taken.facilitator, taken.original, back.facilitator, back.original) == (2, 1, 1, 0)


def test_a_third_who_takes_over_leaves_it_to_the_first_to_take_back():
    leading = {"role": SessionRole.FACILITATOR}
    board = fold(moves(*joined(1, 2, 3), *[(seat, MoveKind.CLAIM, leading) for seat in (1, 2, 3)]))

    assert (board.facilitator, board.original) == (3, 1)


def test_what_is_handed_over_is_not_taken_back():
    steps = [(1, MoveKind.CLAIM, {"role": "facilitator"}), (1, MoveKind.HAND_OVER, {"role": "facilitator", "to": 2})]
    board = fold(moves(*joined(1, 2), *steps))

    assert (board.facilitator, board.original) == (2, 0)


def test_what_the_teller_changes_is_confirmed_and_what_the_scribe_changes_waits():
    edit = {"notes": ["6"], "text": "Anders.", "level": ValueLevel.REALISED}
    by_teller, by_scribe = (fold(moves(*STORY, (seat, MoveKind.EDIT_NOTE, edit))).notes[0] for seat in (2, 3))

    assert (by_teller.confirmed, by_scribe.confirmed, by_teller.level) == (True, False, "realised")


def test_taking_a_turn_back_gives_the_row_as_it_was():
    steps = moves(*joined(1, 2), to(Phase.STORIES), (1, MoveKind.TURN, {"to": 2}), (1, MoveKind.UNDO, {"number": 4}))
    board = fold(steps)

    assert (board.teller, board.order, board.stories, board.version) == (0, [1, 2], [], 5)
    assert board.flow == [3]


@pytest.mark.parametrize(
    ("kind", "payload", "stale"),
    [
        (MoveKind.PHASE, {"to": Phase.HARVEST}, True),
        (MoveKind.TURN, {"to": 1}, True),
        (MoveKind.NOTE, NOTE, False),
        (MoveKind.LATER, {}, False),
        (MoveKind.CLAIM, {"role": SessionRole.SCRIBE}, False),
    ],
)
def test_a_move_clashes_with_what_changed_the_same_thing(kind, payload, stale):
    board = fold(moves(*STORY))

    assert clashes(board, kind, 1, payload, based_on=4) == stale
    assert not clashes(board, kind, 1, payload, based_on=6)


def test_a_board_comes_back_from_its_row():
    board = fold(moves(*STORY, (2, MoveKind.TITLE, {"title": "De dochter", "continues": ""})))

    assert Board.load(board.dump()) == board
    assert Board.load({}) == Board()


ANY_MOVE = st.one_of(
    st.tuples(SEATS, st.just(MoveKind.JOIN)),
    st.tuples(SEATS, st.sampled_from([MoveKind.LATER, MoveKind.PASS, MoveKind.ASK, MoveKind.ASKED, MoveKind.SAID])),
    st.tuples(SEATS, st.just(MoveKind.PHASE), st.fixed_dictionaries({"to": st.sampled_from([*PHASES, "nowhere"])})),
    st.tuples(SEATS, st.just(MoveKind.TURN), st.fixed_dictionaries({"to": st.integers(0, 7)})),
    st.tuples(
        SEATS,
        st.sampled_from([MoveKind.CLAIM, MoveKind.HAND_OVER]),
        st.fixed_dictionaries({"role": st.sampled_from(list(SessionRole)), "to": st.integers(0, 7)}),
    ),
    st.tuples(
        SEATS,
        st.just(MoveKind.NOTE),
        st.fixed_dictionaries({"story": SEATS, "level": st.sampled_from(list(ValueLevel)), "text": st.just("x")}),
    ),
    st.tuples(
        SEATS,
        st.sampled_from([MoveKind.EDIT_NOTE, MoveKind.REMOVE_NOTE, MoveKind.CONFIRM]),
        st.fixed_dictionaries({"notes": NOTES, "text": st.just("y")}),
    ),
    st.tuples(SEATS, st.just(MoveKind.TITLE), st.just({"title": "t", "continues": ""})),
    st.tuples(SEATS, st.sampled_from([MoveKind.WORD, MoveKind.CARD, MoveKind.ACTION, MoveKind.NEXT_DATE])),
    st.tuples(SEATS, st.just(MoveKind.TIME), st.just({"minutes": 2})),
    st.tuples(
        SEATS,
        st.just(MoveKind.GROUPS),
        st.fixed_dictionaries({"second": st.lists(SEATS, max_size=3), "leader": st.integers(0, 5)}),
    ),
)


@settings(max_examples=WALKS, deadline=None)
@given(st.lists(ANY_MOVE, max_size=40))
def test_one_move_more_is_the_fold_of_them_all(steps):
    """And whatever happens: one teller, nobody in two rows, no note without a story, stories keep their order."""
    board = Board()
    for count, each in enumerate(moves(*steps), 1):
        apply(board, each)
        assert Board.load(board.dump()) == fold(moves(*steps)[:count])
        halves = [vars(board), *([board.other] if board.other else [])]
        rows = [seat for half in halves for row in ("order", "told", "passed") for seat in half[row]]
        rows += [half["teller"] for half in halves if half["teller"]]
        assert sorted(rows) == sorted(board.seats)
        assert not board.is_second
        assert {note.story for note in board.notes} <= {story.seat for story in board.stories}
        assert len({story.number for story in board.stories}) == len(board.stories)


@settings(max_examples=WALKS, deadline=None)
@given(st.lists(ANY_MOVE, max_size=25))
def test_what_is_taken_back_did_not_happen(steps):
    done = moves(*steps)
    target = fold(done).flow[-1:]
    if not target:
        return
    back = fold([*done, Move(len(done) + 1, MoveKind.UNDO, 1, "u", {"number": target[0]})])
    never = fold([each for each in done if each.number != target[0]])
    for board in (back, never):
        board.version, board.touched = 0, {}
        board.other.pop("touched", None)

    assert back == never
