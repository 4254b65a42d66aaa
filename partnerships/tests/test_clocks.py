"""Our clock and the database's."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships.actions import clocks

pytestmark = [pytest.mark.django_db, pytest.mark.both("the clock of the database")]
YEAR = 525_600  # minutes


@pytest.mark.parametrize("minutes", [0, 4, -4])
def test_near_enough(minutes):
    assert clocks.agree(timezone.now() + dt.timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [7, -7, YEAR])
def test_more_than_five_minutes_apart(minutes):
    assert not clocks.agree(timezone.now() + dt.timedelta(minutes=minutes))
