"""The vote of the workplace, lent to a werkbegeleider, between two days (access.md, WB)."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.values import Refused, today
from learningtracks.actions import delegations, pieces
from learningtracks.models.delegations import VoteDelegation, voices_on
from learningtracks.models.pieces import fresh
from learningtracks.models.tracks import Track, TrackPerson
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.values import Party
from werkplek.tests.filling_pieces import lent_vote

DAY = dt.timedelta(days=1)


@pytest.fixture
def lent(track, wim):
    return lent_vote(track, wim)


def lend(track, to, by, first=0, last=7):
    return delegations.delegate(
        track, to=track.people.get(person=to), starts_on=today() + first * DAY, ends_on=today() + last * DAY, by=by
    )


def test_the_werkbegeleider_votes_and_asks_and_does_nothing_else(piece, wim, lent):
    pieces.ask(piece, version=1, text="Hoe laat?", by=wim)
    pieces.agree(piece, version=1, by=wim)
    vote = fresh(piece).current.standing_votes["workplace"]
    assert (vote.person, vote.party) == (wim, Party.WORKPLACE)

    for action, words in ((pieces.counter, {"version": 1, "title": "Anders"}), (pieces.park, {}), (pieces.start, {})):
        with pytest.raises(Refused, match="alleen stemmen en vragen stellen"):
            action(piece, by=wim, **words)


def test_without_a_lent_vote_a_werkbegeleider_reads(piece, wim):
    with pytest.raises(Refused, match="beslist niet mee"):
        pieces.agree(piece, version=1, by=wim)


def test_everybody_on_the_track_is_told_with_the_days(track, lent, sam, karima, wim):
    event = Event.objects.get(kind="vote_lent")

    assert {notice.person for notice in event.notices.all()} == {sam, karima, wim}
    assert (event.trail, event.words["ends_on"]) == (track.trail, lent.ends_on.isoformat())
    assert voices_on(track)[Party.WORKPLACE][-1] == wim


@pytest.mark.parametrize(("first", "last", "votes"), [(0, 0, True), (1, 5, False), (-5, -1, False), (-5, 0, True)])
def test_it_holds_on_its_days_only(track, lent, piece, wim, first, last, votes):
    days = {"starts_on": today() + first * DAY, "ends_on": today() + last * DAY}
    VoteDelegation.objects.filter(pk=lent.pk).update(**days)

    assert (wim in voices_on(track)[Party.WORKPLACE]) == votes


@pytest.mark.parametrize("whose", ["samira", "wim"])
def test_it_ends_with_either_ones_membership_or_place(request, lent, track, piece, wim, whose):
    person = request.getfixturevalue(whose)
    TrackPerson.objects.filter(person=person).update(ended_at=timezone.now())
    with pytest.raises(Refused, match="beslist niet mee"):
        pieces.agree(piece, version=1, by=wim)

    TrackPerson.objects.filter(person=person).update(ended_at=None)
    Membership.objects.filter(person=person).update(ended_at=timezone.now())
    with pytest.raises(Refused, match="beslist niet mee"):
        pieces.agree(piece, version=1, by=wim)


def test_the_praktijkopleider_takes_it_back_or_the_holder_gives_it_back(track, piece, samira, wim, karima):
    for person in (samira, wim):
        lent = lent_vote(track, wim)
        with pytest.raises(Refused, match="Alleen de praktijkopleider"):
            delegations.end(lent, by=karima)
        delegations.end(lent, by=person)
        with pytest.raises(Refused, match="al terug"):
            delegations.end(lent, by=person)
    assert Event.objects.filter(kind="vote_returned").count() == 2
    with pytest.raises(Refused):
        pieces.agree(piece, version=1, by=wim)


def test_a_vote_that_was_cast_stands_after_the_end(track, piece, samira, wim, lent):
    pieces.agree(piece, version=1, by=wim)
    delegations.end(lent, by=samira)

    assert fresh(piece).current.agreed_by() == [Party.LEARNER, Party.WORKPLACE]


@pytest.mark.parametrize("name", ["sam", "karima", "wim", "nora", "tom"])
def test_only_the_praktijkopleider_lends_it(request, track, wim, name):
    with pytest.raises(Refused, match="Alleen de praktijkopleider"):
        lend(track, wim, request.getfixturevalue(name))


def test_only_to_a_werkbegeleider_of_the_track_and_once(track, samira, karima, wim):
    with pytest.raises(Refused, match="Kies een werkbegeleider"):
        lend(track, karima, samira)
    lend(track, wim, samira)
    with pytest.raises(Refused, match="mag al stemmen"):
        lend(track, wim, samira)


@pytest.mark.parametrize(
    ("first", "last", "reason"), [(-1, 5, "vanaf vandaag"), (5, 4, "vanaf vandaag"), (0, 400, "binnen het traject")]
)
def test_the_days_make_sense(track, samira, wim, first, last, reason):
    with pytest.raises(Refused, match=reason):
        lend(track, wim, samira, first, last)


def test_one_that_ran_out_makes_room_and_an_ended_track_for_none(track, lent, samira, wim):
    old = {"starts_on": today() - 9 * DAY, "ends_on": today() - DAY}
    VoteDelegation.objects.filter(pk=lent.pk).update(**old)
    lend(track, wim, samira)
    lent.refresh_from_db()
    assert lent.ended_at

    Track.objects.filter(pk=track.pk).update(ended_on=today())
    with pytest.raises(Refused, match="afgelopen"):
        lend(Track.objects.get(pk=track.pk), wim, samira)
