"""A value check that runs is seen everywhere, by everybody who is invited, until it closes (domain.md §5.3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import join, make_person
from partnerships import events, todos
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.actions import rooms
from reflections.tests.live import Session
from reflections.values import Phase

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite", "what the pages show")]
LINE = "Bezig: waardecheck van"


@pytest.fixture
def session(team, tom, sam, wim, company, track):
    """Sam learns, Wim guides and works in the team, Tom leads it: for each of them another role comes first."""
    join(wim, Role.TEAM_MEMBER, company, team=team)
    return Session(team, tom, sam)


def line_on(browser, address):
    text = browser.get(address).content.decode()
    return text[text.index(LINE) :].partition("</a>")[0] if LINE in text else ""


@pytest.mark.parametrize("name", ["help", "queue", "settings", "reflections:experience_new", "partnerships:notices"])
def test_the_line_stands_on_every_page_whatever_the_role(session, signed_in, sam, wim, tom, name):
    way = f'href="{reverse("reflections:room", args=[session.check.public_id])}"'

    assert [way in line_on(signed_in(person), reverse(name)) for person in (sam, wim, tom)] == [True] * 3


def test_home_shows_it_first_and_not_twice(session, signed_in, wim):
    text = signed_in(wim).get("/").content.decode()

    assert (text.count(LINE), text.index(LINE) < text.index("Wie je begeleidt")) == (1, True)
    assert "De waardecheck is bezig" not in text


def test_the_line_goes_with_the_session_and_with_access(session, signed_in, tom, sam, wim, company, team):
    una = make_person("Una Kok")  # works in the team, came after the invitations
    join(una, Role.TEAM_MEMBER, company, team=team)
    assert [bool(line_on(signed_in(person), "/help/")) for person in (una, wim)] == [False, True]
    wim.memberships.filter(team=team).delete()
    assert not line_on(signed_in(wim), "/help/")

    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))
    assert not line_on(signed_in(sam), "/help/")


def test_in_the_room_there_is_no_line_to_the_room(session, signed_in, sam):
    room = session.room.get_absolute_url()

    assert [line_on(signed_in(sam), f"{room}{part}") for part in ("", "?row=1", "wall/")] == ["", "", ""]


def test_everybody_is_told_that_it_began_and_asked_to_come(session, signed_in, tom, sam, wim):
    told = Notice.objects.filter(event__kind="room_opened")
    line = [
        entry.url for entry in todos.entries(todos.waiting_for(wim), wim) if entry.what == "De waardecheck is bezig"
    ]

    assert {notice.person for notice in told} == {sam, wim}
    assert line == [reverse("reflections:room", args=[session.check.public_id])]
    assert "De waardecheck van" in events.notice_text(told[0].event)
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))
    assert (events.may_know(told[0].event, wim), told.filter(seen_at=None, lapsed_at=None).count()) == (False, 0)


def test_who_has_no_session_pays_nothing_and_who_has_one_question(session, signed_in, sam, samira):
    def asked(person):
        browser = signed_in(person)
        browser.get("/help/")
        with CaptureQueriesContext(connection) as found:
            browser.get("/help/")
        return [query["sql"] for query in found if "reflections_valuecheck" in query["sql"]]

    assert [len(asked(person)) for person in (samira, sam)] == [0, 1]
