"""How answers are spread, and the older rule of when that may be shown, of rounds of a team (access.md R17)."""

from itertools import product

from learningtracks.values.spread import LEAST_ANSWERS, may_show, spread


def test_no_total_of_fewer_than_five_and_none_with_a_few_left_over():
    """For every size of team and every number of answers up to fifteen."""
    shown = {(n, size) for size, n in product(range(16), repeat=2) if n <= size and may_show(n, size)}

    assert all(n >= LEAST_ANSWERS and size - n not in range(1, LEAST_ANSWERS) for n, size in shown)
    assert {(5, 5), (6, 6), (5, 10), (10, 15)} <= shown
    assert shown.isdisjoint({(4, 4), (5, 6), (5, 9), (9, 10)})


def test_a_spread_counts_every_answer_and_those_who_do_not_know():
    found = spread([0, 2, 2, 3, None], members=5)

    assert found is not None
    assert (found.counts, found.total, found.agree) == ((1, 0, 2, 1, 1), 5, 3)
    assert [width for _label, _count, width in found.rows()] == [50, 0, 100, 50, 50]
    assert spread([0, 2, 2, 3], members=4) is None
