"""Sessions end by themselves (access.md T12): two weeks without a visit, sixty days in all."""

import datetime as dt

import pytest
import time_machine


@pytest.mark.parametrize(
    ("visits", "is_in"),
    [([13], True), ([15], False), ([10, 20, 30, 40, 50, 59], True), ([10, 20, 30, 40, 50, 61], False)],
)
def test_a_session_of_so_many_days(sam, signed_in, settings, visits, is_in):
    begin = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
    with time_machine.travel(begin, tick=False):
        client = signed_in(sam)
        client.get("/settings/")
    for days in visits:
        with time_machine.travel(begin + dt.timedelta(days=days), tick=False):
            answer = client.get("/settings/")

    assert (answer.status_code == 200) is is_in
