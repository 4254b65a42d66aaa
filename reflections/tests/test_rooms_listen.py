"""A client that listens at every address of the room hears nothing before its time (access.md R16, R21, rows 20-22):
no pad, no note that was taken back, no score; not by length or order either."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reflections.actions import guests, pads, rooms
from reflections.models.rooms import Seat
from reflections.values import MoveKind, Phase, ValueLevel

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite", "what the room shows: its moves are made on both")]
LISTENED = [
    "room",
    "room_part",
    "room_wall",
    "room_part?look=pad",
    "room_part?look=board",
    "value_check",
    "value_check_guests",
]
CHANGING = re.compile(
    r'name="(csrfmiddlewaretoken|id|once)" value="[^"]*"|data-(token|csrf)="[^"]*"|nonce="[^"]*"|\d+-\d+'
)


@pytest.fixture
def listeners(session, signed_in, tom, tina):
    """Everybody but Sam: the lead, a member, and a guest."""
    made = guests.invite(session.check, name="Gerda", by=tom)
    guest = Client()
    guest.post(made.get_absolute_url(), {"name": "Gerda"})
    return {"lead": signed_in(tom), "member": signed_in(tina), "guest": guest}


def heard(session, listeners):
    """Everything that each listener gets from every address, without what is fresh in every answer."""
    found = {}
    for who, client in listeners.items():
        for address in LISTENED:
            name, _mark, query = address.partition("?")
            url = reverse(f"reflections:{name}", args=[session.check.public_id])
            answer = client.get(f"{url}?{query}")
            found[who, address] = answer.status_code, CHANGING.sub("", answer.content.decode())
    return found


@pytest.mark.parametrize("phase", [Phase.PREPARE, Phase.STORIES, Phase.CHECK_OUT])
def test_what_sam_writes_for_himself_changes_no_byte_for_the_others(session, listeners, tom, sam, phase):
    session.go(tom, phase)
    before = heard(session, listeners)

    pads.write(
        session.check, title="geheimtitel", text="geheimtekst", experiences=None, version=1, by=session.seat(sam)
    )
    if phase == Phase.CHECK_OUT:
        rooms.score(session.check, value=2, by=session.seat(sam))

    assert heard(session, listeners) == before


def test_a_title_is_heard_when_its_teller_shows_it_and_not_before(session, listeners, tom, sam, tina):
    pads.write(session.check, title="geheimtitel", text="", experiences=None, version=1, by=session.seat(sam))
    session.go(tom, Phase.STORIES)
    session.do(tom, MoveKind.TURN, to=session.number(sam))
    assert "geheimtitel" not in str(heard(session, listeners))

    session.do(sam, MoveKind.TITLE, title="geheimtitel")
    assert "geheimtitel" in str(heard(session, listeners))


def test_a_note_that_was_taken_away_is_heard_nowhere(session, listeners, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "geheimnotitie")
    assert "geheimnotitie" in str(heard(session, listeners))
    session.do(sam, MoveKind.REMOVE_NOTE, notes=note)
    assert "geheimnotitie" not in str(heard(session, listeners))

    clash = listeners["member"].post(
        reverse("reflections:room_moves", args=[session.check.public_id]),
        {"kind": "edit_note", "id": note, "based_on": 1, "notes": note, "level": ValueLevel.APPLIED, "text": "x"},
        headers={"accept": "application/json"},
    )
    assert "geheimnotitie" not in clash.content.decode()


def test_scores_come_out_in_no_answer_while_the_session_is_live(session, listeners, tom, sam, tina):
    session.go(tom, Phase.CHECK_OUT)
    before = heard(session, listeners)
    for person, value in ((sam, 1), (tina, 5)):
        rooms.score(session.check, value=value, by=session.seat(person))
    after = heard(session, listeners)

    others = [key for key in before if key[0] != "member"]  # Tina reads that her own counts
    assert [key for key in others if before[key] != after[key]] == []
    assert Seat.objects.filter(has_scored=True).count() == 2
