"""The pages of a live session, without a script: what each person gets to see and to do."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from conftest import join, make_person
from learningtracks.editions import newest
from learningtracks.models.action_points import ActionPoint
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import guests, pads, presence, rooms, value_checks
from reflections.live import admission, tokens
from reflections.models.experiences import Experience
from reflections.models.rooms import GuestPass, Pad, Seat, SessionMove
from reflections.models.stories import ValueStory
from reflections.tests.live import Session, screen_token
from reflections.tests.planned import details
from reflections.values import PHASES, MoveKind, Phase, ValueLevel
from reflections.views import guests as views
from reflections.views.guests import token_of

pytestmark = pytest.mark.django_db
IN_ROOM = [phase for phase in PHASES if phase != Phase.CLOSED]


@pytest.fixture
def look_at(signed_in, session):
    """`look_at(sam)` is the room as Sam sees it; `look_at(sam, "wall")` another page of it."""

    def open_page(person, name="room", **more):
        return signed_in(person).get(reverse(f"reflections:{name}", args=[session.check.public_id]), **more)

    return open_page


@pytest.fixture
def send(signed_in, session):
    """A form without a script: `send(sam, MoveKind.PASS)`; other addresses with `to`."""

    def post(person, kind="", to="room_moves", based_on=None, **fields):
        version = session.room.version if based_on is None else based_on
        fields = {"kind": kind, "id": str(uuid.uuid4()), "based_on": version} | fields
        return signed_in(person).post(reverse(f"reflections:{to}", args=[session.check.public_id]), fields)

    return post


def text_of(response):
    return response.content.decode()


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


def test_the_part_is_the_same_as_on_the_page(session, look_at, tom):
    parts = text_of(look_at(tom, "room_part"))

    assert ('data-part="lead"' in parts, "<html" in parts, "csrfmiddlewaretoken" in parts) == (True, False, False)
    assert parts.count('name="id"') == 0


def test_only_the_facilitator_has_the_bar(session, look_at, tom, sam):
    assert ["Verder: Check-in" in text_of(look_at(person)) for person in (tom, sam)] == [True, False]


@pytest.mark.parametrize("look", ["pad", "board"])
def test_who_looks_elsewhere_is_asked_to_come_back(session, look_at, tom, sam, tina, look):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    address = reverse("reflections:room", args=[session.check.public_id])

    assert "Ga naar de groep" in text_of(look_at(sam, "room", data={"look": look}))
    assert "Ga naar de groep" not in text_of(look_at(sam, "room", data={"look": "elsewhere"}))
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

    assert "Het kan ook zonder vaste gespreksleider" in text_of(answer)


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


# --- Moves by form and by script ----------------------------------------------------------------------------------


def test_a_move_by_form_comes_back_to_the_room(session, signed_in, tom):
    fields = {"kind": "phase", "to": "check_in", "id": str(uuid.uuid4()), "based_on": session.room.version}
    answer = signed_in(tom).post(reverse("reflections:room_moves", args=[session.check.public_id]), fields)

    assert (answer.status_code, answer.url, session.board.phase) == (302, session.room.get_absolute_url(), "check_in")


def test_looking_elsewhere_the_form_comes_back_there(session, send, tom, sam):
    assert send(sam, MoveKind.PASS, look="pad").url.endswith("?look=pad")


def test_a_stale_move_by_form_shows_the_board_and_keeps_the_text(session, send, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    old = session.room.version
    session.do(sam, MoveKind.EDIT_NOTE, notes=note, level=ValueLevel.APPLIED, text="Ik vraag altijd eerst.")
    answer = send(tina, MoveKind.EDIT_NOTE, based_on=old, notes=note, level="applied", text="Ik vraag vaak eerst.")

    page = text_of(answer)
    assert answer.status_code == 409
    assert [
        words in page for words in ("Er is een nieuwe versie", "Ik vraag vaak eerst.", "Ik vraag altijd eerst.")
    ] == [True] * 3


def test_a_move_that_is_not_allowed_says_why(session, send, sam):
    answer = send(sam, MoveKind.TIME)

    assert (answer.status_code, "Alleen de gespreksleider doet dit." in text_of(answer)) == (403, True)


@pytest.mark.parametrize(
    ("kind", "fields", "complaint"),
    [
        (MoveKind.NOTE, {"story": 2, "level": "applied", "text": ""}, "Schrijf eerst de notitie."),
        (MoveKind.NOTE, {"story": 2, "level": "higher", "text": "x"}, "Maak een keuze uit de lijst."),
        (MoveKind.NOTE, {"story": "two", "level": "applied", "text": "x"}, "Maak een keuze uit de lijst."),
        (MoveKind.NOTE, {"story": 2, "level": "applied", "text": "x" * 201}, "hoogstens 200 tekens"),
        (MoveKind.CONFIRM, {"notes": "no-id"}, "Deze notitie is weg."),
        (MoveKind.TITLE, {"title": "x", "continues": "no-id"}, "Maak een keuze uit de lijst."),
        (MoveKind.NEXT_DATE, {"on": "gisteren"}, "Vul een datum in"),
        (MoveKind.WORD, {"text": "\ud800"}, "kunnen we niet bewaren"),
        ("jump", {}, "Dit kan hier niet."),
        (MoveKind.PASS, {"id": "no-id"}, "Dit begrijpen we niet."),
        (MoveKind.PASS, {"based_on": "x"}, "Dit begrijpen we niet."),
    ],
)
def test_an_odd_move_is_refused_with_a_sentence(session, signed_in, sam, kind, fields, complaint):
    sent = {"kind": kind, "id": str(uuid.uuid4()), "based_on": session.room.version} | fields
    answer = by_script(session, signed_in(sam), sent)

    assert (answer.status_code, complaint in answer.json()["message"]) == (400, True)


def by_script(session, browser, sent):
    address = reverse("reflections:room_moves", args=[session.check.public_id])
    return browser.post(address, json.dumps(sent), content_type="application/json")


def test_a_script_gets_the_number_and_the_same_answer_twice(session, signed_in, sam):
    sent = {"kind": "pass", "id": str(uuid.uuid4()), "based_on": session.room.version}
    first, again = (by_script(session, signed_in(sam), sent).json() for _time in range(2))

    assert (first["number"], first["again"], again["again"]) == (again["number"], False, True)
    assert SessionMove.objects.filter(kind="pass").count() == 1


def test_a_script_that_was_too_late_gets_the_board_and_its_text(session, signed_in, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    sent = {
        "kind": "edit_note",
        "id": str(uuid.uuid4()),
        "based_on": 1,
        "notes": [note],
        "level": "applied",
        "text": "Nu.",
    }
    session.do(sam, MoveKind.CONFIRM, notes=note)
    answer = by_script(session, signed_in(sam), sent)

    told = answer.json()
    assert (answer.status_code, told["typed"], told["board"]["notes"][0]["confirmed"]) == (409, ["Nu."], True)


@pytest.mark.parametrize("body", ["[]", "{", "7"])
def test_what_is_no_object_is_no_move(session, signed_in, sam, body):
    address = reverse("reflections:room_moves", args=[session.check.public_id])
    answer = signed_in(sam).post(address, body, content_type="application/json")

    assert answer.status_code == 400


# --- Action points ------------------------------------------------------------------------------------------------


@pytest.fixture
def agreed(session, tom, sam):
    session.go(tom, Phase.ACTIONS)
    day = today() + dt.timedelta(days=14)
    return {"text": "Elke maandag bellen.", "owner": sam.public_id, "due_on": day.isoformat(), "how_noticed": ""}


def test_an_action_point_has_an_owner_and_a_date_and_is_made_once(session, send, look_at, sam, tina, agreed):
    key = str(uuid.uuid4())
    answers = [send(tina, to="room_action", **agreed | {"id": key}).status_code for _time in range(2)]

    point = ActionPoint.objects.get()
    assert (answers, point.owner, point.origin) == ([302, 302], sam, f"value_check:{session.check.public_id}")
    assert all("Elke maandag bellen." in text_of(look_at(sam, name)) for name in ("room", "room_part", "room_wall"))


def test_an_action_point_without_an_owner_keeps_what_was_typed(session, send, tina, agreed):
    answer = send(tina, to="room_action", **agreed | {"owner": ""})

    assert (answer.status_code, "Elke maandag bellen." in text_of(answer)) == (400, True)
    assert ActionPoint.objects.count() == 0


def test_before_its_phase_there_is_no_action_point(session, send, tom, tina, agreed):
    session.go(tom, Phase.STORIES)

    assert send(tina, to="room_action", **agreed).status_code == 403


def test_a_script_makes_an_action_point(session, signed_in, tina, agreed):
    address = reverse("reflections:room_action", args=[session.check.public_id])
    sent = agreed | {"id": str(uuid.uuid4())}

    assert signed_in(tina).post(address, sent, headers={"accept": "application/json"}).json()["tag"]


def test_the_next_session_opens_with_what_was_agreed(session, send, team, tom, sam, tina, signed_in, agreed):
    send(tina, to="room_action", **agreed)
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))
    later = Session(team, tom, sam, tina)
    later.go(tom, Phase.LOOK_BACK)

    assert "Elke maandag bellen." in text_of(signed_in(sam).get(later.room.get_absolute_url()))


# --- The own pad and the score ------------------------------------------------------------------------------------


def test_the_pad_is_kept_and_nobody_else_finds_it(session, send, look_at, tom, sam, tina, track):
    mine = Experience.objects.create(author=sam, track=track, situation="Een lange nacht.", saved_at=timezone.now())
    session.go(tom, Phase.PREPARE)
    tag = session.room.tag
    pad = {"title": "De nacht", "text": "geheim", "version": 1, "with_experiences": 1, "experiences": mine.public_id}
    assert send(sam, to="room_pad", **pad).status_code == 302

    assert all(words in text_of(look_at(sam)) for words in ("De nacht", "geheim", "Een lange nacht."))
    seen = [text_of(look_at(person, name)) for person in (tom, tina) for name in ("room", "room_part", "room_wall")]
    assert [words for words in ("De nacht", "geheim", "lange nacht") if words in "".join(seen)] == []
    assert session.room.tag == tag


def test_what_was_chosen_beforehand_lies_ready(session, look_at, tom, sam, track):
    mine = Experience.objects.create(author=sam, track=track, situation="Een lange nacht.", saved_at=timezone.now())
    session.check.participants.get(person=sam).chosen.add(mine)
    session.go(tom, Phase.PREPARE)

    assert ("checked" in text_of(look_at(sam)), Pad.objects.count()) == (True, 0)
    pads.write(session.check, title="", text="x", experiences=None, version=1, by=session.seat(sam))
    assert list(Pad.objects.get().experiences.all()) == [mine]


def test_a_pad_is_written_further_and_never_over_another_screen(session, sam, track):
    mine = Experience.objects.create(author=sam, track=track, situation="Een lange nacht.", saved_at=timezone.now())
    seat = session.seat(sam)
    pads.write(session.check, title="De nacht", text="Eerst", experiences=[mine.public_id], version=1, by=seat)
    pads.write(session.check, title="De nacht", text="Eerst, en toen", experiences=None, version=2, by=seat)

    with pytest.raises(Stale):
        pads.write(session.check, title="", text="", experiences=[], version=2, by=seat)
    pad = Pad.objects.get()
    assert (pad.title, pad.text, pad.version, list(pad.experiences.all())) == ("De nacht", "Eerst, en toen", 3, [mine])


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"version": 3, "text": "mijn tekst"}, 409),
        ({"version": "x", "text": "mijn tekst"}, 400),
        ({"version": 1, "text": "mijn tekst", "title": "x" * 81}, 400),
    ],
)
def test_a_pad_that_is_not_kept_gives_the_text_back(session, send, sam, fields, status):
    answer = send(sam, to="room_pad", **fields)

    assert (answer.status_code, "mijn tekst" in text_of(answer)) == (status, True)


def test_a_script_saves_the_pad(session, signed_in, sam):
    address = reverse("reflections:room_pad", args=[session.check.public_id])
    answer = signed_in(sam).post(address, {"text": "x", "version": 1}, headers={"accept": "application/json"})

    assert answer.json() == {"version": 2}


def test_a_score_is_given_once(session, send, look_at, tom, sam):
    assert send(sam, to="room_score", score=4).status_code == 403
    session.go(tom, Phase.CHECK_OUT)
    assert send(sam, to="room_score", score=6).status_code == 400
    assert send(sam, to="room_score", score=4).status_code == 302

    assert "Je score telt mee." in text_of(look_at(sam))


def test_a_script_gives_a_score(session, signed_in, tom, sam):
    session.go(tom, Phase.CHECK_OUT)
    address = reverse("reflections:room_score", args=[session.check.public_id])

    assert signed_in(sam).post(address, {"score": 4}, headers={"accept": "application/json"}).json() == {
        "tag": session.room.tag
    }


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
    assert "Ik neem het terug" in text_of(look_at(tom))


# --- The end ------------------------------------------------------------------------------------------------------


def test_the_end_leads_to_the_report(session, send, look_at, tom, sam):
    session.go(tom, Phase.CHECK_OUT)
    assert send(sam, to="room_end").status_code == 403
    answer = send(tom, to="room_end")
    session.check.refresh_from_db()

    assert (answer.status_code, session.check.standing) == (302, "closed")
    assert [look_at(sam, name).status_code for name in ("room", "room_part", "room_wall")] == [302, 410, 302]


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


# --- Guests and codes ---------------------------------------------------------------------------------------------


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
