"""Whoever leads is held: the script, the next right step, who writes, the minutes; and nobody need lead (domain.md
§5.1)."""

import re

import pytest
from django.urls import reverse

from conftest import join, make_person
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import rooms
from reflections.models.rooms import Seat
from reflections.models.value_checks import Participant, ValueCheck
from reflections.tests.live import refused, text_of
from reflections.values import PHASE_SCRIPTS, PHASES, MoveKind, Phase, SessionRole

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite", "what the room shows: its moves are made on both")]
IN_ROOM = [phase for phase in PHASES if phase != Phase.CLOSED]


def bar_of(page):
    """What the buttons at the foot say, the first one first; with "*" the primary one."""
    _before, _bar, rest = page.partition('<div class="lead-bar">')
    bar = rest.partition('class="room__told"')[0]
    found = re.findall(r'<(?:button|summary) class="([^"]*)"[^>]*>(.*?)</(?:button|summary)>', bar, re.DOTALL)
    return [("*" if "button--primary" in kind else "") + re.sub(r"<[^>]*>", "", label).strip() for kind, label in found]


# --- The script ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", IN_ROOM)
def test_who_leads_reads_what_to_say_in_each_part(session, look_at, tom, sam, phase):
    session.go(tom, phase)
    pages = [text_of(look_at(person)) for person in (tom, sam)]

    assert 1 <= len(PHASE_SCRIPTS[phase]) <= 3
    script = str(PHASE_SCRIPTS[phase][0]).replace('"', "&quot;")
    assert [script in page for page in pages] == [True, False]


def test_everybody_reads_what_happens_in_which_minute(session, look_at, tom, sam, tina):
    session.tell(tom, sam, tina)
    for person in (tom, sam, tina):
        page = text_of(look_at(person))
        assert (f"Nu vertelt {sam}. Luister alleen." in page, f"{tina} leest voor" in page) == (True, True)
        assert re.findall(r'data-from="(\d+)"', page) == ["0", "240", "420"]

    session.do(tom, MoveKind.TIME)
    assert 'data-from="540"' in text_of(look_at(sam))
    session.do(tom, MoveKind.HAND_OVER, role="scribe", to=0)
    assert "Wie meeschrijft, leest voor" in text_of(look_at(sam))


# --- The next right step ------------------------------------------------------------------------------------------


def test_in_the_story_round_the_next_step_is_the_next_teller(session, look_at, tom, sam, tina):
    session.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    session.go(tom, Phase.STORIES)
    assert bar_of(text_of(look_at(tom)))[0] == f"*Geef het woord aan {tom}"

    session.do(tom, MoveKind.TURN, to=session.number(tina))
    assert bar_of(text_of(look_at(tom)))[:2] == ["*Dit verhaal is klaar", "+2 minuten"]
    session.do(tom, MoveKind.TURN, to=0)
    session.do(tom, MoveKind.PASS)
    session.do(sam, MoveKind.PASS)
    page = text_of(look_at(tom))
    assert (bar_of(page)[0], page.count("button--primary")) == ("*Verder: Oogst", 1)


def test_leaving_the_stories_asks_while_somebody_has_not_told(session, look_at, tom, sam, tina):
    session.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    session.go(tom, Phase.STORIES)
    assert "Nog niet iedereen heeft verteld." in text_of(look_at(tom))
    session.do(tom, MoveKind.TURN, to=session.number(tina))

    page = text_of(look_at(tom))
    assert f"{tina} is nog aan het vertellen." in page
    assert [one for one in bar_of(page) if one.startswith("*")] == ["*Dit verhaal is klaar", "*Ja, verder: Oogst"]


def test_who_writes_is_chosen_before_the_stories_begin(session, look_at, tom, sam, tina):
    session.go(tom, Phase.PREPARE)
    assert "Er schrijft nog niemand mee." in text_of(look_at(tom))
    session.do(tom, MoveKind.HAND_OVER, role="scribe", to=session.number(sam))

    page = text_of(look_at(tom))
    assert ("Er schrijft nog niemand mee." in page, bar_of(page)[0]) == (False, "*Verder: Verhalenronde")


def test_nobody_writes_is_said_on_top_with_the_button(session, look_at, tom, sam, tina):
    session.go(tom, Phase.STORIES)
    page = text_of(look_at(sam))
    assert page.index("Niemand schrijft mee.") < page.index("Ik schrijf mee") < page.index('data-part="main"')

    session.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    assert "Wie schrijft op wat het verhaal oplevert?" not in text_of(look_at(tina))
    session.do(tom, MoveKind.TURN, to=session.number(sam))
    assert f"{sam} schrijft mee, en vertelt nu zelf." in text_of(look_at(tina))
    session.do(tom, MoveKind.TURN, to=session.number(tina))
    Seat.objects.filter(person=sam).update(seen_at="2026-01-01T00:00Z")
    room = session.room
    room.here = [session.number(tom)]
    room.save()
    assert f"Verbinding met {sam} is weg." in text_of(look_at(tom))


def test_ending_asks(session, look_at, send, tom, sam):
    session.go(tom, Phase.CHECK_OUT)
    page = text_of(look_at(tom))

    assert bar_of(page)[-2:] == ["*Waardecheck afronden", "*Ja, rond af voor iedereen"]
    assert page.index("<summary", page.index("lead-bar")) < page.index("Ja, rond af voor iedereen")
    assert send(tom, to="room_end").status_code == 302


