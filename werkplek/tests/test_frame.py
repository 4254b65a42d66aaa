"""The frame around every page: which places somebody gets, and what it costs."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from accounts.models import User
from accounts.values import today
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.values import Role
from werkplek.context import Frame


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", _page, name="home"),
    path("for-you/", _page, name="queue"),
    path("", include(([path("experiences/", _page, name="experiences")], "reflections"))),
    path(
        "",
        include(([path("tracks/", _page, name="tracks"), path("puzzle/", _page, name="my_puzzle")], "learningtracks")),
    ),
    path("", include(([path("teams/", _page, name="teams"), path("notices/", _page, name="notices")], "partnerships"))),
]
pytestmark = pytest.mark.urls(__name__)


def _frame(person: Any, path: str = "/", **cookies: str) -> Frame:
    request = RequestFactory().get(path)
    request.user = person
    request.session = {}
    request.COOKIES.update(cookies)
    return Frame(request)


def _icons(person: User) -> list[str]:
    return [place.icon for place in _frame(person).places]


def test_a_learner_gets_experiences(sam: User) -> None:
    assert _icons(sam) == ["home", "log", "track", "for-you"]


def test_an_educator_gets_the_own_experiences_last(samira: User) -> None:
    assert _icons(samira) == ["home", "track", "for-you", "log"]


def test_a_team_lead_gets_teams(tom: User) -> None:
    assert _icons(tom) == ["home", "track", "for-you", "team"]


def test_who_has_no_place_for_own_experiences_finds_them_in_the_menu(sam: User, samira: User, tom: User) -> None:
    assert [_frame(person).log_url for person in (sam, samira, tom)] == ["", "", "/experiences/"]


def test_nobody_gets_more_places_than_a_thumb_can_hit(sam: User, tom: User) -> None:
    lead = tom.memberships.get()
    Membership.objects.create(
        person=sam, role=Role.TEAM_LEAD, organisation=lead.organisation, team=lead.team, starts_on=lead.starts_on
    )
    assert _icons(sam) == ["home", "log", "track", "for-you"]


def test_own_experiences_stay_after_the_track(sam: User) -> None:
    sam.memberships.update(ends_on=today() - dt.timedelta(days=1))
    assert _icons(sam) == ["home", "log"]


def test_a_guest_gets_no_menu(db: None) -> None:
    assert _icons(User.objects.create_user("gast@demo.werkplek.example", name="Gast")) == []


def test_signed_out_costs_nothing(db: None, django_assert_num_queries) -> None:
    frame = _frame(AnonymousUser())
    with django_assert_num_queries(0):
        assert (frame.person, frame.places, frame.bell_count, frame.where) == (None, [], 0, "")


def test_signed_in_costs_three_queries(sam: User, django_assert_num_queries) -> None:
    frame = _frame(sam)
    with belonging.remembered(), django_assert_num_queries(3):
        assert (frame.name, len(frame.places), frame.bell_count) == ("Sam", 4, 0)


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/", ["page", "", "", ""]),
        ("/for-you/3/", ["", "", "", "true"]),
        ("/pieces/7/", ["", "", "true", ""]),
        ("/tracks/7/puzzle/2/", ["", "", "true", ""]),
    ],
)
def test_the_place_where_you_are_is_marked(sam: User, path: str, marks: list[str]) -> None:
    assert [place.current for place in _frame(sam, path).places] == marks


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")])
def test_the_theme_is_one_of_ours(cookie: str, theme: str) -> None:
    assert _frame(AnonymousUser(), theme=cookie).theme == theme
