"""The code of the wall: the way for who may go in, and for a guest a knock at the door (access.md R20)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from reflections.actions import guests, rooms
from reflections.models.rooms import GuestPass, Seat
from reflections.policy.guests import MOST_AT_THE_DOOR
from reflections.tests.live import text_of
from reflections.values import MoveKind, Phase, SessionRole

pytestmark = pytest.mark.django_db
JOIN = "/join/"


def knock(client, session, name="Gerda"):
    """Type the code, then a name; gives where the guest waits."""
    code = session.room.code
    client.get(JOIN)
    client.post(JOIN, {"code": code})
    return client.post(JOIN, {"code": code, "name": name}).url


def answer(client, session, guest, **sent):
    address = reverse("reflections:guest_answer", args=[session.check.public_id])
    return client.post(address, {"guest": guest.public_id} | sent)


def test_a_code_shows_the_way_to_who_may_go_in(session, signed_in, client, sam, tom):
    code = session.room.code

    typed = f" {code[:3].upper()}-{code[3:]} "
    assert signed_in(sam).post(JOIN, {"code": typed}).url == session.room.get_absolute_url()
    assert "hoort niet bij" in text_of(client.post(JOIN, {"code": "zzzzzz"}))
    assert f'value="{code}"' in text_of(client.get(f"{JOIN}?code={code}"))
    made = guests.invite(session.check, name="Gerda", by=tom)
    client.post(made.get_absolute_url(), {"name": "Gerda"})
    assert client.post(JOIN, {"code": code}).url == session.room.get_absolute_url()


def test_a_guest_at_the_door_waits_for_a_yes(session, client, signed_in, look_at, tom, tina):
    waits = knock(client, session)
    part = reverse("reflections:room_part", args=[session.check.public_id])
    assert "Dag Gerda" in text_of(client.get(waits))
    assert client.get(part).status_code == 302  # a code is no right
    assert ("wil meedoen als gast" in text_of(look_at(tom)), "wil meedoen" in text_of(look_at(tina))) == (True, False)
    assert Seat.objects.count() == 3

    assert answer(signed_in(tom), session, GuestPass.objects.get()).url == session.room.get_absolute_url()

    assert client.get(waits).url == session.room.get_absolute_url()
    assert "Gerda (gast)" in text_of(client.get(session.room.get_absolute_url()))
    assert session.room.door == 0


def test_a_no_keeps_nothing_and_one_may_ask_again(session, client, signed_in, tom):
    waits = knock(client, session)
    lead = signed_in(tom)
    page = reverse("reflections:value_check_guests", args=[session.check.public_id])
    assert "Bij de deur" in text_of(lead.get(page))
    assert answer(lead, session, GuestPass.objects.get(), answer="no", guests="1").url == page

    assert (GuestPass.objects.count(), session.room.door, client.get(waits).status_code) == (0, 0, 404)
    assert knock(client, session) == waits


def test_a_script_answers_the_door_without_another_page(session, client, signed_in, tom):
    knock(client, session)
    address = reverse("reflections:guest_answer", args=[session.check.public_id])
    sent = {"guest": str(GuestPass.objects.get().public_id)}

    done = signed_in(tom).post(address, sent, headers={"Accept": "application/json"})

    assert (done.status_code, done.json(), Seat.objects.count()) == (200, {}, 4)


def test_every_screen_of_who_leads_hears_of_a_knock(session, client):
    before = session.room.tag
    knock(client, session)

    assert (session.room.tag != before, session.room.door) == (True, 1)


def test_pressing_twice_is_one_guest_and_two_browsers_are_two(session, client):
    assert knock(client, session) == knock(client, session)
    assert knock(Client(), session, "Gerda") != ""
    assert [one.name for one in GuestPass.objects.at_the_door()] == ["Gerda", "Gerda"]


def test_a_name_is_needed(session, client):
    code = session.room.code
    client.post(JOIN, {"code": code})

    assert "Vul je naam in" in text_of(client.post(JOIN, {"code": code, "name": " "}))
    assert client.post(JOIN, {"code": "zzzzzz", "name": "Gerda"}).status_code == 200
    assert GuestPass.objects.count() == 0


def test_who_waits_somewhere_else_goes_in_with_a_button(session, client, tom):
    """The page was moved to a telephone by its link: nobody goes in there by looking."""
    waits = knock(client, session)
    guests.let_in(GuestPass.objects.get(), by=tom)
    phone = Client()

    assert "Ik doe weer mee" in text_of(phone.get(waits))
    assert phone.post(waits).url == session.room.get_absolute_url()


def test_only_who_leads_says_yes_and_once(session, client, signed_in, tom, sam):
    knock(client, session)
    waiting = GuestPass.objects.get()
    for refused in (guests.let_in, guests.turn_away):
        with pytest.raises(Refused, match="gespreksleider"):
            refused(waiting, by=sam)
    assert answer(signed_in(sam), session, waiting).status_code == 403
    assert guests.let_in(waiting, by=tom) == guests.let_in(waiting, by=tom)
    with pytest.raises(Refused, match="wacht niet meer"):
        guests.turn_away(waiting, by=tom)
    assert answer(signed_in(tom), session, waiting).status_code == 302


def test_while_nobody_leads_anybody_of_the_team_says_yes(session, client, tom, sam, look_at):
    session.do(tom, MoveKind.HAND_OVER, role=SessionRole.FACILITATOR, to=0)
    knock(client, session)

    assert "wil meedoen als gast" in text_of(look_at(sam))
    assert guests.let_in(GuestPass.objects.get(), by=sam).guest_name == "Gerda"


def test_ten_at_the_door(session, client):
    for number in range(MOST_AT_THE_DOOR):
        knock(Client(), session, f"Gast {number}")
    code = session.room.code
    client.get(JOIN)

    assert client.post(JOIN, {"code": code, "name": "Gerda"}).status_code == 403
    assert GuestPass.objects.count() == MOST_AT_THE_DOOR


def test_nobody_waits_when_it_is_over(session, client, tom):
    waits = knock(client, session)
    code = session.room.code
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))

    assert (GuestPass.objects.count(), client.get(waits).status_code, session.room.door) == (0, 404, 0)
    assert "hoort niet bij" in text_of(client.post(JOIN, {"code": code}))


def test_a_knock_in_the_moment_that_it_ends_is_refused(session, tom):
    session.check.closed_at = timezone.now()
    session.check.save()
    with pytest.raises(Refused, match="afgerond"):
        guests.knock(session.check, name="Gerda", key=GuestPass().public_id)


def test_ten_codes_a_minute(session, signed_in, sam):
    browser = signed_in(sam)
    answers = [browser.post(JOIN, {"code": "zzzzzz"}).status_code for _try in range(11)]

    assert answers == [200] * 10 + [429]


def test_who_guesses_codes_without_cookies_holds_up_nobody_elsewhere(session):
    answers = [Client(REMOTE_ADDR="192.0.2.60").post(JOIN, {"code": "zzzzzz"}).status_code for _try in range(11)]

    assert answers == [200] * 10 + [429]
    assert Client(REMOTE_ADDR="192.0.2.61").post(JOIN, {"code": "zzzzzz"}).status_code == 200


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize("broken", [{}, {"name": "Gerda", "email": "g@elders.example"}, {"name": "G", "seat": True}])
def test_the_database_knows_who_stands_at_the_door(session, tom, broken):
    facts = broken | {"value_check": session.check} | ({"seat": session.seat(tom)} if "seat" in broken else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestPass.objects.create(**facts)
