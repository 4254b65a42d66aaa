"""What screens ask all day: rights from one question, and parts that are made once for all who listen."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.values import today
from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import presence, rooms
from reflections.live import admission, questions, shared, tokens
from reflections.models.rooms import Seat
from reflections.models.value_checks import Participant
from reflections.policy.rooms import may_stay
from reflections.templatetags import room as room_tags
from reflections.tests.live import Session, look_of, screen_token
from reflections.values import PHASES, MoveKind, Phase
from reflections.views.rooms import own_part

pytestmark = pytest.mark.django_db
IN_ROOM = [phase for phase in PHASES if phase != Phase.CLOSED]


@pytest.fixture
def toon(company, team):
    """Only listens."""
    person = make_person("Toon Bos")
    join(person, Role.TEAM_MEMBER, company, team=team)
    return person


@pytest.fixture
def session(team, tom, sam, tina, toon, track):
    return Session(team, tom, sam, tina, toon)


@pytest.fixture
def parts(session, signed_in):
    """`parts(sam)`: what Sam's script gets after a change, made for all (or nothing), and made for Sam alone."""

    def ask(person):
        room = session.room
        made = shared.part_for(look_of(session, person), room.tag)
        shared.forget()
        own = own_part(room, session.seat(person))
        sent = signed_in(person).get(reverse("reflections:room_part", args=[session.check.public_id]))
        assert sent.content.decode() == own
        return made, own

    return ask


# --- Parts for all ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", IN_ROOM)
def test_everybody_gets_the_same_bytes_by_the_short_way(session, parts, tom, sam, tina, toon, phase):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.", "Minder haast.")
    session.go(tom, phase)

    short = {person: parts(person) for person in (tom, sam, tina, toon)}

    assert all(made in (None, full) for made, full in short.values())
    assert {short[person][0] is not None for person in (tom, tina, toon)} == {phase in shared.FOR_ALL}


def test_own_lines_are_kept_and_those_of_others_are_not(session, parts, tom, sam, tina):
    session.go(tom, Phase.CHECK_IN)
    made, _full = parts(tina)

    assert (made.count("(jij)"), made.count("Ik heb mijn zin gezegd"), "own:" in made) == (1, 1, False)
    assert made.index("Tina Vos") < made.index("Ik heb mijn zin gezegd")


@pytest.mark.parametrize("how", ["leads", "asks", "writes", "confirms"])
def test_who_has_something_of_their_own_gets_it_the_short_way_too(session, parts, tom, sam, tina, how):
    if how == "confirms":
        session.tell(tom, tina, sam, "Ik vraag nu eerst.")
        session.go(tom, Phase.HARVEST)
    else:
        session.go(tom, Phase.STORIES)
        session.do(tom, MoveKind.TURN, to=session.seat(sam).number)
    if how == "asks":
        session.do(tina, MoveKind.ASK)
    if how == "writes":
        session.do(tina, MoveKind.CLAIM, role="scribe")
    made, full = parts(tom if how == "leads" else tina)

    assert made == full
    assert "own:" not in made


def test_who_listens_may_propose_a_note_and_mends_it_alone(session, parts, tom, sam, tina, toon):
    session.tell(tom, sam, tina, "Van wie schrijft.")
    session.do(toon, MoveKind.NOTE, story=session.number(sam), level="applied", text="Van Toon.")
    mends = 'value="Van Toon."'

    made, full = parts(toon)
    assert made == full
    assert ("Stel een notitie voor" in made, mends in made, 'value="Van wie schrijft."' in made) == (True, True, False)
    assert [mends in parts(one)[1] for one in (tom, tina)] == [False, False]

    session.do(sam, MoveKind.CONFIRM, notes=[note.id for note in session.board.notes])
    assert mends not in parts(toon)[1]


def test_who_told_adds_to_the_own_story_at_the_harvest(session, parts, tom, sam, tina, toon):
    session.tell(tom, sam, tina)
    session.go(tom, Phase.HARVEST)

    made, full = parts(sam)
    assert (made == full, "Bij je eigen verhaal" in full) == (True, True)
    assert 'data-keep="pen"' not in parts(toon)[0]