def test_what_moves_the_group_is_marked_for_the_script(session, look_at, tom, sam):
    assert text_of(look_at(tom)).count("data-moves-all") == 1
    session.go(tom, Phase.STORIES)
    assert text_of(look_at(tom)).count("data-moves-all") == 2


# --- Nobody leads -------------------------------------------------------------------------------------------------


@pytest.fixture
def alone(session, tom):
    """Nobody leads any more."""
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=0)
    return session


def test_without_a_facilitator_everybody_of_the_team_reads_the_script_and_goes_on_after_a_question(
    alone, look_at, tom, sam, tina
):
    for person in (tom, sam, tina):
        page = text_of(look_at(person))
        assert ("Lees dit samen" in page, "Lees de vier huisregels voor." in page) == (True, True)
        assert bar_of(page)[:2] == ["*Verder: Check-in", "*Ja, verder: Check-in"]


def test_without_a_facilitator_a_whole_session_goes_on(alone, tom, sam, tina):
    alone.go(sam, Phase.PREPARE)
    alone.do(tina, MoveKind.HAND_OVER, role="scribe", to=alone.number(tina))
    alone.go(tina, Phase.STORIES)
    alone.do(sam, MoveKind.TURN, to=alone.number(tom))
    alone.do(tina, MoveKind.TIME)
    alone.go(tom, Phase.CHECK_OUT)
    rooms.end(alone.check, by=alone.seat(sam))
    alone.check.refresh_from_db()

    assert alone.check.standing == "closed"


def test_nobody_gives_a_lead_away_that_nobody_has(alone, sam, tina):
    assert "Alleen de gespreksleider" in refused(alone, sam, MoveKind.HAND_OVER, role="facilitator", to=1)
    alone.do(sam, MoveKind.CLAIM, role=SessionRole.FACILITATOR)
    assert "Alleen de gespreksleider" in refused(alone, tina, MoveKind.TIME)


# --- Coming in ----------------------------------------------------------------------------------------------------


def test_the_lobby_says_who_is_here_and_who_is_still_expected(session, look_at, company, team, tom, sam, tina):
    una, vera = make_person("Una Kok"), make_person("Vera Mol")
    for person in (una, vera):
        join(person, Role.TEAM_MEMBER, company, team=team)
        Participant.objects.create(value_check=session.check, person=person)
    for name in ("room", "room_part"):
        page = text_of(look_at(sam, name))
        assert (f"We verwachten nog</dt><dd>{una}, {vera}" in page, "Er zijn er al</dt><dd>3" in page) == (True, True)
    rooms.enter(session.check, by=una)
    Membership.objects.filter(person=vera).delete()

    assert "We verwachten nog" not in text_of(look_at(sam, "room_part"))


def test_who_leads_the_team_is_asked_to_tell_first_whoever_leads_the_conversation(session, look_at, tom, sam, tina):
    session.do(tom, MoveKind.HAND_OVER, role="facilitator", to=session.number(tina))

    for name in ("room", "room_part"):
        pages = [text_of(look_at(person, name)) for person in (tom, sam, tina)]
        assert ["Vertel als eerste" in page for page in pages] == [True, False, False], name


def test_who_comes_in_finds_the_pen_beside_the_rules(session, look_at, sam, tina):
    page = text_of(look_at(sam))

    assert page.index("Meeschrijver") < page.index("Ik schrijf mee") < page.index("Er zijn er al")


# --- The silent part ----------------------------------------------------------------------------------------------


def test_in_the_silent_part_one_says_to_be_ready(session, look_at, tom, sam, tina):
    session.go(tom, Phase.PREPARE)
    assert "Ik ben klaar" in text_of(look_at(sam))
    session.do(sam, MoveKind.SAID)
    session.do(sam, MoveKind.SAID)

    page = text_of(look_at(sam))
    assert ("Ik ben klaar" in page, "Je bent klaar." in page, "Klaar: 1 van 3" in page) == (False, True, True)
    assert "Klaar: 1 van 3" in text_of(look_at(tina, "room_part"))
    assert refused(session, tom, MoveKind.SAID, seat=session.number(sam)) == "Dit beslist ieder voor zichzelf."
    assert "Ik ben klaar" not in text_of(look_at(tina, "room", data={"look": "board"}))


def test_being_ready_ends_with_the_silence(session, tom, sam):
    session.go(tom, Phase.PREPARE)
    session.do(sam, MoveKind.SAID)
    assert (session.board.ready, session.board.said) == ([session.number(sam)], [])
    session.go(tom, Phase.STORIES)
    assert session.board.ready == []


# --- Time and place -----------------------------------------------------------------------------------------------


def test_who_leads_sees_seconds_and_may_hear_the_end(session, look_at, tom, sam):
    session.go(tom, Phase.CHECK_IN)

    found = [text_of(look_at(person)) for person in (tom, sam)]
    assert [("data-left-clock" in page, "data-sound" in page) for page in found] == [(True, True), (False, False)]


def test_the_video_link_is_in_the_room_and_not_on_the_wall(session, look_at, sam):
    ValueCheck.objects.update(video_link="https://video.example/kamer")

    there = [
        "https://video.example/kamer" in text_of(look_at(sam, name)) for name in ("room", "room_part", "room_wall")
    ]
    assert there == [True, True, False]


def test_who_makes_links_for_guests_is_still_in_the_session(session, look_at, tom):
    page = text_of(look_at(tom, "value_check_guests"))

    assert f'action="{reverse("reflections:room_here", args=[session.check.public_id])}" data-here' in page
    assert "js/here" in page
