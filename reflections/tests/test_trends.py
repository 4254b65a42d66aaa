"""What stories say over the quarters, on examples counted by hand (domain.md §5.5, access.md R17)."""

import datetime as dt

import pytest

from reflections.calendar import Quarter
from reflections.drawings import draw_reached, draw_stream
from reflections.tests.held import A
from reflections.trends import (
    Actions,
    CheckOut,
    Endings,
    Expected,
    Point,
    Told,
    is_enough,
    of_teams,
    reached,
    stream,
    threads,
)

pytestmark = pytest.mark.both("sums and groups")

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
B, P, T, G, H = A.EXPERIENTIAL, A.POTENTIAL, A.APPLIED, A.REALISED, A.REFRAMING


def told(key, *levels, day="2026-02-10", teller="", team=1, after=None):
    return Told(key, dt.date.fromisoformat(day), teller or f"teller {key}", team, tuple(levels), after)


THREE = [told(1, B, T), told(2, T, T, G), told(3, B)]


# --- Thresholds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stories", "enough"),
    [
        ([], False),
        (THREE[:2], False),
        ([told(1, T, teller="a"), told(2, T, teller="a"), told(3, T, teller="b")], False),  # two tellers
        ([told(number, T, teller="a") for number in range(9)], False),  # one teller
        (THREE, True),
    ],
)
def test_a_figure_appears_from_three_stories_by_three_tellers(stories, enough):
    assert is_enough(stories) is enough
    assert reached(stories, [Q1])[0].is_shown is enough
    assert stream(stories).is_shown is enough


# --- Waar de verhalen over gaan -------------------------------------------------------------------------------


def test_the_share_of_stories_with_a_note_at_each_level():
    first, second = reached(THREE, [Q1, Q2])

    assert (first.stories, first.by_level) == (3, {B: 2, P: 0, T: 2, G: 1, H: 0})
    assert [first.share(level) for level in (B, P, T, G, H)] == [67, 0, 67, 33, 0]
    assert (second.is_shown, second.share(B)) == (False, 0)


def test_a_story_without_notes_counts_as_a_story():
    assert reached([*THREE, told(4)], [Q1])[0].share(B) == 50


def test_each_quarter_has_its_own_stories():
    later = [told(number, H, day="2026-06-30") for number in (4, 5, 6)]

    assert [one.stories for one in reached([*THREE, *later], [Q1, Q2])] == [3, 3]


# --- Verhalenstroom -----------------------------------------------------------------------------------------------


def test_a_thread_is_a_story_with_what_follows_it():
    rows = [told(3, G, day="2026-08-01", after=2), told(1, B), told(2, T, day="2026-05-01", after=1), told(4, P)]

    assert [[one.key for one in thread] for thread in threads(rows)] == [[1, 2, 3], [4]]


def test_two_sequels_of_one_story_are_one_thread():
    rows = [told(1, B), told(2, T, day="2026-05-01", after=1), told(3, G, day="2026-05-01", after=1)]

    assert [[one.key for one in thread] for thread in threads(rows)] == [[1, 2, 3]]


def test_a_sequel_of_a_withdrawn_story_begins_its_own_thread():
    assert [[one.key for one in thread] for thread in threads([told(2, T, after=1), told(3, T, after=2)])] == [[2, 3]]


def test_stories_that_follow_each_other_in_a_ring_end():
    assert len(threads([told(1, B, after=2), told(2, T, after=1)])) == 2


def test_successive_different_levels_are_edges_and_a_thread_counts_once():
    flow = stream([told(1, B, T, B, T), told(2, B, T), told(3, T, T, H, P)])

    assert flow.threads == 3
    assert flow.edges == {(B, T): 2, (T, B): 1, (T, H): 1, (H, P): 1}
    assert flow.at == {B: 2, P: 1, T: 3, G: 0, H: 1}
    assert flow.widest == [(B, T)]


def test_an_edge_goes_over_from_a_story_to_its_sequel():
    rows = [told(1, B), told(2, T, day="2026-05-01", after=1), told(3, P)]

    assert stream([*rows, told(4, P)]).edges == {(B, T): 1}


def test_without_edges_nothing_is_widest():
    assert stream([told(1, B), told(2, B), told(3, B)]).widest == []


