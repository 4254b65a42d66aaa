"""On whatever day the demo is built, nobody meets in a weekend."""

import datetime as dt

import pytest
import time_machine

from learningtracks.models.conversations import Conversation
from partnerships.values import AMSTERDAM, Party
from werkplek.demo.days import working_day, working_day_before
from werkplek.demo.puzzles import Puzzles

MONDAY = dt.datetime(2026, 11, 30, 11, tzinfo=AMSTERDAM)
SEVEN = [MONDAY + dt.timedelta(days=number) for number in range(7)]


@pytest.mark.parametrize("day", SEVEN, ids=[f"{day:%A}" for day in SEVEN])
def test_talks_are_on_working_days(track, sam, samira, day):
    with time_machine.travel(day, tick=False):
        demo = Puzzles({})
        for number in (0, 1, 3, 5, 10, 15):
            demo.talks(track, {Party.LEARNER: sam, Party.WORKPLACE: samira}, number)

    talks = list(Conversation.objects.all())
    assert [f"{talk.starts_at.astimezone(AMSTERDAM):%A}" for talk in talks if is_weekend(talk.starts_at)] == []
    assert len(talks) == 8
    assert all(talk.held_at is None or talk.held_at < day for talk in talks)


def is_weekend(moment: dt.datetime) -> bool:
    return moment.astimezone(AMSTERDAM).weekday() > 4


def test_a_day_moves_no_further_than_over_the_weekend():
    days = [day.date() for day in SEVEN]

    assert [(working_day(day) - day).days for day in days] == [0, 0, 0, 0, 0, 2, 1]
    assert [(day - working_day_before(day)).days for day in days] == [0, 0, 0, 0, 0, 1, 2]