def test_who_tells_has_a_pad_beside_the_board_and_that_is_the_views(session, parts, tom, tina):
    session.go(tom, Phase.STORIES)
    session.do(tom, MoveKind.TURN, to=session.seat(tina).number)

    assert parts(tina)[0] is None


@pytest.fixture
def slow(monkeypatch):
    """However slow the machine, nothing that is kept for seconds gets old."""
    for kept in ((admission, "KEPT_FOR"), (admission, "NOTED_EVERY"), (shared, "KEPT_FOR")):
        monkeypatch.setattr(*kept, 3_600)


@pytest.mark.usefixtures("slow")
def test_a_change_is_made_for_all_at_once(session, parts, tom, sam, tina, signed_in, django_assert_num_queries):
    old = session.room.tag
    session.go(tom, Phase.CHECK_IN)
    address = reverse("reflections:room_part", args=[session.check.public_id])
    first, second = signed_in(sam), signed_in(tina)
    asks = [
        {"if-none-match": f'"{old}"', "x-room": screen_token(session, person, client)}
        for person, client in ((sam, first), (tina, second))
    ]
    second.get(address, headers=asks[1])  # both are known now
    first.get(address, headers=asks[0])
    with django_assert_num_queries(1):
        answer = second.get(address, headers=asks[1])

    assert (answer.status_code, answer.headers["ETag"], "X-Room" in answer.headers) == (
        200,
        f'"{session.room.tag}"',
        False,
    )


def test_no_look_at_the_pad_comes_by_the_short_way(session, tom, sam, signed_in):
    old = session.room.tag
    session.go(tom, Phase.PREPARE)
    address, client = reverse("reflections:room_part", args=[session.check.public_id]), signed_in(sam)
    token, wall = screen_token(session, sam, client), screen_token(session, sam, client, tokens.WALL)
    headers = {"if-none-match": f'"{old}"', "x-room": token}

    assert "X-Room" in client.get(address, {"look": "pad"}, headers=headers).headers  # only the view gives a new one
    assert "X-Room" in client.get(address, headers=headers | {"x-room": wall}).headers


def test_a_note_is_drawn_again_only_when_it_changed(session, tom, sam, tina, monkeypatch):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.", "Minder haast.")
    session.go(tom, Phase.HARVEST)
    look, drawn = look_of(session, tina), []
    real = room_tags.render_to_string

    def draw(name, context):
        drawn.extend([name] if name == room_tags.NOTE else [])
        return real(name, context)

    monkeypatch.setattr(room_tags, "render_to_string", draw)
    shared.part_for(look, session.room.tag)
    first, confirmed = len(drawn), session.board.notes[0]
    session.do(sam, MoveKind.CONFIRM, notes=[confirmed.id])
    part = shared.part_for(look, session.room.tag)

    assert (first, len(drawn)) == (2, 3)
    assert part.count("klopt") == 1


def test_what_was_drawn_before_looks_as_if_it_was_drawn_now(session, tom, sam, tina, toon):
    """One change after the other, and after each every screen with and without what this process remembers."""

    def look():
        shown = {
            person: shared.part_for(look_of(session, person), session.room.tag) for person in (sam, tina, toon, tom)
        }
        shared.forget()
        assert shown == {person: shared.part_for(look_of(session, person), session.room.tag) for person in shown}

    def here(*people):
        Seat.objects.filter(value_check=session.check, person__in=people).update(seen_at=timezone.now())
        presence.note(session.room.pk, {session.number(tom)})

    changes = [
        lambda: session.go(tom, Phase.STORIES),
        lambda: session.do(tina, MoveKind.LATER, seat=session.number(tina)),
        lambda: session.do(tom, MoveKind.TURN, to=session.number(sam)),
        lambda: session.do(toon, MoveKind.CLAIM, role="scribe"),
        lambda: session.do(tina, MoveKind.ASK),
        lambda: session.do(toon, MoveKind.NOTE, story=session.number(sam), level="applied", text="Eerst bellen."),
        lambda: Seat.objects.filter(person=tina).update(seen_at=timezone.now() - dt.timedelta(minutes=9)) and here(sam),
        lambda: here(tina),
        lambda: session.do(sam, MoveKind.CONFIRM, notes=[session.board.notes[0].id]),
        lambda: session.do(tom, MoveKind.TURN, to=session.number(tina)),
        lambda: session.do(tina, MoveKind.PASS, seat=session.number(tina)),
        lambda: session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=session.number(toon)),
    ]
    for change in changes:
        before = session.room.tag
        change()
        assert session.room.tag != before
        look()


