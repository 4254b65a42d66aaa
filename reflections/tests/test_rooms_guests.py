"""Who comes into a live session with the link of a guest, or with its code."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.values import Refused
from reflections.actions import guests
from reflections.models.rooms import GuestPass, Seat
from reflections.tests.live import text_of
from reflections.values import Phase
from reflections.views import guests as views
from reflections.views.guests import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(session, tom):
    made = guests.invite(session.check, by=session.seat(tom))
    return reverse("reflections:guest", args=[token_of(made)])


def test_a_guest_comes_in_with_a_name_only(session, client, link):
    assert "Tom Visser nodigt je uit" in text_of(client.get(link))
    assert Seat.objects.count() == 3
    assert client.post(link, {"name": ""}).status_code == 200
    answer = client.post(link, {"name": "Gerda  Bos"}, follow=True)

    assert "Gerda Bos (gast)" in text_of(answer)
    assert client.get(link).url == session.room.get_absolute_url()
    assert client.get(reverse("reflections:room_part", args=[session.check.public_id])).status_code == 200


@pytest.fixture
def two(session, tom, client):
    """Gerda comes in, and then Bram with a link of his own on the same tablet: their links and seats."""
    links = {}
    for name in ("Gerda", "Bram"):
        made = guests.invite(session.check, by=session.seat(tom))
        links[name] = reverse("reflections:guest", args=[token_of(made)])
        client.post(links[name], {"name": name})
    return links, [Seat.objects.get(guest_name=name) for name in links]


def test_of_two_guests_on_one_tablet_the_last_who_came_in_sits_there(session, client, two):
    links, (gerda, bram) = two
    room, part = (reverse(f"reflections:{name}", args=[session.check.public_id]) for name in ("room", "room_part"))

    assert client.get(part).headers["X-Seat"] == str(bram.number)
    assert client.get(room).context["s"].number == bram.number
    page = text_of(client.get(links["Gerda"]))
    assert ("Ik doe mee" in page, 'value="Gerda"' in page) == (True, True)
    assert client.get(part).headers["X-Seat"] == str(bram.number)  # looking changes nothing
    client.post(links["Gerda"])
    assert client.get(part).headers["X-Seat"] == str(gerda.number)
    assert [client.get(link).status_code for link in links.values()] == [302, 200]
    assert Seat.objects.filter(guest_pass__isnull=False).count() == 2


def test_what_a_guest_had_open_sends_nothing_in_the_name_of_the_next(session, client, two):
    _links, (gerda, bram) = two
    address, version = reverse("reflections:room_moves", args=[session.check.public_id]), session.room.version
    later = {"kind": "pass", "seat": bram.number, "id": uuid.uuid4(), "based_on": version}

    refused = client.post(address, later, headers={"X-Seat": str(gerda.number), "Accept": "application/json"})

    assert (refused.status_code, session.room.version) == (403, version)
    assert "nu iemand anders" in refused.json()["message"]
    assert refused.headers["Cache-Control"].count("no-store")
    own = client.post(address, later, headers={"X-Seat": str(bram.number), "Accept": "application/json"})
    assert "nu iemand anders" not in own.content.decode()


def test_a_guest_sees_this_room_and_nothing_else(session, client, link):
    client.post(link, {"name": "Gerda"})
    check = session.check

    assert client.get(check.get_absolute_url()).status_code == 302  # the way in
    assert client.get(reverse("reflections:room_wall", args=[check.public_id])).status_code == 404
    assert client.get(reverse("reflections:room_guests", args=[check.public_id])).status_code == 403
    assert client.get(reverse("reflections:room", args=[uuid.uuid4()])).status_code == 302


def test_a_guest_plays_along(session, client, link, tom, tina):
    client.post(link, {"name": "Gerda"})
    gerda = Seat.objects.get(guest_name="Gerda")
    session.tell(tom, gerda, tina, "Van buiten zie je meer.")
    address = reverse("reflections:room", args=[session.check.public_id])

    assert ("Jij vertelt" in text_of(client.get(address)), session.board.notes[0].story) == (True, gerda.number)
    for phase in (Phase.PREPARE, Phase.LOOK_BACK, Phase.HARVEST, Phase.ACTIONS):
        session.go(tom, phase)
        assert client.get(address).status_code == 200
    action = reverse("reflections:room_action", args=[session.check.public_id])
    assert client.post(action, {"text": "x"}).status_code == 403


def test_a_link_works_once_and_not_when_made_up(session, client, link, signed_in, sam):
    client.post(link, {"name": "Gerda"})
    other = Client()

    assert [other.get(address).status_code for address in (link, link[:-3] + "xx/", "/guest/nothing/")] == [404] * 3
    assert other.post(link, {"name": "Anna"}).status_code == 404


def test_a_pass_that_is_taken_back_ends_the_visit(session, client, link, tom, send, look_at):
    client.post(link, {"name": "Gerda"})
    assert "Gerda" in text_of(look_at(tom, "room_guests"))
    send(tom, to="room_guests", withdraw=GuestPass.objects.get().public_id)
    send(tom, to="room_guests", withdraw="no pass")

    assert "Dank je wel" in text_of(client.get(session.room.get_absolute_url()))
    assert client.get(reverse("reflections:room_part", args=[session.check.public_id])).status_code == 410
    moves = reverse("reflections:room_moves", args=[session.check.public_id])
    assert client.post(moves, {"kind": "pass", "id": uuid.uuid4(), "based_on": 9}).status_code == 403


def test_the_facilitator_makes_links_up_to_twenty(session, send, look_at, tom):
    for _count in range(20):
        assert send(tom, to="room_guests").status_code == 302
    assert (send(tom, to="room_guests").status_code, GuestPass.objects.count()) == (403, 20)
    assert "/guest/" in text_of(look_at(tom, "room_guests"))


def test_a_pass_that_was_used_meanwhile_is_refused(session, client, link, monkeypatch):
    def too_late(*args, **kwargs):
        raise Refused("te laat")

    monkeypatch.setattr(views.actions, "sit", too_late)

    assert client.post(link, {"name": "Gerda"}).status_code == 404


def test_a_code_shows_the_way_to_who_may_go_in(session, signed_in, client, sam, otto, link):
    code, join_page = session.room.code, reverse("reflections:join")

    assert (
        signed_in(sam).post(join_page, {"code": f" {code[:3].upper()}-{code[3:]} "}).url
        == session.room.get_absolute_url()
    )
    refused = [signed_in(otto).post(join_page, {"code": each}) for each in (code, "zzzzzz")]
    assert refused[0].content.replace(code.encode(), b"zzzzzz").count(b"past niet") == refused[1].content.count(
        b"past niet"
    )
    assert "past niet" in text_of(client.post(join_page, {"code": code}))
    client.post(link, {"name": "Gerda"})
    assert client.post(join_page, {"code": code}).status_code == 302


def test_ten_codes_a_minute(session, signed_in, sam):
    browser = signed_in(sam)
    answers = [browser.post(reverse("reflections:join"), {"code": "zzzzzz"}).status_code for _try in range(11)]

    assert answers == [200] * 10 + [429]
