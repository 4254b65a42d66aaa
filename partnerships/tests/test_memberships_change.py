"""Giving a role, changing it, and setting its end."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.values import Refused, today
from partnerships.actions import memberships
from partnerships.models.memberships import Membership
from partnerships.values import Role, day_end
from werkplek.tests.casting import join

pytestmark = pytest.mark.django_db
TOMORROW = today() + dt.timedelta(days=1)


def place_of(person, role=None):
    found = person.memberships.order_by("-pk")
    return found.filter(role=role).first() if role else found.first()


def test_a_colleague_gets_one_more_role(nora, wim, company, team, told):
    given = memberships.give(wim, by=nora, organisation=company, role=Role.TEAM_MEMBER, team=team, ends_on=TOMORROW)

    assert (given.role, given.team, given.ends_on) == (Role.TEAM_MEMBER, team, TOMORROW)
    assert set(team.memberships.active().values_list("person", flat=True)) == {wim.pk}
    assert told(wim) == ["role_given"]


def test_the_same_role_is_not_given_twice(nora, wim, company, partnership):
    with pytest.raises(Refused, match="heeft deze rol al"):
        memberships.give(wim, by=nora, organisation=company, role=Role.DAILY_SUPERVISOR, partnership=partnership)


def test_somebody_from_elsewhere_is_invited_instead(nora, karima, company):
    with pytest.raises(Refused, match="Stuur een uitnodiging"):
        memberships.give(karima, by=nora, organisation=company, role=Role.LND_ADVISER)


@pytest.mark.parametrize("who", ["tom", "olga", "samira"])
def test_only_a_coordinator_gives_roles(request, who, wim, company, team):
    with pytest.raises(Refused):
        memberships.give(wim, by=request.getfixturevalue(who), organisation=company, role=Role.TEAM_MEMBER, team=team)


def test_a_role_that_does_not_fit_is_not_given(nora, wim, company):
    with pytest.raises(Refused, match="past niet"):
        memberships.give(wim, by=nora, organisation=company, role=Role.SCHOOL_SUPERVISOR)


def test_another_role_ends_the_old_one(nora, wim, partnership, told):
    old = place_of(wim)
    new = memberships.change_role(old, by=nora, role=Role.PRACTICE_EDUCATOR, partnership=partnership)
    old.refresh_from_db()

    assert (old.ended_by, new.role) == (nora, Role.PRACTICE_EDUCATOR)
    assert list(Membership.objects.active().filter(person=wim)) == [new]
    assert told(wim) == ["role_changed"]


def test_a_new_role_keeps_the_end(nora, wim, partnership):
    wim.memberships.update(ends_on=TOMORROW)
    new = memberships.change_role(place_of(wim), by=nora, role=Role.PRACTICE_EDUCATOR, partnership=partnership)

    assert new.ends_on == TOMORROW


def test_the_last_coordinator_is_not_demoted(nora):
    with pytest.raises(Refused, match="houdt altijd een coördinator"):
        memberships.change_role(place_of(nora), by=nora, role=Role.LND_ADVISER)


@pytest.mark.parametrize("who", ["tom", "olga", "wim"])
def test_only_a_coordinator_changes_roles(request, who, wim):
    with pytest.raises(Refused, match="Alleen een coördinator"):
        memberships.change_role(place_of(wim), by=request.getfixturevalue(who), role=Role.LND_ADVISER)


def test_an_end_date_takes_effect_at_midnight_in_amsterdam(nora, wim, told):
    memberships.last_until(place_of(wim), today(), version=place_of(wim).version, by=nora)

    assert Membership.objects.active().filter(person=wim).exists()
    assert not Membership.objects.active(day_end(today()).date()).filter(person=wim).exists()
    assert told(wim) == ["membership_limited"]


def test_an_end_date_goes_away_again(nora, wim, told):
    memberships.last_until(place_of(wim), TOMORROW, version=place_of(wim).version, by=nora)
    memberships.last_until(place_of(wim), None, version=place_of(wim).version, by=nora)

    assert (place_of(wim).ends_on, told(wim)) == (None, ["membership_limited", "membership_opened"])


def test_no_end_in_the_past(nora, wim):
    with pytest.raises(Refused, match="vanaf vandaag"):
        memberships.last_until(place_of(wim), today() - dt.timedelta(days=1), version=place_of(wim).version, by=nora)


def test_no_end_before_the_start(nora, wim):
    wim.memberships.update(starts_on=TOMORROW)
    with pytest.raises(Refused, match="begint pas later"):
        memberships.last_until(place_of(wim), today(), version=place_of(wim).version, by=nora)


def test_the_last_coordinator_gets_no_end(nora):
    with pytest.raises(Refused, match="houdt altijd een coördinator"):
        memberships.last_until(place_of(nora), TOMORROW, version=place_of(nora).version, by=nora)


def test_two_open_ones_of_one_role_are_refused(nora, wim, company, partnership):
    first = place_of(wim)
    first.ends_on = TOMORROW
    first.save()
    join(wim, Role.DAILY_SUPERVISOR, company, partnership=partnership)
    with pytest.raises(Refused, match="heeft deze rol al"):
        memberships.last_until(first, None, version=first.version, by=nora)


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "fields",
    [{"role": "boss"}, {"role": Role.TEAM_LEAD}, {"ends_on": dt.date(2000, 1, 1)}],
)
def test_the_database_refuses_odd_memberships(wim, fields):
    with pytest.raises(IntegrityError):
        wim.memberships.update(**fields)


@pytest.mark.both("the database keeps the rule")
def test_the_database_refuses_a_second_open_one(wim, company, partnership):
    with pytest.raises(IntegrityError):
        join(wim, Role.DAILY_SUPERVISOR, company, partnership=partnership)


# --- The pages --------------------------------------------------------------------------------------------


def address(name, place):
    return reverse(f"partnerships:{name}", args=[place.public_id])


def test_changing_on_the_page(freshly, nora, wim, track):
    place = place_of(wim)
    page = freshly(nora).get(address("membership_role", place)).content.decode()
    response = freshly(nora).post(address("membership_role", place), {"role": Role.LND_ADVISER, "once": uuid.uuid4()})

    assert "Wim Bakker begeleidt dan niet meer: Sam de Vries." in page
    assert response["Location"] == place_of(wim, Role.LND_ADVISER).get_absolute_url()


def test_giving_on_the_page(freshly, nora, wim, team):
    facts = {"role": Role.TEAM_MEMBER, "team": str(team.public_id), "once": uuid.uuid4()}
    response = freshly(nora).post(address("membership_more", place_of(wim)), facts)

    assert response["Location"] == place_of(wim, Role.TEAM_MEMBER).get_absolute_url()


def test_an_end_on_the_page(freshly, nora, wim):
    facts = {"ends_on": TOMORROW.isoformat(), "once": uuid.uuid4(), "version": place_of(wim).version}
    freshly(nora).post(address("membership_until", place_of(wim)), facts)

    assert place_of(wim).ends_on == TOMORROW


@pytest.mark.parametrize("name", ["membership_role", "membership_more", "membership_until"])
def test_changing_asks_who_you_are(signed_in, nora, wim, name):
    response = signed_in(nora).post(address(name, place_of(wim)))
    assert response["Location"].startswith("/settings/confirm/")


def test_a_lead_sees_a_member_and_changes_nothing(freshly, tom, neighbours):
    place = place_of(neighbours["TM"])

    assert freshly(tom).get(place.get_absolute_url()).status_code == 200
    assert freshly(tom).post(address("membership_role", place)).status_code == 404
