"""Stopping a track early (access.md row 5 note 5, R10)."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import Refused, today
from learningtracks.actions import tracks
from learningtracks.models.tracks import Track
from partnerships.models.events import Event


@pytest.mark.parametrize("name", ["nora", "karima"])
def test_a_coordinator_or_the_school_supervisor_stops_it(track, request, name):
    tracks.end(track, by=request.getfixturevalue(name))

    track.refresh_from_db()
    assert (track.standing.label, track.ended_on) == ("Eerder gestopt", today())


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "tom", "otto"])
def test_nobody_else_does(track, request, name):
    with pytest.raises(Refused, match="niet stoppen"):
        tracks.end(track, by=request.getfixturevalue(name))


def test_not_twice(track, nora):
    tracks.end(track, by=nora)

    with pytest.raises(Refused, match="al afgelopen"):
        tracks.end(track, by=nora)


def test_educators_read_on_for_thirty_days(track, nora, samira):
    tracks.end(track, by=nora)

    assert list(Track.objects.visible_to(samira)) == [track]
    Track.objects.update(ended_on=today() - dt.timedelta(days=31))
    assert list(Track.objects.visible_to(samira)) == []


def test_the_page_asks_first_and_a_second_click_gives_the_same_answer(signed_in, nora, track):
    page = reverse("learningtracks:track_end", args=[track.public_id])
    browser, form = signed_in(nora), {"once": uuid.uuid4()}
    assert "stopt vandaag" in browser.get(page).content.decode()

    assert {browser.post(page, form)["Location"] for _time in range(2)} == {track.get_absolute_url()}
    assert Event.objects.filter(kind="track_ended").count() == 1


def test_the_wrong_people_find_no_page(signed_in, samira, track):
    assert signed_in(samira).get(reverse("learningtracks:track_end", args=[track.public_id])).status_code == 404
