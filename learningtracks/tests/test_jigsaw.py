"""The lines of the drawn puzzle: neighbours fit, tabs are where they belong, the drawing stays small."""

import re

import pytest

from learningtracks.jigsaw import AT, BOX, EDGES, MARGIN, OUTLINES, beside

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def points(place):
    numbers = [float(one) for one in NUMBER.findall(OUTLINES[place].path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_every_two_neighbours_share_one_edge_and_only_those():
    shared = {
        frozenset((place, other))
        for place in AT
        for side in ("top", "right", "bottom", "left")
        if (other := beside(place, side)) is not None
    }

    assert {frozenset(edge) for edge in EDGES} == shared
    assert len(EDGES) == 12


@pytest.mark.parametrize("edge", EDGES)
def test_neighbours_fit_along_their_shared_edge(edge):
    """Both ends and all that the line between them hangs on: nine different points."""
    giver, taker = edge

    assert len(set(points(giver)) & set(points(taker))) == 9


def test_the_leervraag_gives_a_tab_to_all_four_beside_it():
    assert {taker for giver, taker in EDGES if giver == 0} == {2, 4, 6, 8}


def test_round_the_middle_every_place_gives_one_to_the_next():
    assert {edge for edge in EDGES if edge[0]} == {(place, place % 8 + 1) for place in range(1, 9)}


def test_the_outside_is_straight_and_inside_the_drawing():
    across, down = BOX
    every = [point for place in AT for point in points(place)]

    assert (min(x for x, _y in every), max(x for x, _y in every)) == (MARGIN, across - MARGIN)
    assert (min(y for _x, y in every), max(y for _x, y in every)) == (MARGIN, down - MARGIN)


def test_nine_outlines_are_small():
    assert sum(len(outline.path) for outline in OUTLINES.values()) < 3_000
