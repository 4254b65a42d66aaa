"""A mentor and a buddy on a track: asked for feedback like a werkbegeleider, and never a vote (domain.md §2.1)."""

import datetime as dt

import pytest

from accounts.values import today
from learningtracks.policy.pieces import voice_of
from learningtracks.policy.puzzles import may_lend
from partnerships.values import Role
from reflections.models.experiences import people_to_ask
from werkplek.tests.casting import join, make_person, name_on


@pytest.fixture(params=[Role.MENTOR, Role.BUDDY])
def beside(request, track, company, partnership):
    """Named on the track of Sam as a mentor, or as a buddy."""
    return name_on(track, join(make_person("Anouk Peters"), request.param, company, partnership=partnership))


def test_they_are_asked_for_feedback_and_see_the_puzzle(signed_in, sam, track, beside):
    assert beside.person in [named.person for named in people_to_ask(sam)]
    assert signed_in(beside.person).get(track.get_absolute_url()).status_code == 200


def test_they_have_no_vote_and_none_is_lent_to_them(track, beside):
    last = today() + dt.timedelta(days=7)

    assert voice_of(beside.person, track).party is None
    assert not may_lend(beside, track, today(), last)
