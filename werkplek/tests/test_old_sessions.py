"""Sessions end by themselves (access.md T12): two weeks without a visit, sixty days in all. On somebody's own device
a month and ninety days."""

import datetime as dt

import pytest
import time_machine

SHARED, OWN = False, True


@pytest.mark.parametrize(
    ("device", "visits", "is_in"),
    [
        (SHARED, [13], True),
        (SHARED, [15], False),
        (SHARED, [10, 20, 30, 40, 50, 59], True),
        (SHARED, [10, 20, 30, 40, 50, 61], False),
        (OWN, [29], True),
        (OWN, [31], False),
        (OWN, [25, 50, 75, 89], True),
        (OWN, [25, 50, 75, 91], False),
    ],
)
def test_a_session_of_so_many_days(sam, signed_in, device, visits, is_in):
    begin = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
    with time_machine.travel(begin, tick=False):
        client = signed_in(sam)
        if device == OWN:
            client.post("/settings/sessions/", {"own": "yes"})
        client.get("/settings/")
    for days in visits:
        with time_machine.travel(begin + dt.timedelta(days=days), tick=False):
            answer = client.get("/settings/")

    assert (answer.status_code == 200) is is_in
