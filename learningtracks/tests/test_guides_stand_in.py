"""Standing in for an educator, for at most six weeks, and the learner sees it (access.md R11)."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import Refused, today
from learningtracks.actions import guides
from learningtracks.models.tracks import Track, TrackPerson
from partnerships.models.notices import Notice

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def stand_in(track, samira, neighbours):
    """Piet stands in for Samira: `stand_in(by=nora)`, two weeks from today."""

    def do(*, by, starts_on=None, ends_on=None, guide=None, person=None):
        first = starts_on or today()
        return guides.stand_in(
            guide or track.people.get(person=samira),
            (person or neighbours["PO2"]).memberships.get(),
            starts_on=first,
            ends_on=ends_on or first + 2 * WEEK,
            by=by,
        )

    return do


def sees(person):
    return Track.objects.visible_to(person).exists()


def test_a_stand_in_sees_the_track_on_these_days_only(stand_in, nora, neighbours):
    made = stand_in(by=nora, starts_on=today() + WEEK)
    assert not sees(neighbours["PO2"])

    TrackPerson.objects.filter(pk=made.pk).update(starts_on=today())
    assert sees(neighbours["PO2"])
    TrackPerson.objects.filter(pk=made.pk).update(starts_on=today() - 2 * WEEK, ends_on=today() - dt.timedelta(days=1))
    assert not sees(neighbours["PO2"])


def test_the_learner_is_told_and_sees_it(stand_in, nora, sam, track, signed_in):
    stand_in(by=nora)

    assert Notice.objects.filter(person=sam, event__kind="stand_in_named").count() == 1
    assert "Vervangt Samira Haddad van vandaag" in signed_in(sam).get(track.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (-1, 5, "vanaf vandaag"),
        (3, 2, "vanaf vandaag"),
        (0, 42, "zes weken"),
    ],
)
def test_the_days_make_sense(stand_in, nora, first, last, reason):
    with pytest.raises(Refused, match=reason):
        stand_in(by=nora, starts_on=today() + dt.timedelta(days=first), ends_on=today() + dt.timedelta(days=last))


def test_six_whole_weeks_are_fine(stand_in, nora):
    assert stand_in(by=nora, ends_on=today() + 6 * WEEK - dt.timedelta(days=1)).ends_on


def test_a_stand_in_has_no_stand_in(stand_in, nora):
    made = stand_in(by=nora)

    with pytest.raises(Refused, match="niet zelf vervangen"):
        stand_in(by=nora, guide=made)


def test_a_stand_in_has_the_same_role(stand_in, nora, wim):
    with pytest.raises(Refused, match="dezelfde rol"):
        stand_in(by=nora, person=wim)


def test_the_other_side_arranges_nothing(stand_in, karima):
    with pytest.raises(Refused, match="haar eigen begeleiders"):
        stand_in(by=karima)


def test_a_stand_in_for_the_school_steers_nothing(track, neighbours, karima):
    guide = track.people.get(person=karima)
    supervisor = neighbours["SO2"]
    guides.stand_in(
        guide, supervisor.memberships.get(), starts_on=today(), ends_on=today() + WEEK, by=neighbours["OA2"]
    )

    assert (sees(supervisor), Track.objects.steered_by(supervisor).exists()) == (True, False)


def test_taking_off_takes_the_stand_in_along(stand_in, nora, samira, track, neighbours):
    stand_in(by=nora)
    guides.take_off(track.people.get(person=samira), by=nora)

    assert not sees(neighbours["PO2"])


def test_somebody_can_stand_in_again_later(stand_in, nora):
    first = stand_in(by=nora)
    TrackPerson.objects.filter(pk=first.pk).update(starts_on=today() - 2 * WEEK, ends_on=today() - WEEK)
    again = stand_in(by=nora)

    first.refresh_from_db()
    assert (first.ended_at is None, again.ended_at is None) == (False, True)


# --- The page -------------------------------------------------------------------------------------------


@pytest.fixture
def url(track, samira):
    return reverse("learningtracks:guide_stand_in", args=[track.people.get(person=samira).public_id])


def test_the_page_twice_gives_the_same_answer(signed_in, nora, neighbours, track, url):
    browser = signed_in(nora)
    form = {
        "membership": neighbours["PO2"].memberships.get().public_id,
        "starts_on": today(),
        "ends_on": today() + WEEK,
        "once": uuid.uuid4(),
    }

    assert {browser.post(url, form)["Location"] for _time in range(2)} == {track.guides_url}
    assert TrackPerson.objects.filter(stands_in_for__isnull=False).count() == 1


@pytest.mark.parametrize("ends_on", [today() + 9 * WEEK, "", "never"])
def test_the_page_says_what_is_wrong_with_the_days(signed_in, nora, neighbours, url, ends_on):
    form = {"membership": neighbours["PO2"].memberships.get().public_id, "starts_on": today(), "ends_on": ends_on}

    assert list(signed_in(nora).post(url, form).context["form"].errors) == ["ends_on"]