def test_the_words_of_a_note_that_was_taken_away_are_forgotten(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.", "Minder haast.")
    session.go(tom, Phase.HARVEST)
    look = look_of(session, tina)
    shared.part_for(look, session.room.tag)
    session.do(sam, MoveKind.REMOVE_NOTE, notes=[session.board.notes[0].id])
    for _move in range(2):
        shared.part_for(look, session.room.tag)
        session.do(tom, MoveKind.TIME)

    kept = str(vars(shared.show(session.room).drawn))
    assert ("Ik vraag nu eerst." in kept, "Minder haast." in kept) == (False, True)


@pytest.mark.usefixtures("slow")
def test_who_sits_here_is_read_again_only_when_that_changed(team, tom, sam, tina, toon, track, monkeypatch):
    session, read, real = Session(team, tom, sam, tina), [], Seat.objects.in_room
    monkeypatch.setattr(Seat.objects, "in_room", lambda room: read.append(room.tag) or real(room))

    def shown():
        return shared.part_for(look_of(session, tina), session.room.tag), len(read)

    session.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN)  # in the lobby it says that Toon is expected
    first, once = shown()
    session.do(tom, MoveKind.TIME)
    assert ("Toon Bos" in first, once, shown()[1]) == (False, 1, 1)

    Seat.objects.filter(person=sam).update(seen_at=timezone.now() - dt.timedelta(minutes=9))
    presence.note(session.room.pk, {session.number(tom)})
    assert shown()[1] == 2

    rooms.enter(session.check, by=toon)
    part, reads = shown()
    assert ("Toon Bos" in part, reads) == (True, 3)


def test_a_room_that_moved_on_or_a_seat_that_is_gone_goes_by_the_view(session, sam):
    look = look_of(session, sam)

    assert shared.part_for(look, "999-0") is None
    assert shared.part_for(replace(look, seat=99), session.room.tag) is None
    assert shared.part_for(replace(look, room=0), session.room.tag) is None


def test_a_token_of_another_shape_is_no_token():
    assert tokens.read(signing.TimestampSigner(salt=tokens.SALT).sign("7")) is None


def test_few_rooms_are_remembered(session, sam, monkeypatch):
    monkeypatch.setattr(shared, "MOST_ROOMS", 0)

    assert shared.part_for(look_of(session, sam), session.room.tag)


def test_the_words_are_in_the_language_of_who_looks(session, sam):
    made = {
        language: shared.part_for(replace(look_of(session, sam), language=language), session.room.tag)
        for language in ("nl", "en")
    }

    assert ("(jij)" in made["nl"], "(you)" in made["en"], "(jij)" in made["en"]) == (True, True, False)


# --- Rights -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["membership", "invitation", "account", "tomorrow"])
def test_it_knows_at_once_that_somebody_is_out(session, tina, end, monkeypatch):
    check, seat = session.check, session.seat(tina)
    assert seat.number in questions.admitted(check.pk, check.team_id)
    if end == "membership":
        tina.memberships.update(ended_at=timezone.now())
    elif end == "invitation":
        Participant.objects.filter(person=tina).update(removed_at=timezone.now())
    elif end == "account":
        User.objects.filter(pk=tina.pk).update(is_active=False)
    else:
        tina.memberships.update(ends_on=today())
        later = timezone.now() + dt.timedelta(days=1)
        monkeypatch.setattr(timezone, "now", lambda: later)

    assert seat.number not in questions.admitted(check.pk, check.team_id)


def test_one_question_admits_everybody_whom_policy_lets_stay(session, tina):
    tina.memberships.update(ended_at=timezone.now())
    seats = session.check.seats.select_related("person")
    there = set(questions.admitted(session.check.pk, session.check.team_id))

    assert there == {seat.number for seat in seats if may_stay(seat, session.check)}
    assert len(there) == len(seats) - 1 > 0
