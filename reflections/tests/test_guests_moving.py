"""A guest moves the group on as everybody does, as long as nobody leads (domain.md §5.1, access.md R19)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from reflections.actions import guests, rooms
from reflections.models.rooms import GuestPass, Seat
from reflections.tests.live import refused, text_of
from reflections.tests.test_guests_door import knock
from reflections.tests.test_rooms_holding import bar_of
from reflections.values import MoveKind, Phase, SessionRole

pytestmark = pytest.mark.django_db


def invited(session, lead, client):
    """Had the link before, and came in by it."""
    client.post(guests.invite(session.check, name="Gerda", by=lead).get_absolute_url(), {"name": "Gerda"})


def by_code(session, lead, client):
    """Knocked with the code of the wall; who leads said yes."""
    waits = knock(client, session)
    guests.let_in(GuestPass.objects.get(), by=lead)
    client.get(waits)


@pytest.fixture(params=[invited, by_code], ids=["invited", "by code"])
def gerda(request, session, tom):
    """The browser of a guest who sits in the room that Tom leads."""
    browser = Client()
    request.param(session, tom, browser)
    return browser


@pytest.fixture
def nobody_leads(session, tom, gerda):
    session.do(tom, MoveKind.HAND_OVER, role=SessionRole.FACILITATOR, to=0)


def seat_of_guest():
    return Seat.objects.get(person=None)


def page_of(session, browser, name="room"):
    return text_of(browser.get(reverse(f"reflections:{name}", args=[session.check.public_id])))


def press(session, browser, yes, version=None):
    """Sends the form of the button `yes`, as it stands on the page."""
    page = page_of(session, browser)
    form = next(found for found in re.findall(r"<form.*?</form>", page, re.DOTALL) if f">{yes}<" in found)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | ({"based_on": version} if version else {})
    return browser.post(reverse("reflections:room_moves", args=[session.check.public_id]), fields)


def test_a_guest_reads_the_script_and_goes_on_after_a_question(session, nobody_leads, gerda):
    for name in ("room", "room_part"):
        page = page_of(session, gerda, name)
        assert ("Lees dit samen" in page, page.count("data-moves-all")) == (True, 1), name
        assert bar_of(page)[:2] == ["*Verder: Check-in", "*Ja, verder: Check-in"], name

    assert press(session, gerda, "Ja, verder: Check-in").status_code == 302
    assert session.board.phase == Phase.CHECK_IN


def test_a_second_click_of_a_guest_moves_nobody(session, nobody_leads, gerda):
    version = session.room.version
    press(session, gerda, "Ja, verder: Check-in")
    late = press(session, gerda, "Ja, verder: Hoe staat het met onze acties?", version=version)

    assert (late.status_code, session.board.phase) == (409, Phase.CHECK_IN)


def test_a_guest_moves_the_group_through_the_stories(session, nobody_leads, gerda, sam, tina):
    guest = seat_of_guest()
    session.go(guest, Phase.PREPARE)
    session.do(guest, MoveKind.HAND_OVER, role=SessionRole.SCRIBE, to=session.number(tina))
    session.go(guest, Phase.STORIES)
    session.do(guest, MoveKind.TURN, to=session.number(sam))
    session.do(guest, MoveKind.TIME)
    session.do(guest, MoveKind.TURN, to=0)
    session.go(guest, Phase.CHECK_OUT)

    assert (session.board.scribe, session.board.told) == (session.number(tina), [session.number(sam)])


def test_a_guest_moves_nobody_while_somebody_leads(session, gerda, sam):
    guest, no = seat_of_guest(), "Alleen de gespreksleider"
    assert no in refused(session, guest, MoveKind.PHASE, to=Phase.CHECK_IN)
    assert "lead-bar" not in page_of(session, gerda)
    session.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    assert no in refused(session, guest, MoveKind.TIME)


def test_what_is_of_the_team_is_not_a_guests(session, nobody_leads, gerda, tom, sam):
    guest = seat_of_guest()
    assert "Een gast kan het gesprek niet leiden" in refused(
        session, guest, MoveKind.CLAIM, role=SessionRole.FACILITATOR
    )
    assert "Toch niet beginnen" not in page_of(session, gerda)
    session.go(guest, Phase.CHECK_OUT)
    page = page_of(session, gerda)
    assert ("Ja, rond af" in page, "Iemand van het team rondt de waardecheck af." in page) == (False, True)
    assert "Alleen de gespreksleider" in refused(session, guest, MoveKind.NEXT_DATE, on="2099-01-01")
    with pytest.raises(Refused, match="gespreksleider"):
        rooms.end(session.check, by=guest)
    rooms.end(session.check, by=session.seat(sam))


def test_a_guest_does_not_see_who_stands_at_the_door(session, nobody_leads, gerda, look_at, sam):
    knock(Client(), session, "Bram")

    assert ["wil meedoen als gast" in page for page in (page_of(session, gerda), text_of(look_at(sam)))] == [
        False,
        True,
    ]


def test_after_the_access_of_a_guest_ended_nothing_moves(session, nobody_leads, gerda):
    GuestPass.objects.update(ended_at=timezone.now())

    assert "Deze gastpas is voorbij" in refused(session, seat_of_guest(), MoveKind.PHASE, to=Phase.CHECK_IN)
    address = reverse("reflections:room_moves", args=[session.check.public_id])
    sent = {"kind": MoveKind.PHASE, "to": Phase.CHECK_IN, "id": session.check.public_id, "based_on": 1}
    assert gerda.post(address, sent).status_code in (302, 403, 404)
    assert session.board.phase == Phase.LOBBY
