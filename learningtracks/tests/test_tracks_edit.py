"""Changing a track (access.md R22)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, today
from learningtracks.actions import tracks
from learningtracks.models.tracks import Track
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace


@pytest.fixture
def edit(track):
    def do(*, by, **facts):
        plan = {
            "version": Track.objects.get(pk=track.pk).version,
            "title": track.title,
            "workplace": track.workplace,
            "team": track.team,
            "starts_on": track.starts_on,
            "ends_on": track.ends_on,
            "period_weeks": track.period_weeks,
        }
        return tracks.edit(track, by=by, **{**plan, **facts})

    return do


def test_both_coordinators_change_a_track(edit, nora, neighbours):
    for coordinator in (nora, neighbours["OA2"]):
        assert edit(by=coordinator, title="Tweede jaar").title == "Tweede jaar"


def test_learner_and_educators_are_told(edit, nora):
    edit(by=nora, ends_on=today() + dt.timedelta(days=9))

    assert set(Notice.objects.values_list("person__name", flat=True)) == {
        "Sam de Vries",
        "Samira Haddad",
        "Wim Bakker",
        "Karima Yilmaz",
    }


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "karima", "tom", "otto"])
def test_nobody_else_changes_it(edit, request, name):
    with pytest.raises(Refused, match="Alleen een coördinator"):
        edit(by=request.getfixturevalue(name))


def test_a_stopped_track_stays_as_it_is(edit, nora, track):
    tracks.end(track, by=nora)

    with pytest.raises(Refused, match="Dit traject is gestopt"):
        edit(by=nora)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"starts_on": today()}, "al begonnen"),
        ({"ends_on": today() - dt.timedelta(days=1)}, "vanaf vandaag"),
        ({"ends_on": today() - dt.timedelta(days=99)}, "na de eerste dag"),
        ({"ends_on": today() + dt.timedelta(weeks=300)}, "vijf jaar"),
        ({"period_weeks": 53}, "2 tot 52 weken"),
    ],
)
def test_dates_make_sense(edit, nora, facts, reason):
    with pytest.raises(Refused, match=reason):
        edit(by=nora, **facts)


def test_another_employer_asks_for_another_track(edit, nora):
    other = Organisation.objects.create(name="Elders", kind="workplace")
    with pytest.raises(Refused, match="nieuw traject"):
        edit(by=nora, workplace=Workplace.objects.create(organisation=other, name="Ver"))


def test_the_team_belongs_to_the_employer(edit, nora, school):
    with pytest.raises(Refused, match="andere organisatie"):
        edit(by=nora, team=Team.objects.create(organisation=school, name="Docenten"))


# --- The page -------------------------------------------------------------------------------------------


def fields_of(track):
    return {
        "version": track.version,
        "title": "Tweede jaar",
        "workplace": track.workplace.public_id,
        "team": track.team.public_id,
        "starts_on": track.starts_on,
        "ends_on": track.ends_on,
        "period_weeks": 10,
    }


def test_the_page_keeps_the_team_for_a_coordinator_who_does_not_manage_it(signed_in, neighbours, track):
    page = reverse("learningtracks:track_edit", args=[track.public_id])
    assert signed_in(neighbours["OA2"]).post(page, fields_of(track))["Location"] == track.get_absolute_url()

    track.refresh_from_db()
    assert (track.title, track.team.name) == ("Tweede jaar", "Team Beuk")


def test_the_page_shows_what_is_wrong(signed_in, nora, track):
    page = reverse("learningtracks:track_edit", args=[track.public_id])
    answer = signed_in(nora).post(page, {**fields_of(track), "ends_on": "2001-01-01"})

    assert list(answer.context["form"].errors) == ["ends_on"]


def test_the_page_shows_what_stands(signed_in, nora, track):
    page = reverse("learningtracks:track_edit", args=[track.public_id])

    assert 'value="Verzorgende, eerste jaar"' in signed_in(nora).get(page).content.decode()


def test_a_coordinator_who_left_finds_nothing(signed_in, nora, track):
    nora.memberships.update(ended_at=timezone.now())

    assert signed_in(nora).get(reverse("learningtracks:track_edit", args=[track.public_id])).status_code == 404


def test_who_saves_second_sees_the_first_and_keeps_their_own(edit, signed_in, nora, neighbours, track):
    page = reverse("learningtracks:track_edit", args=[track.public_id])
    edit(by=neighbours["OA2"], title="Van Olga")
    typed = {
        "title": "Van Nora",
        "workplace": track.workplace.public_id,
        "starts_on": track.starts_on,
        "ends_on": track.ends_on,
        "period_weeks": 10,
        "version": 1,
    }

    refused = signed_in(nora).post(page, typed)

    assert (refused.status_code, Track.objects.get().title) == (409, "Van Olga")
    assert "Er is een nieuwe versie" in refused.content.decode()
    assert 'value="Van Nora"' in refused.content.decode()
    assert signed_in(nora).post(page, typed | {"version": 2}).status_code == 302
    assert Track.objects.get().title == "Van Nora"