# --- Hoe ze zijn afgelopen --------------------------------------------------------------------------------------


def test_endings_are_counted_from_three_by_three_tellers():
    known = [Expected("a", "came_true"), Expected("b", "otherwise"), Expected("c"), Expected("c", "came_true")]

    found = Endings.of(known)

    assert (found.known, found.by_ending, found.still_open) == (4, {"came_true": 2, "otherwise": 1, "not_yet": 0}, 1)
    assert found.rows == [("Kwam uit", 2), ("Ging anders", 1), ("Niet (nog)", 0), ("Nog open", 1)]
    assert Endings.of(known[:2]) == Endings.of([Expected("a")] * 4) == Endings()


# --- Acties and check-out -----------------------------------------------------------------------------------------


def day(number):
    return dt.date(2026, 3, number)


def test_actions_made_done_and_stopped_and_the_median_of_days():
    points = [Point(day(1), done_on=day(5)), Point(day(1), done_on=day(11)), Point(day(2), stopped_on=day(3))]
    points += [Point(day(1), done_on=day(8)), Point(day(9))]

    found = Actions.of(points)

    assert (found.made, found.done, found.stopped, found.standing, found.days) == (5, 3, 1, 1, 7)


def test_no_median_when_nothing_is_done():
    assert Actions.of([Point(day(1))]).days is None


@pytest.mark.parametrize(
    ("counts", "answers", "mean"),
    [
        ([(1, 0), (5, 0)], 0, None),
        ([(3, 2), (4, 2)], 0, None),  # four answers: nothing, not even how many
        ([(3, 2), (4, 3)], 5, 3.6),
        ([(5, 5)], 5, 5.0),
    ],
)
def test_the_check_out_counts_from_five_answers(counts, answers, mean):
    assert CheckOut.of(counts) == CheckOut(answers, mean)


def test_a_session_with_too_few_answers_stays_out_of_the_total():
    assert CheckOut.over([[(4, 6)], [(1, 4)], [(2, 5)]]) == CheckOut(11, 3.1)


# --- Several teams ------------------------------------------------------------------------------------------------


def team_of(number, stories=3, quarter_day="2026-02-10"):
    return [told(number * 100 + one, T, team=number, day=quarter_day) for one in range(stories)]


def test_teams_together_count_from_three_teams_with_enough():
    assert of_teams([*team_of(1), *team_of(2)]) == []
    assert of_teams([*team_of(1), *team_of(2), *team_of(3, stories=2)]) == []
    assert len(of_teams([*team_of(1), *team_of(2), *team_of(3)])) == 9


def test_a_team_that_is_too_small_stays_out_of_the_total():
    assert {one.team for one in of_teams([*team_of(1), *team_of(2), *team_of(3), *team_of(4, stories=2)])} == {1, 2, 3}


def test_each_quarter_wants_its_own_three_teams():
    rows = [*team_of(1), *team_of(2), *team_of(3, quarter_day="2026-05-01")]

    assert of_teams(rows) == []


# --- The drawings -------------------------------------------------------------------------------------------------


def test_ways_down_are_drawn_at_the_right_and_back_at_the_left_wider_for_more():
    drawing = draw_stream(stream([told(1, B, T), told(2, B, T), told(3, T, B)]))

    there, back = drawing.arcs
    assert (there.threads, there.goes_down, back.goes_down) == (2, True, False)
    assert there.width > back.width
    assert there.x > 180 > back.x
    assert [stop.threads for stop in drawing.stops] == [3, 0, 3, 0, 0]


def test_everything_of_the_longest_way_stays_inside_the_drawing():
    drawing = draw_stream(stream([told(1, B, H), told(2, H, B), told(3, B)]))

    assert all(12 <= arc.x <= drawing.width - 12 and 0 < arc.y < drawing.height for arc in drawing.arcs)


def test_one_bar_a_quarter_as_high_as_its_share():
    rows = draw_reached(reached(THREE, [Q1, Q2]))

    assert [(bar.height, bar.is_shown) for bar in rows[0].bars] == [(27, True), (0, False)]
    assert (rows[0].share, rows[3].share, rows[0].width) == (67, 33, 62)


def test_without_figures_there_is_no_share():
    assert draw_reached(reached([], [Q1]))[0].share == 0
