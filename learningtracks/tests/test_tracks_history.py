"""The history of a track: votes, talks and rounds too, for who may know of them (access.md rows 5, 6, 6b, R22)."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from learningtracks.actions import pieces
from learningtracks.events.pieces import PIECE_WAITS
from learningtracks.events.tracks import history, things_on
from learningtracks.models.tracks import Track
from partnerships import events
from werkplek.tests.filling_rounds import start


def kinds(track, person):
    return [event.kind for event in history(track, person, things_on(track, person))]


@pytest.fixture
def round(track, sam):
    period = next(one for one in track.periods.all() if one.is_now)
    return start(period, moment="before", by=sam)


def test_a_track_of_votes_and_rounds_has_a_history(track, piece, round, sam, samira):
    pieces.agree(piece, version=1, by=samira)

    assert kinds(track, sam)[:3] == kinds(track, samira)[:3] == ["piece_voted", "round_started", "piece_proposed"]


def test_it_says_which_piece_and_leads_there(
    signed_in, track, piece, round, sam, samira, django_assert_max_num_queries
):
    pieces.agree(piece, version=1, by=samira)
    client, here = signed_in(sam), reverse("learningtracks:track_history", args=[track.public_id])
    client.get(here)

    with django_assert_max_num_queries(16):
        page = client.get(here).content.decode()

    assert "Nog niets gebeurd" not in page
    for words in (
        "Samira Haddad is akkoord gegaan",
        escape(piece.title),
        piece.get_absolute_url(),
        round.get_absolute_url(),
    ):
        assert words in page


def test_who_manages_the_track_reads_nothing_of_the_puzzle(signed_in, track, piece, round, nora):
    page = signed_in(nora).get(reverse("learningtracks:track_history", args=[track.public_id])).content.decode()

    assert (kinds(track, nora), piece.title in page, piece.get_absolute_url() in page) == ([], False, False)


def test_another_track_of_the_same_learner_has_its_own(track, piece, sam):
    facts = {name: getattr(track, name) for name in ("partnership", "school", "workplace", "starts_on", "ends_on")}
    other = Track.objects.create(learner=sam, title="Ander traject", **facts)

    assert kinds(other, sam) == []


def test_a_reminder_to_one_person_is_nobody_elses_business(track, piece, samira, sam):
    events.record(PIECE_WAITS, by=None, about=piece, tell=[samira], learner=sam, since_on="2026-11-01")

    assert kinds(track, sam) == ["piece_proposed"]
