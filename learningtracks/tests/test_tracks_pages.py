"""The pages of tracks: who sees what, in how many queries (access.md row 5, R7, R10, R22)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from conftest import join, make_person, name_on
from learningtracks.actions import guides, tracks
from learningtracks.models.tracks import Period, Track
from learningtracks.values import TrackStanding
from partnerships.events import KINDS, Kind, link, record
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.models.experiences import Experience, Share
from reflections.values import Part
from werkplek.tests.casting import more_tracks

LIST = "/tracks/"


@pytest.fixture
def read(signed_in):
    """The words of a page: `read(sam, "/tracks/")`."""

    def page(person, url):
        answer = signed_in(person).get(url)
        assert answer.status_code == 200
        return answer.content.decode()

    return page


# --- The list -------------------------------------------------------------------------------------------


def test_running_tracks_come_first_and_ended_ones_apart(read, samira, track):
    ended = more_tracks(track, 1, ends_on=today() - dt.timedelta(days=3))[0]
    text = read(samira, LIST)

    assert text.index("Sam de Vries") < text.index("Voorbij") < text.index(ended.learner.name)


def test_a_learner_reads_the_name_of_the_track(read, sam, track):
    assert track.title in read(sam, LIST)


@pytest.mark.parametrize("name", ["samira", "tom", "otto"])
def test_without_tracks_it_says_what_will_come(read, request, name):
    assert "Hier komen je eigen traject" in read(request.getfixturevalue(name), LIST)


def test_a_school_supervisor_may_begin(read, karima):
    assert "Zet het eerste op" in read(karima, LIST)


def test_a_coordinator_without_tracks_is_offered_the_first(read, nora):
    assert "Hier komen de trajecten van je organisatie" in read(nora, LIST)


def test_a_coordinator_pages_searches_and_chooses(read, nora, track):
    more_tracks(track, 21)
    more_tracks(track, 1, title="Wat vroeger was", ends_on=today() - dt.timedelta(days=3))

    assert "Pagina 1 van 2" in read(nora, LIST)
    assert read(nora, LIST + "?q=vries+verzorgende").count("rows__row") == 1
    assert "Geen traject gevonden" in read(nora, LIST + "?q=zzz")
    assert read(nora, LIST + "?show=over").count("rows__row") == 1
    assert "Elk traject heeft begeleiders." in read(nora, LIST + "?show=stalled")


@pytest.mark.parametrize("words", ["cafe", "Café", "CAFÉ"])
def test_a_coordinator_finds_a_title_without_its_accents(read, nora, track, words):
    more_tracks(track, 1, title="Het café beneden")
    more_tracks(track, 1, title="Het cafe boven")

    assert read(nora, f"{LIST}?q={words}").count("rows__row") == 2


def test_nothing_is_over_yet(read, nora, track):
    assert "Hier komen trajecten die voorbij zijn" in read(nora, LIST + "?show=over")


def test_a_track_without_a_party_is_stalled_for_both_coordinators(read, nora, neighbours, track, karima, samira):
    track.people.exclude(person=samira).update(ended_at=timezone.now())
    for coordinator in (nora, neighbours["OA2"]):
        assert "Nog niemand namens de opleiding" in read(coordinator, LIST + "?show=stalled")


def test_an_odd_filter_shows_what_is_not_over(read, nora, track):
    assert "Sam de Vries" in read(nora, LIST + "?show=%27%22")


@pytest.mark.parametrize(("name", "shows"), [("sam", "now"), ("samira", "now"), ("nora", "now"), ("nora", "stalled")])
def test_the_list_costs_as_much_with_thirty_as_with_one(
    signed_in, request, name, shows, track, django_assert_num_queries, django_assert_max_num_queries
):
    browser = signed_in(request.getfixturevalue(name))
    if shows == "stalled":
        track.people.filter(role=Role.SCHOOL_SUPERVISOR).update(ended_at=timezone.now())
    browser.get(LIST)
    with django_assert_max_num_queries(16) as with_one:
        browser.get(f"{LIST}?show={shows}")
    for other in more_tracks(track, 30):
        if name == "sam":
            Track.objects.filter(pk=other.pk).update(learner=track.learner)
        if shows == "stalled":
            other.people.filter(role=Role.SCHOOL_SUPERVISOR).update(ended_at=timezone.now())
    with django_assert_num_queries(len(with_one)):
        browser.get(f"{LIST}?show={shows}")


# --- The page -------------------------------------------------------------------------------------------


def test_the_head_says_who_where_and_until_when(read, sam, track):
    text = read(sam, track.get_absolute_url())

    for word in ("De Beuk", "Zorggroep De Linde", "ROC Waterland", "Samira Haddad", "Bpv-begeleider", "Periode 2"):
        assert word in text


def test_the_period_of_today_is_marked_once(read, sam, track):
    assert read(sam, track.get_absolute_url()).count("periods__now") == 1


def test_a_coordinator_sees_the_head_and_nothing_of_what_happens(read, nora, sam, samira, track):
    entry = Experience.objects.create(author=sam, track=track, situation="Kanarie", saved_at=timezone.now())
    Share.objects.create(experience=entry, person=samira, part=Part.STORY, from_version=1)

    assert "Laatste gedeelde ervaring: vandaag" in read(samira, track.get_absolute_url())
    text = read(nora, track.get_absolute_url())
    assert ("Jij ziet namen, data" in text, "gedeelde ervaring" in text) == (True, False)


def test_only_what_is_shared_with_you_is_dated(read, sam, samira, wim, track):
    Experience.objects.create(author=sam, track=track, situation="Concept")
    entry = Experience.objects.create(author=sam, track=track, situation="Bewaard", saved_at=timezone.now())
    moment = timezone.now() - dt.timedelta(days=12)
    Share.objects.create(experience=entry, person=samira, part=Part.STORY, from_version=1, shared_at=moment)

    assert "Laatste gedeelde ervaring: 12 dagen geleden" in read(samira, track.get_absolute_url())
    assert "Hier komen de ervaringen die Sam met jou deelt" in read(wim, track.get_absolute_url())


def test_yesterday_is_said_as_people_say_it(read, sam, samira, track):
    entry = Experience.objects.create(author=sam, track=track, situation="Bewaard", saved_at=timezone.now())
    moment = timezone.now() - dt.timedelta(days=1)
    Share.objects.create(experience=entry, person=samira, part=Part.STORY, from_version=1, shared_at=moment)

    assert "Laatste gedeelde ervaring: gisteren" in read(samira, track.get_absolute_url())


def test_a_missing_party_names_who_can_act(read, sam, nora, neighbours, track):
    track.people.all().delete()

    assert "Een coördinator van Zorggroep De Linde kan iemand kiezen" in read(sam, track.get_absolute_url())
    assert reverse("learningtracks:guide_new", args=[track.public_id, "practice_educator"]) in read(
        nora, track.get_absolute_url()
    )


def test_a_track_stopped_before_its_start_says_so(read, nora, track):
    Period.objects.all().delete()
    Track.objects.update(ended_on=today())

    assert "is gestopt voor het begon" in read(nora, track.get_absolute_url())


@pytest.mark.parametrize("name", ["tom", "otto", "S2", "PO2", "SO2", "TM", "TM2", "LA", "PA", "EX"])
@pytest.mark.parametrize("url", ["track", "track_history"])
def test_strangers_find_nothing(signed_in, request, neighbours, track, name, url):
    person = neighbours.get(name) or request.getfixturevalue(name)

    assert signed_in(person).get(reverse(f"learningtracks:{url}", args=[track.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["sam", "samira", "karima", "nora"])
def test_the_page_costs_as_much_with_thirty_as_with_one(
    signed_in, request, name, track, django_assert_num_queries, django_assert_max_num_queries, company, partnership
):
    browser, samira = signed_in(request.getfixturevalue(name)), request.getfixturevalue("samira")

    def share():
        entry = Experience.objects.create(author=track.learner, track=track, situation="X", saved_at=timezone.now())
        Share.objects.create(experience=entry, person=samira, part=Part.STORY, from_version=1)

    share()
    browser.get(track.get_absolute_url())
    with django_assert_max_num_queries(16) as with_one:
        browser.get(track.get_absolute_url())
    for count in range(30):
        named = join(make_person(f"Ook {count}"), Role.DAILY_SUPERVISOR, company, partnership=partnership)
        name_on(track, named)
        Period.objects.create(track=track, number=count + 9, starts_on=today(), ends_on=today())
        share()
    with django_assert_num_queries(len(with_one)):
        browser.get(track.get_absolute_url())


# --- The history ----------------------------------------------------------------------------------------


@pytest.fixture
def happened(track, nora, samira, neighbours):
    """Nora changes people of the track in every way, and stops it."""
    first, last = today(), today() + dt.timedelta(days=9)
    colleague = neighbours["PO2"].memberships.get()
    guides.stand_in(track.people.get(person=samira), colleague, starts_on=first, ends_on=last, by=nora)
    guides.take_off(track.people.get(person=neighbours["PO2"]), by=nora)
    guides.replace(track.people.get(person=samira), colleague, by=nora)
    guides.name(track, samira.memberships.get(), by=nora)
    tracks.end(track, by=nora)


def test_the_history_tells_what_happened(read, sam, track, happened):
    text = read(sam, reverse("learningtracks:track_history", args=[track.public_id]))

    for sentence in (
        "Nora Smit heeft het traject gestopt",
        "Nora Smit heeft Samira Haddad als begeleider gevraagd",
        "Piet Kok is in de plaats gekomen van Samira Haddad",
        "Nora Smit heeft Piet Kok van het traject gehaald",
        "Piet Kok vervangt Samira Haddad van",
    ):
        assert sentence in text


def test_an_empty_history_says_what_will_come(read, sam, track):
    assert "Nog niets gebeurd" in read(sam, reverse("learningtracks:track_history", args=[track.public_id]))


def test_a_coordinator_reads_of_the_head_only(read, nora, samira, track, monkeypatch):
    inside = Kind("piece_moved", story="Kanarie")
    monkeypatch.setitem(KINDS, inside.code, inside)
    record(inside, by=samira, about=track)
    url = reverse("learningtracks:track_history", args=[track.public_id])

    assert ("Kanarie" in read(samira, url), "Kanarie" in read(nora, url)) == (True, False)


def test_notices_lead_to_the_track_once_it_opens(track, sam, samira, nora):
    """Before its first day too; who stands in from tomorrow gets the list (access.md R11)."""
    tracks.end(track, by=nora)
    Track.objects.update(starts_on=today() + dt.timedelta(days=1))
    event = Notice.objects.get(person=samira).event
    assert {link(event, person) for person in (samira, sam, nora)} == {track.get_absolute_url()}

    samira.named_on.update(starts_on=today() + dt.timedelta(days=1))
    assert link(event, samira) == LIST


# --- Who learns in a team -------------------------------------------------------------------------------


def test_a_team_sees_names_and_days_of_who_learns_there(signed_in, sam, tom, neighbours, track, team):
    url = reverse("learningtracks:team_learners", args=[team.public_id])
    for person in (tom, sam, neighbours["TM"]):
        text = signed_in(person).get(url).content.decode()
        assert ("Sam de Vries" in text, track.title in text, "Samira" in text) == (True, False, False)


@pytest.mark.parametrize("name", ["TM2", "PO2", "SO2", "S2", "OA2", "EX"])
def test_others_do_not(signed_in, neighbours, track, team, name):
    url = reverse("learningtracks:team_learners", args=[team.public_id])

    assert signed_in(neighbours[name]).get(url).status_code == 404


def test_a_team_where_nobody_learns(read, tom, team):
    assert "Hier komt wie er in dit team leert" in read(
        tom, reverse("learningtracks:team_learners", args=[team.public_id])
    )


def test_the_team_costs_as_much_with_thirty_as_with_one(
    signed_in, tom, team, track, django_assert_num_queries, django_assert_max_num_queries
):
    browser, url = signed_in(tom), reverse("learningtracks:team_learners", args=[team.public_id])
    browser.get(url)
    with django_assert_max_num_queries(16) as with_one:
        browser.get(url)
    more_tracks(track, 30)
    with django_assert_num_queries(len(with_one)):
        browser.get(url)


# --- The words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "ended", "standing"),
    [
        (0, 14, None, TrackStanding.RUNNING),
        (0, 13, None, TrackStanding.ENDING),
        (0, 0, None, TrackStanding.ENDING),
        (1, 9, None, TrackStanding.COMING),
        (-9, -1, None, TrackStanding.OVER),
        (-9, 9, 0, TrackStanding.STOPPED),
    ],
)
def test_where_a_track_stands(starts, ends, ended, standing):
    day = today()
    track = Track(
        starts_on=day + dt.timedelta(days=starts),
        ends_on=day + dt.timedelta(days=ends),
        ended_on=None if ended is None else day + dt.timedelta(days=ended),
    )

    assert track.standing == standing
