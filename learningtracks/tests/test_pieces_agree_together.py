"""Several proposals of one student on one page: read them all, agree with what is ticked (domain.md §4.2)."""

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import pieces
from learningtracks.models.pieces import fresh
from learningtracks.values.pieces import Slot
from partnerships.values import Party
from werkplek.tests.casting import more_tracks
from werkplek.tests.filling_pieces import lent_vote, propose, say_yes


@pytest.fixture
def three(track):
    return [propose(track, title=f"Stuk {number}", what=f"Wat {number}") for number in range(3)]


@pytest.fixture
def url(track):
    return reverse("learningtracks:pieces_agree", args=[track.public_id])


def ticks(*seen):
    return {"agree": [f"{piece.public_id}:{version}" for piece, version in seen]}


def agreed(piece):
    return Party.WORKPLACE in fresh(piece).current.agreed_by()


def test_the_page_shows_every_word_of_what_waits(three, url, track, samira, signed_in):
    say_yes(propose(track, Slot.TIME, title="Al afgesproken"))
    text = signed_in(samira).get(url).content.decode()

    assert all(f"Wat {number}" in text for number in range(3))
    assert ("Sam de Vries" in text, "Al afgesproken" in text) == (True, False)


def test_what_is_ticked_is_agreed_with_and_the_rest_is_left(three, url, samira, signed_in):
    answer = signed_in(samira).post(url, ticks((three[0], 1), (three[2], 1)))

    assert [agreed(piece) for piece in three] == [True, False, True]
    assert answer.url == reverse("queue_next")


def test_nobody_votes_on_what_they_did_not_see(three, url, sam, samira, signed_in):
    pieces.counter(three[1], version=1, title="Anders", by=sam)
    browser = signed_in(samira)
    answer = browser.post(url, ticks(*((piece, 1) for piece in three)))

    assert [agreed(piece) for piece in three] == [True, False, True]
    assert answer.url == url
    assert "heeft iemand net aangepast: Anders" in browser.get(url).content.decode()


@pytest.mark.parametrize("odd", [{}, {"agree": ["x", ":", "x:1"]}, {"agree": ""}])
def test_nothing_ticked_says_what_to_do(odd, three, url, samira, signed_in):
    browser = signed_in(samira)

    assert browser.post(url, odd).url == url
    assert "Vink aan waarmee je akkoord bent" in browser.get(url).content.decode()
    assert not any(agreed(piece) for piece in three)


def test_a_version_that_is_no_number_is_none(three, url, samira, signed_in):
    signed_in(samira).post(url, {"agree": [f"{three[0].public_id}:²"]})

    assert not agreed(three[0])


def test_who_has_no_vote_finds_nothing_and_changes_nothing(three, url, wim, signed_in):
    browser = signed_in(wim)
    browser.post(url, ticks((three[0], 1)))

    assert (agreed(three[0]), "Hier staat niets meer" in browser.get(url).content.decode()) == (False, True)


def test_a_lent_vote_counts(three, url, track, wim, signed_in):
    lent_vote(track, wim)
    signed_in(wim).post(url, ticks((three[0], 1)))

    assert agreed(three[0])


def test_a_piece_of_another_track_is_not_touched(three, url, track, samira, signed_in):
    [other] = more_tracks(track, 1)
    other.periods.create(number=1, starts_on=today(), ends_on=other.ends_on)
    elsewhere = propose(other)
    signed_in(samira).post(url, ticks((elsewhere, 1)))

    assert not agreed(elsewhere)
