"""Setting up a track (access.md row 5, R22, R23)."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.values import Refused, today
from conftest import join, make_person
from learningtracks.actions import tracks
from learningtracks.models.tracks import Track
from learningtracks.values import LearnerKind
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role


@pytest.fixture
def set_up(partnership, sam, workplace, school):
    """Sets up a track of twenty weeks for Sam: `set_up(by=nora)`."""

    def do(*, by, **facts):
        plan = {
            "learner": sam,
            "title": "Verzorgende, eerste jaar",
            "workplace": workplace,
            "school": school,
            "starts_on": today(),
            "ends_on": today() + dt.timedelta(weeks=20, days=-1),
        }
        return tracks.set_up(partnership, by=by, **{**plan, **facts})

    return do


def told(track):
    return set(Notice.objects.filter(event__trail=track.trail).values_list("person__name", flat=True))


def test_a_coordinator_sets_up_a_track_with_people_and_periods(set_up, nora, samira, wim):
    made = set_up(by=nora, people=[samira.memberships.get(), wim.memberships.get()])

    assert [named.person for named in made.people.all()] == [wim, samira]
    assert [period.number for period in made.periods.all()] == [1, 2]


def test_the_learner_the_named_and_the_other_coordinators_are_told(set_up, nora, samira, neighbours):
    assert told(set_up(by=nora, people=[samira.memberships.get()])) == {"Sam de Vries", "Samira Haddad", "Olga Prins"}


def test_an_employee_learns_without_a_school(set_up, nora, company, partnership):
    learner = make_person("Mo Amrani")
    join(learner, Role.LEARNER, company, partnership=partnership)
    made = set_up(by=nora, learner=learner, school=None, learner_kind=LearnerKind.EMPLOYEE)

    assert (made.school, made.learner_kind) == (None, "employee")


def test_a_school_supervisor_sets_up_a_track_of_the_own_school_and_is_on_it(set_up, karima):
    assert [named.person for named in set_up(by=karima).people.all()] == [karima]


def test_a_school_supervisor_sets_up_nothing_without_the_own_school(set_up, karima):
    with pytest.raises(Refused, match="alleen een traject opzetten voor je eigen organisatie"):
        set_up(by=karima, school=None)


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "tom", "otto"])
def test_nobody_else_sets_up_a_track(set_up, request, name):
    with pytest.raises(Refused, match="in dit partnerschap geen traject opzetten"):
        set_up(by=request.getfixturevalue(name))


def test_not_for_an_organisation_outside_the_partnership(set_up, nora):
    elsewhere = Organisation.objects.create(name="Elders", kind=OrganisationKind.WORKPLACE)
    with pytest.raises(Refused, match="doet niet mee"):
        set_up(by=nora, workplace=Workplace.objects.create(organisation=elsewhere, name="Ver"))
    with pytest.raises(Refused, match="doet niet mee"):
        set_up(by=nora, school=Organisation.objects.create(name="Ook elders", kind=OrganisationKind.SCHOOL))


def test_not_for_somebody_who_is_no_learner_here(set_up, nora, tom):
    with pytest.raises(Refused, match="niet als lerende"):
        set_up(by=nora, learner=tom)


def test_not_in_a_team_of_another_organisation(set_up, nora, school):
    with pytest.raises(Refused, match="andere organisatie dan de werkplek"):
        set_up(by=nora, team=Team.objects.create(organisation=school, name="Docenten"))


def test_a_coordinator_names_nobody_of_the_other_side(set_up, nora, karima):
    with pytest.raises(Refused, match="haar eigen begeleiders"):
        set_up(by=nora, people=[karima.memberships.get()])

    assert Track.objects.count() == 0


def test_the_role_of_somebody_on_a_track_guides(set_up, nora, tom):
    with pytest.raises(Refused, match="begeleidt geen traject"):
        set_up(by=nora, people=[tom.memberships.get()])


# --- The page -------------------------------------------------------------------------------------------


@pytest.fixture
def form(partnership, sam, workplace, school):
    """What a browser sends."""
    return {
        "learner_email": sam.email,
        "learner_kind": "student",
        "title": "Verzorgende, eerste jaar",
        "workplace": workplace.public_id,
        "school": school.public_id,
        "starts_on": today().isoformat(),
        "ends_on": (today() + dt.timedelta(weeks=20)).isoformat(),
        "period_weeks": 10,
        "once": uuid.uuid4(),
    }


@pytest.fixture
def url(partnership):
    return reverse("learningtracks:track_new", args=[partnership.public_id])


def errors_of(answer):
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


def test_fifty_equal_forms_make_one_track(signed_in, nora, form, url):
    browser = signed_in(nora)
    answers = {browser.post(url, form)["Location"] for _time in range(50)}

    assert answers == {Track.objects.get().get_absolute_url()}


@pytest.mark.both("locks, and who waits for whom")
@pytest.mark.django_db(transaction=True)
def test_equal_forms_at_the_same_moment_make_one_track(signed_in, nora, form, url):
    cookies = signed_in(nora).cookies

    def send(_number):
        client = Client()
        client.cookies = cookies
        try:
            return client.post(url, form).get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        answers = set(hands.map(send, range(12)))

    assert answers == {Track.objects.get().get_absolute_url()}


def test_people_of_the_other_side_are_not_listed(signed_in, nora, karima, samira, sam, workplace, url):
    text = signed_in(nora).get(url).content.decode()

    assert ("Samira Haddad" in text, "Karima Yilmaz" in text, "Sam de Vries" in text) == (True, False, False)


def test_a_learner_whose_track_you_manage_is_listed(signed_in, nora, track, url):
    assert "Sam de Vries" in signed_in(nora).get(url).content.decode()


def test_the_other_side_lists_its_own(signed_in, neighbours, karima, samira, sam, url):
    text = signed_in(neighbours["OA2"]).get(url).content.decode()

    assert ("Samira Haddad" in text, "Karima Yilmaz" in text, "Sam de Vries" in text) == (False, True, True)


def test_with_empty_lists_it_says_what_to_do(signed_in, nora, workplace, url, company):
    text = signed_in(nora).get(url).content.decode()

    assert "nog geen lerende" in text
    assert "kan nog niemand begeleiden" in text


def test_without_a_workplace_it_leads_to_the_partnership(signed_in, nora, url):
    assert "Nog geen werkplek" in signed_in(nora).get(url).content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"learner_email": "nobody@werkplek.example"}, {"learner_email"}),
        ({"learner_email": ""}, {"learner"}),
        ({"learner_email": "x"}, {"learner_email"}),
        ({"ends_on": "2000-01-01"}, {"ends_on"}),
        ({"ends_on": ""}, {"ends_on"}),
        ({"workplace": ""}, {"workplace"}),
        ({"workplace": uuid.uuid4()}, {"workplace"}),
        ({"period_weeks": 1}, {"period_weeks"}),
        ({"title": " "}, {"title"}),
        ({"school": "x"}, {"school"}),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_typing_is_kept(signed_in, nora, form, url, fields, wrong):
    sent = {**form, **fields}
    answer = signed_in(nora).post(url, sent)

    assert set(errors_of(answer)) == wrong
    assert f'value="{sent["title"].strip()}"' in answer.content.decode()


def test_one_learner_not_two(signed_in, nora, track, form, url, partnership, school):
    other = make_person("Sara Bos")
    join(other, Role.LEARNER, school, partnership=partnership)
    chosen = track.learner.memberships.get().public_id

    answer = signed_in(nora).post(url, {**form, "learner": chosen, "learner_email": other.email})
    assert set(errors_of(answer)) == {"learner_email"}


def test_guides_come_from_the_chosen_places(signed_in, karima, nora, form, url, neighbours, school, partnership):
    join(nora, Role.COORDINATOR, school, partnership=partnership)
    supervisor = karima.memberships.get().public_id

    answer = signed_in(nora).post(url, {**form, "school": "", "people": [supervisor]})
    assert set(errors_of(answer)) == {"people"}


def test_a_school_supervisor_sees_the_track_before_it_begins(signed_in, karima, form, url):
    later = (today() + dt.timedelta(days=3)).isoformat()
    browser = signed_in(karima)

    page = browser.post(url, {**form, "starts_on": later})["Location"]

    assert browser.get(page).status_code == 200


def test_who_has_one_partnership_is_not_asked_which(signed_in, nora, url):
    assert signed_in(nora).get(reverse("learningtracks:choose_partnership"))["Location"] == url


def test_who_has_none_is_told_so(signed_in, sam):
    text = signed_in(sam).get(reverse("learningtracks:choose_partnership")).content.decode()

    assert "in geen enkel partnerschap" in text


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "tom", "otto"])
def test_for_others_the_page_does_not_exist(signed_in, request, name, url):
    assert signed_in(request.getfixturevalue(name)).get(url).status_code == 404


# --- Several at once ------------------------------------------------------------------------------------


@pytest.fixture
def five(company, partnership):
    people = [make_person(f"Leerling {number}") for number in range(5)]
    return [join(person, Role.LEARNER, company, partnership=partnership) for person in people]


def test_the_same_plan_for_five_learners_makes_five_tracks(signed_in, nora, samira, wim, five, form, url):
    first, *others = five
    guides = [one.memberships.get().public_id for one in (samira, wim)]
    several = {"learner_email": "", "learner": first.public_id, "others": [one.public_id for one in others]}

    answer = signed_in(nora).post(url, form | several | {"people": guides})

    assert answer.url == reverse("learningtracks:tracks")
    assert {track.learner for track in Track.objects.all()} == {one.person for one in five}
    assert {track.people.count() for track in Track.objects.all()} == {2}


def test_who_has_a_track_is_not_in_that_list(signed_in, nora, five, track, url):
    form = signed_in(nora).get(url).context["form"]

    assert [label for _key, label in form.fields["others"].choices] == [
        f"Leerling {number}, Zorggroep De Linde" for number in range(5)
    ]


@pytest.mark.parametrize(("most", "is_said"), [(5, False), (4, True)])
def test_of_more_than_fit_it_says_when_their_turn_comes(signed_in, nora, five, track, url, monkeypatch, most, is_said):
    monkeypatch.setattr("partnerships.forms.fields.MOST_AT_ONCE", most)
    answer = signed_in(nora).get(url)

    assert len(answer.context["form"].fields["others"].choices) == most
    assert (f"Dit zijn de eerste {most}." in answer.content.decode()) == is_said


def test_somebody_chosen_twice_gets_one_track(signed_in, nora, five, form, url):
    first = five[0].public_id

    signed_in(nora).post(url, form | {"learner_email": "", "learner": first, "others": [first]})

    assert Track.objects.count() == 1
