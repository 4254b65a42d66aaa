"""Histories: who did what and when, for who may see the thing."""

import pytest
from django.urls import reverse

from partnerships import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(kind):
    return kind(link=lambda *_: "/")


@pytest.mark.parametrize("thing", ["partnership", "team"])
def test_newest_first_with_name(signed_in, request, met, nora, tom, thing):
    about = request.getfixturevalue(thing)
    for name in ("Sam", "Wim"):
        events.record(met, by=nora, about=about, name=name)
    response = signed_in(nora).get(reverse(f"partnerships:{thing}_history", args=[about.public_id]))

    told = [moment["what"] for moment in response.context["history"]["moments"]]
    assert told == ["Nora Smit sprak Wim", "Nora Smit sprak Sam"]


def test_an_empty_history_says_what_will_be_here(signed_in, nora, team):
    page = signed_in(nora).get(reverse("partnerships:team_history", args=[team.public_id])).content.decode()

    assert "Nog niets gebeurd" in page


def test_the_history_of_another_thing_is_not_in_it(signed_in, met, nora, tom, team, partnership):
    events.record(met, by=nora, about=partnership, name="Sam")
    response = signed_in(nora).get(reverse("partnerships:team_history", args=[team.public_id]))

    assert response.context["history"]["moments"] == []


@pytest.mark.parametrize("who", ["otto", "sam"])
def test_who_may_not_see_the_team_finds_no_history(signed_in, request, team, who):
    person = request.getfixturevalue(who)

    assert signed_in(person).get(reverse("partnerships:team_history", args=[team.public_id])).status_code == 404


def test_who_may_not_see_the_partnership_finds_no_history(signed_in, otto, partnership):
    address = reverse("partnerships:partnership_history", args=[partnership.public_id])

    assert signed_in(otto).get(address).status_code == 404


def test_thirty_events_cost_as_many_queries_as_one(signed_in, met, nora, tom, team, django_assert_num_queries):
    browser = signed_in(nora)
    browser.get("/notices/")  # the first page of a session writes down the device
    for count in (1, 29):
        for _ in range(count):
            events.record(met, by=tom, about=team, name="Sam")
        with django_assert_num_queries(10):
            browser.get(reverse("partnerships:team_history", args=[team.public_id]))
