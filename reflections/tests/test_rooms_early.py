"""A room that opens before its time, and one that closes because nothing was said in it (domain.md §5.1)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from conftest import join, make_person
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.actions import guests, pads, rooms, value_checks
from reflections.models.rooms import GuestPass, Room, ScoreCount, Seat, SessionMove
from reflections.models.value_checks import ValueCheck
from reflections.policy.guests import may_use
from reflections.tests.live import Session, text_of
from reflections.tests.planned import details
from reflections.values import MoveKind, Phase

pytestmark = pytest.mark.django_db
EARLY = "Nu al beginnen?"


def address(name, check):
    return reverse(f"reflections:{name}", args=[check.public_id])


@pytest.fixture
def planned(team, tom, sam, tina, track):
    """In eight weeks; Tom leads."""
    starts_at = timezone.now() + dt.timedelta(weeks=8)
    return value_checks.plan(team, starts_at=starts_at, details=details(team, facilitator=tom), by=tom)


# --- Opening early ------------------------------------------------------------------------------------------------


def test_opening_early_asks_first(planned, tom, signed_in):
    browser = signed_in(tom)
    page = text_of(browser.get(planned.get_absolute_url()))
    assert (EARLY in page, "Start de waardecheck" in page, "Ja, open de ruimte nu" in page) == (True, False, False)
    assert page.count("button--primary") == 1  # "Kies alvast een verhaal"

    asked = browser.post(address("room_open", planned), follow=True)
    assert ("Ja, open de ruimte nu" in text_of(asked), Room.objects.count()) == (True, 0)
    browser.post(address("room_open", planned), {"early": "1"})
    assert Room.objects.count() == 1


@pytest.mark.parametrize("minutes", [14, 0, -60])
def test_around_its_time_one_click_opens(planned, tom, signed_in, minutes):
    ValueCheck.objects.update(starts_at=timezone.now() + dt.timedelta(minutes=minutes))

    assert EARLY not in text_of(signed_in(tom).get(planned.get_absolute_url()))
    signed_in(tom).post(address("room_open", planned))
    assert Room.objects.count() == 1


def test_who_may_not_open_is_not_asked(planned, sam, signed_in):
    assert EARLY not in text_of(signed_in(sam).get(f"{planned.get_absolute_url()}?open=now"))
    assert signed_in(sam).post(address("room_open", planned)).status_code == 403


def test_a_lead_who_was_not_invited_opens_and_stays_outside(team, tom, sam, tina, track, signed_in):
    wanted = details(team, facilitator=sam, people=[sam, tina])
    check = value_checks.plan(team, starts_at=timezone.now(), details=wanted, by=tom)
    answer = signed_in(tom).post(address("room_open", check))

    assert (answer.url, Room.objects.count(), Seat.objects.count()) == (check.get_absolute_url(), 1, 0)
    assert "Naar de waardecheck" not in text_of(signed_in(tom).get(check.get_absolute_url()))


def test_a_link_to_a_room_that_is_not_open_leads_to_the_plan(planned, sam, otto, signed_in):
    assert signed_in(sam).get(address("room", planned)).url == planned.get_absolute_url()
    assert signed_in(otto).get(address("room", planned)).status_code == 404
    assert signed_in(sam).get(address("room_part", planned)).status_code == 404
    assert signed_in(sam).post(address("room", planned)).status_code == 404


# --- Closing without a trace --------------------------------------------------------------------------------------


def test_a_room_in_which_nothing_was_said_closes_without_a_trace(session, team, tom, sam, tina, signed_in):
    before = list(Event.objects.on_trail(team.trail).values_list("kind", flat=True))
    link = guests.invite(session.check, name="Gerda", by=tom)
    guests.sit(link, name="Gerda")
    signed_in(tom).post(address("room_close", session.check))
    session.check.refresh_from_db()

    assert session.check.standing == "planned"
    assert [model.objects.count() for model in (Room, Seat, SessionMove, ScoreCount)] == [0] * 4
    assert [kind for kind in Event.objects.on_trail(team.trail).values_list("kind", flat=True) if "room" in kind] == [
        "room_guest_joined",
        "room_guest_invited",
    ]
    assert before == ["value_check_planned"]
    assert not Notice.objects.filter(event__kind="room_opened", lapsed_at=None).exists()


def test_everything_is_as_it_was_before(session, tom, sam, signed_in):
    link = guests.invite(session.check, name="Gerda", by=tom)
    guests.sit(link, name="Gerda")
    rooms.close_unused(session.check, by=tom)
    page = text_of(signed_in(tom).get(session.check.get_absolute_url()))

    assert [word in page for word in ("Aanpassen", "Verzetten", "Overslaan", "Start de waardecheck")] == [True] * 4
    session.check.refresh_from_db()
    again = rooms.open(session.check, by=tom)
    assert (again.version, again.board["facilitator"]) == (2, 1)
    assert may_use(GuestPass.objects.get(), again.value_check)


def test_screens_of_a_room_that_closed_go_to_the_plan(session, tom, sam, signed_in):
    browser = signed_in(sam)
    browser.get(session.room.get_absolute_url())
    rooms.close_unused(session.check, by=tom)

    assert browser.get(address("room_part", session.check)).status_code == 404
    assert browser.get(address("room", session.check)).url == session.check.get_absolute_url()


SAID = {
    "a part further and back": lambda session, tom, sam: (
        session.go(tom, Phase.CHECK_IN),
        session.go(tom, Phase.LOBBY),
    ),
    "who passes": lambda session, tom, sam: session.do(sam, MoveKind.PASS),
    "a private pad": lambda session, tom, sam: pads.write(
        session.check, title="", text="Voor mij", experiences=None, version=1, by=session.seat(sam)
    ),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_what_was_said_or_written_is_not_thrown_away(session, tom, sam, said):
    said(session, tom, sam)

    with pytest.raises(Refused, match="Er is al iets gezegd of opgeschreven"):
        rooms.close_unused(session.check, by=tom)
    assert Room.objects.count() == 1


def test_handing_over_tasks_is_no_use_yet(session, tom, sam):
    session.do(tom, MoveKind.HAND_OVER, role="scribe", to=session.number(sam))

    rooms.close_unused(session.check, by=tom)
    assert Room.objects.count() == 0


def test_only_who_leads_closes_it(session, tom, sam, tina, otto, signed_in):
    for person, status in ((sam, 403), (otto, 404)):
        assert signed_in(person).post(address("room_close", session.check)).status_code == status
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=session.number(tina))
    page = session.check.get_absolute_url()
    assert ["Sluit de ruimte weer" in text_of(signed_in(one).get(page)) for one in (sam, tina, tom)] == [
        False,
        True,
        True,
    ]
    rooms.close_unused(session.check, by=tina)
    with pytest.raises(Refused, match="nog niet open"):
        rooms.close_unused(session.check, by=tina)


def test_closing_twice_is_closing_once(session, tom, signed_in):
    browser = signed_in(tom)
    answers = [browser.post(address("room_close", session.check)).url for _each in range(2)]

    assert answers == [session.check.get_absolute_url()] * 2


def test_what_is_over_does_not_come_back(session, tom):
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))

    with pytest.raises(Refused, match="is afgerond"):
        rooms.close_unused(session.check, by=tom)


def test_a_forgotten_room_in_which_nothing_was_said_was_not_held(team, tom, sam, tina, track):
    session = Session(team, tom, sam)
    now = session.room.touched_at + dt.timedelta(hours=12, seconds=1)

    assert (rooms.end_forgotten(now), rooms.end_forgotten(now)) == (1, 0)
    session.check.refresh_from_db()
    assert (session.check.standing, Room.objects.count()) == ("planned", 0)
    assert not Notice.objects.filter(event__kind="room_ended_itself").exists()


def test_who_came_and_went_may_read_nothing_later(session, team, company, tom, sam, tina):
    una = make_person("Una Kok")
    join(una, Role.TEAM_MEMBER, company, team=team)
    rooms.close_unused(session.check, by=tom)
    session.check.refresh_from_db()
    rooms.open(session.check, by=tom)

    assert [seat.person for seat in Seat.objects.all()] == [tom]
