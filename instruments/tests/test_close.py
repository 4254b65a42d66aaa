"""Closing counts once: figures from five answers, whoever did not answer, and nothing changes them later (A5, T18)."""

import pytest

from accounts.values import Refused
from instruments.actions import asks
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.readings import figures_for
from instruments.tests.asking import ask_of_two, make_ask, write
from instruments.values.spread import Spread
from learningtracks.values.instruments import Reading
from werkplek.actions import erasure

FIRST = "team.follow_up.f1"


def closed(team, crew, answers):
    ask = make_ask(team, Reading.SPREAD, by=crew[0])
    for number, person in enumerate(crew[:answers]):
        write(ask, "", person=person, choice=str(number % 3), handed_in_at=ask.started_at)
    asks.close(ask, by=crew[0])
    ask.refresh_from_db()
    return ask


@pytest.mark.parametrize(
    ("answers", "counts"), [(4, None), (5, (2, 2, 1)), (8, (3, 3, 2)), (11, (4, 4, 3)), (12, (4, 4, 4))]
)
def test_from_five_of_twelve_on(team, crew, answers, counts):
    ask = closed(team, crew, answers)

    found = figures_for(crew[-1], ask)
    assert found.get(FIRST) is None if counts is None else found[FIRST].counts == (*counts, 0, 0)


def test_the_longest_bar_is_what_most_people_said():
    found = Spread((1, 0, 2, 1, 1))

    assert (found.total, found.agree) == (5, 3)
    assert [width for _label, _count, width in found.rows()] == [50, 0, 100, 50, 50]


def test_a_sheet_that_goes_later_changes_no_figure(team, crew):
    ask = closed(team, crew, 6)
    erasure.erase(crew[5])

    ask.refresh_from_db()
    assert (ask.sheets.count(), figures_for(crew[0], ask)[FIRST].counts) == (5, (2, 2, 2, 0, 0))


def test_what_was_not_handed_in_goes_and_what_the_group_wrote_stays(team, crew):
    ask = make_ask(team, Reading.SPREAD, by=crew[0])
    write(ask, "half", person=crew[1])
    group = write(ask, "samen")

    asks.close(ask, by=crew[0])
    asks.close(ask, by=crew[0])

    assert list(Sheet.objects.all()) == [group]


def test_who_closes_it(team, crew, sam, otto):
    tom, other, third = crew[:3]
    ask = make_ask(team, Reading.SPREAD, by=other)
    for person in (third, otto):
        with pytest.raises(Refused, match="degene die begon"):
            asks.close(ask, by=person)
    asks.close(ask, by=tom)
    with pytest.raises(Refused, match="degene die begon"):
        asks.close(ask_of_two(team, tom, third), by=tom)
    assert Ask.objects.filter(closed_at__isnull=False).count() == 1


def test_what_opens_together_is_not_closed(team, crew):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=crew[0])
    for person in crew[:2]:
        with pytest.raises(Refused, match="degene die begon"):
            asks.close(ask, by=person)
    assert Ask.objects.filter(closed_at=None).count() == 1


def test_what_is_no_spread_is_closed_and_not_counted(team, crew):
    ask = make_ask(team, Reading.SIDE_BY_SIDE, by=crew[0])
    kept = write(ask, "half", person=crew[1], choice="1")

    asks.close(ask, by=crew[0])

    ask.refresh_from_db()
    assert (list(Sheet.objects.all()), ask.totals, ask.is_open) == ([kept], {}, False)
