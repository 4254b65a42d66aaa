"""The pages of a live session, without a script: what each person gets to see, and how screens hear of news."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import join, make_person
from learningtracks.editions import newest
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import presence, rooms, value_checks
from reflections.live import admission, tokens
from reflections.models.rooms import Seat
from reflections.models.stories import ValueStory
from reflections.tests.live import Session, screen_token, text_of
from reflections.tests.planned import details
from reflections.values import PHASES, MoveKind, Phase

pytestmark = pytest.mark.django_db
IN_ROOM = [phase for phase in PHASES if phase != Phase.CLOSED]


# --- Every phase --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", IN_ROOM)
def test_every_phase_shows_its_page_to_everybody(session, look_at, tom, sam, tina, phase):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.", "Minder haast.")
    session.go(tom, phase)

    for person in (tom, sam, tina):
        for name in ("room", "room_part", "room_wall"):
            answer = look_at(person, name)
            assert (answer.status_code, str(phase.label) in text_of(answer)) == (200, True), name
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Sitter(" not in text_of(answer)  # people are called by their names


@pytest.mark.parametrize("phase", IN_ROOM)
def test_people_are_called_by_their_name(session, look_at, tom, sam, phase):
    session.go(tom, phase)

    assert ["Sitter(" in text_of(look_at(sam, name)) for name in ("room", "room_part", "room_wall")] == [False] * 3


def test_the_part_is_the_same_as_on_the_page(session, look_at, tom):
    session.go(tom, Phase.CHECK_IN)
    parts = text_of(look_at(tom, "room_part"))

    assert ('data-part="lead"' in parts, "<html" in parts, "csrfmiddlewaretoken" in parts) == (True, False, False)
    assert parts.count('name="id"') == 0


def test_only_the_facilitator_has_the_bar(session, look_at, tom, sam):
    assert ["Verder: Check-in" in text_of(look_at(person)) for person in (tom, sam)] == [True, False]


@pytest.mark.parametrize("look", ["pad", "board"])
def test_who_looks_elsewhere_is_asked_to_come_back(session, look_at, tom, sam, tina, look):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    address = reverse("reflections:room", args=[session.check.public_id])

    assert "Naar de waardecheck" in text_of(look_at(sam, "room", data={"look": look}))
    assert "Naar de waardecheck" not in text_of(look_at(sam, "room", data={"look": "elsewhere"}))
    assert address in text_of(look_at(sam, "room", data={"look": look}))


def test_the_wall_has_no_buttons(session, look_at, tom, sam, tina):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    session.do(sam, MoveKind.ASKED)
    wall = text_of(look_at(sam, "room_wall"))

    assert ("Ik vraag nu eerst." in wall, "<button" in wall, "<form" in wall) == (True, False, False)


def test_without_a_facilitator_the_room_helps_itself(team, tom, sam, tina, track, signed_in):
    session = Session(team, tom, sam, tina)
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=0)
    answer = signed_in(sam).get(session.room.get_absolute_url())

    assert "Niemand leidt het gesprek." in text_of(answer)


def test_where_much_was_noted_there_is_a_way_to_each_kind(session, look_at, tom, sam, tina):
    session.tell(tom, sam, tina, *[f"Zin {number}." for number in range(9)])
    few = text_of(look_at(sam))
    session.tell(tom, tom, tina, "Zin 10.")
    session.go(tom, Phase.HARVEST)
    page = text_of(look_at(sam))

    assert ('href="#level-applied"' in few, page.count('href="#level-')) == (False, 1)
    assert page.count('id="level-applied"') == 1


# --- Coming in ----------------------------------------------------------------------------------------------------


def test_an_invited_person_finds_the_room_and_sits_down(session, signed_in, company, team):
    uma = make_person("Uma Kok")
    join(uma, Role.TEAM_MEMBER, company, team=team)
    session.check.participants.create(person=uma)
    browser, address = signed_in(uma), session.room.get_absolute_url()

    assert "Ik doe mee" in text_of(browser.get(address))
    assert Seat.objects.filter(person=uma).count() == 0
    browser.post(f"{address}enter/")
    browser.post(f"{address}enter/")

    assert "Fijn dat je er bent" in text_of(browser.get(address))
    assert Seat.objects.filter(person=uma).count() == 1


def test_opening_takes_one_click(team, tom, sam, track, signed_in):
    check = value_checks.plan(team, starts_at=timezone.now(), details=details(team, facilitator=tom), by=tom)
    answer = signed_in(tom).post(reverse("reflections:room_open", args=[check.public_id]), follow=True)

    assert (answer.status_code, "Verder: Check-in" in text_of(answer)) == (200, True)


def test_signed_out_is_the_way_in_and_a_stranger_is_nowhere(session, client, signed_in, otto):
    address = session.room.get_absolute_url()

    assert client.get(address).status_code == 302
    assert {signed_in(otto).get(f"{address}{part}").status_code for part in ("", "part/", "wall/")} == {404}


def test_access_that_ends_shuts_the_room_at_the_next_look(session, look_at, sam):
    Membership.objects.filter(person=sam).update(ended_at=timezone.now())

    assert [look_at(sam, name).status_code for name in ("room", "room_part", "room_wall")] == [404] * 3


# --- Asking whether there is something new ------------------------------------------------------------------------


def test_nothing_new_costs_one_row(session, sam, signed_in, django_assert_num_queries, monkeypatch):
    for kept in ("KEPT_FOR", "NOTED_EVERY"):
        monkeypatch.setattr(admission, kept, 3_600)  # however slow the machine
    session.do(sam, MoveKind.PASS)
    address, client = reverse("reflections:room_part", args=[session.check.public_id]), signed_in(sam)
    presence.here(session.room, by=session.seat(sam))
    headers = {"x-room": screen_token(session, sam, client), "if-none-match": f'"{session.room.tag}"'}
    client.get(address, headers=headers)  # who is there is asked
    with django_assert_num_queries(1):
        answer = client.get(address, headers=headers)

    assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (304, b"", "no-store")


def test_an_old_or_made_up_token_goes_by_the_rules(session, sam, otto, signed_in, monkeypatch):
    address, client = reverse("reflections:room_part", args=[session.check.public_id]), signed_in(sam)
    headers = {"x-room": "made-up", "if-none-match": f'"{session.room.tag}"'}
    made_up = [signed_in(person).get(address, headers=headers) for person in (sam, otto)]
    monkeypatch.setattr(tokens, "GOOD_FOR", dt.timedelta(seconds=-1))
    old = client.get(address, headers=headers | {"x-room": screen_token(session, sam, client)})

    assert [answer.status_code for answer in made_up] == [304, 404]
    assert (old.status_code, "X-Room" in old.headers) == (304, True)  # the view answered


def test_after_a_change_the_parts_come(session, look_at, tom, sam):
    old = session.room.tag
    session.go(tom, Phase.CHECK_IN)
    answer = look_at(sam, "room_part", headers={"if-none-match": f'"{old}"'})

    assert str(newest("wonder").attribution) in text_of(answer)  # the check-in asks what surprised you
    assert (answer.status_code, answer.headers["ETag"], "Check-in" in text_of(answer)) == (
        200,
        f'"{session.room.tag}"',
        True,
    )
    wall = look_at(sam, "room_wall", headers={"if-none-match": f'"{session.room.tag}"', "x-requested-with": "fetch"})
    assert wall.status_code == 304


def test_a_sign_of_life_is_read_by_the_others(session, send, look_at, sam, tina, signed_in):
    Seat.objects.filter(person=tina).update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    before = session.room.tag
    send(sam, to="room_here", look="pad")
    address = reverse("reflections:room_here", args=[session.check.public_id])
    told = signed_in(sam).post(address, headers={"accept": "application/json"}).json()

    assert (session.room.here, session.room.tag != before, told["tag"]) == ([1, 2], True, session.room.tag)
    assert "even weg" in text_of(look_at(sam))


def test_a_screen_gives_a_sign_of_life_by_the_short_way_and_the_wall_does_not(session, sam, tina, signed_in):
    Seat.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    address = reverse("reflections:room_here", args=[session.check.public_id])
    answers = []
    for person, screen in ((tina, tokens.WALL), (sam, tokens.ROOM)):
        client = Client(enforce_csrf_checks=True)
        client.cookies = signed_in(person).cookies
        answers.append(client.post(address, headers={"x-room": screen_token(session, person, client, screen)}))

    assert ([answer.status_code for answer in answers], session.room.here) == ([403, 200], [session.number(sam)])
    assert answers[1].json() == {"tag": session.room.tag}


def test_a_second_sign_within_moments_writes_nothing(session, sam, signed_in, monkeypatch):
    monkeypatch.setattr(admission, "NOTED_EVERY", 3_600)  # however slow the machine
    address, client = reverse("reflections:room_here", args=[session.check.public_id]), signed_in(sam)
    headers = {"x-room": screen_token(session, sam, client)}
    client.post(address, headers=headers)
    Seat.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    before = session.room.tag

    assert client.post(address, headers=headers).json() == {"tag": before}


def test_two_processes_that_see_the_same_change_write_it_down_once(session, tom, sam):
    """Both read the room before either wrote."""
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    before = session.room

    presence.here(session.room, by=session.seat(sam))
    presence._tell(before, [2, 3], [1])

    room = session.room
    assert (room.here, room.away, room.presence) == ([2, 3], [1], before.presence + 1)


def test_two_minutes_without_the_facilitator_and_everybody_has_the_button(session, send, look_at, tom, sam):
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(seconds=60))
    send(sam, to="room_here")
    assert ("Verbinding met Tom Visser is weg." in text_of(look_at(sam)), "Ik neem over" in text_of(look_at(sam))) == (
        True,
        False,
    )
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(seconds=121))
    tag = session.room.tag
    send(sam, to="room_here")

    assert (session.room.tag == tag, session.room.away, "Ik neem over" in text_of(look_at(sam))) == (False, [1], True)
    session.do(sam, MoveKind.CLAIM, role="facilitator")
    assert "Ik leid weer" in text_of(look_at(tom))


# --- The end ------------------------------------------------------------------------------------------------------


def test_the_end_leads_to_the_report(session, send, look_at, tom, sam):
    session.go(tom, Phase.CHECK_OUT)
    assert send(sam, to="room_end").status_code == 403
    answer = send(tom, to="room_end")
    session.check.refresh_from_db()

    assert (answer.status_code, session.check.standing) == (302, "closed")
    assert [look_at(sam, name).status_code for name in ("room", "room_part", "room_wall")] == [302, 410, 200]


def test_a_sequel_is_offered_to_its_teller_only(session, look_at, team, tom, sam, tina):
    session.tell(tom, sam, tina, "Eerst.", title="Het eerste gesprek")
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))
    later = Session(team, tom, sam, tina)
    later.tell(tom, sam, tina, title="Het tweede gesprek")
    old = ValueStory.objects.get(title="Het eerste gesprek").public_id
    address = later.room.get_absolute_url()

    pages = []
    for person in (sam, tina):
        browser = Client()
        browser.force_login(person)
        pages.append("Het eerste gesprek" in text_of(browser.get(address)))
    assert pages == [True, False]
    later.do(sam, MoveKind.TITLE, title="Het tweede gesprek", continues=str(old))
    assert ValueStory.objects.get(title="Het tweede gesprek").continues.title == "Het eerste gesprek"


def test_the_lobby_says_an_address_that_somebody_can_type(session, look_at, tom, settings):
    settings.SITE_URL = "https://leren.example"

    assert ">leren.example/join/</a>" in text_of(look_at(tom))
