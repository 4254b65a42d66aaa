"""What people send from a live session, by form and by script: moves, action points, the own pad and the score."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Stale, today
from learningtracks.models.action_points import ActionPoint
from reflections.actions import pads, rooms
from reflections.models.experiences import Experience
from reflections.models.rooms import Pad, SessionMove
from reflections.tests.live import Session, text_of
from reflections.values import MoveKind, Phase, ValueLevel

pytestmark = pytest.mark.django_db


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

    assert (answer.status_code, "Alleen de gespreksleider kan dit." in text_of(answer)) == (403, True)


@pytest.mark.parametrize(
    ("kind", "fields", "complaint"),
    [
        (MoveKind.NOTE, {"story": 2, "level": "applied", "text": ""}, "Schrijf eerst de notitie."),
        (MoveKind.NOTE, {"story": 2, "level": "higher", "text": "x"}, "Kies iets uit de lijst."),
        (MoveKind.NOTE, {"story": "two", "level": "applied", "text": "x"}, "Kies iets uit de lijst."),
        (MoveKind.NOTE, {"story": 2, "level": "applied", "text": "x" * 201}, "hoogstens 200 tekens"),
        (MoveKind.CONFIRM, {"notes": "no-id"}, "Deze notitie is verwijderd."),
        (MoveKind.TITLE, {"title": "x", "continues": "no-id"}, "Kies iets uit de lijst."),
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


def test_a_page_whose_reader_signed_in_again_is_told_who_sits_there_and_gets_a_token_that_counts(session, sam):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(sam)
    part = browser.get(reverse("reflections:room_part", args=[session.check.public_id]))
    address = reverse("reflections:room_moves", args=[session.check.public_id])
    sent = {"kind": "pass", "id": str(uuid.uuid4()), "based_on": session.room.version}
    headers = {"x-csrftoken": part.headers["X-Csrf"], "accept": "application/json"}

    assert part.headers["X-Seat"] == str(session.number(sam))
    assert [browser.post(address, sent, headers=each).status_code for each in ({}, headers)] == [403, 200]


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


def test_another_action_point_with_the_same_id_gives_its_words_back(session, send, tom, tina, agreed):
    key = str(uuid.uuid4())
    send(tina, to="room_action", **agreed | {"id": key})
    answer = send(tina, to="room_action", **agreed | {"id": key, "text": "Elke dag bellen."})

    assert (answer.status_code, "Elke dag bellen." in text_of(answer)) == (403, True)
    assert [point.text for point in ActionPoint.objects.all()] == ["Elke maandag bellen."]


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
