"""Open, sit down and move in a live session (domain.md §5, access.md rows 18-22, R15-R20, R38)."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from accounts.values import Refused, SentOtherwise, today
from conftest import join, make_person
from learningtracks.models.action_points import ActionPoint
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import agreed, guests, rooms, value_checks
from reflections.live.board import Board, fold
from reflections.models.rooms import Room, ScoreCount, Seat, SessionMove
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_sit
from reflections.tests.live import refused
from reflections.tests.planned import details
from reflections.values import MoveKind, Phase, SessionRole, ValueLevel

pytestmark = pytest.mark.django_db
NEXT = today() + dt.timedelta(days=90)


def soon(**parts):
    return timezone.now() + dt.timedelta(**parts)


# --- Open and sit down ------------------------------------------------------------------------------------------


def test_opening_makes_a_room_and_seats_the_one_who_leads(session, tom):
    assert (session.check.standing, session.number(tom), session.board.facilitator) == ("live", 1, 1)
    assert ScoreCount.objects.filter(value_check=session.check).count() == 5


def test_opening_twice_is_opening_once(session, tom):
    rooms.open(session.check, by=tom)

    assert (Room.objects.count(), Event.objects.filter(kind="room_opened").count()) == (1, 1)


def test_a_member_opens_from_a_quarter_of_an_hour_before(team, tom, sam, tina, track):
    early = value_checks.plan(team, starts_at=soon(minutes=20), details=details(team, facilitator=tom), by=tom)

    with pytest.raises(Refused, match="een kwartier van tevoren"):
        rooms.open(early, by=tina)
    ValueCheck.objects.filter(pk=early.pk).update(starts_at=soon(minutes=10))
    early.refresh_from_db()

    assert rooms.open(early, by=tina).version == 1
    assert Board.load(Room.objects.get().board).facilitator == 0  # that is for Tom


def test_the_planned_facilitator_opens_at_any_moment(team, tom, sam, tina, track):
    check = value_checks.plan(team, starts_at=soon(days=2), details=details(team, facilitator=sam), by=tom)

    rooms.open(check, by=sam)

    assert Board.load(Room.objects.get().board).facilitator == 1


def test_who_was_not_invited_stays_out(team, tom, sam, tina, track):
    wanted = details(team, facilitator=tom, people=[tom, sam])
    check = value_checks.plan(team, starts_at=soon(minutes=1), details=wanted, by=tom)
    with pytest.raises(Refused, match="niet uitgenodigd"):
        rooms.open(check, by=tina)
    rooms.open(check, by=tom)

    with pytest.raises(Refused, match="niet uitgenodigd"):
        rooms.enter(check, by=tina)


def test_without_a_plan_or_after_the_end_nothing_opens(session, tom, tina):
    ValueCheck.objects.filter(pk=session.check.pk).update(closed_at=timezone.now())
    session.check.refresh_from_db()

    with pytest.raises(Refused, match="al voorbij"):
        rooms.open(session.check, by=tom)
    with pytest.raises(Refused, match="afgerond"):
        rooms.enter(session.check, by=tina)


def test_before_the_room_is_open_nobody_sits(team, tom, sam, track):
    check = value_checks.plan(team, starts_at=soon(minutes=1), details=details(team, facilitator=tom), by=tom)

    with pytest.raises(Refused, match="nog niet open"):
        rooms.enter(check, by=sam)
    assert str(may_sit(sam, check).reason) == "De ruimte is nog niet open."


def test_sitting_down_twice_is_one_seat(session, sam):
    assert rooms.enter(session.check, by=sam) == session.seat(sam)


# --- Moves ------------------------------------------------------------------------------------------------------


def test_the_board_is_the_fold_of_its_moves(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Ik vraag nu eerst.", "Minder haast.")

    assert fold(rooms.moves_of(session.check)) == session.board


def test_the_same_id_gives_the_same_answer(session, tom):
    key = uuid.uuid4()
    first = session.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN, key=key)
    again = session.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN, key=key, based_on=0)

    assert (again.number, again.again, session.room.version) == (first.number, True, first.number)


def test_an_id_with_other_words_is_refused_and_nothing_is_said_to_be_done(session, tom, sam, tina):
    """A page without a script that somebody went back to has the id of the line before."""
    session.tell(tom, sam, tina)
    key, line = uuid.uuid4(), {"story": session.number(sam), "level": ValueLevel.APPLIED}
    session.do(tina, MoveKind.NOTE, key=key, text="De eerste.", **line)
    with pytest.raises(SentOtherwise):
        session.do(tina, MoveKind.NOTE, key=key, text="De tweede.", **line)
    with pytest.raises(SentOtherwise):
        session.do(tina, MoveKind.ASK, key=key)

    assert [note.text for note in session.board.notes] == ["De eerste."]


def test_a_line_that_is_sent_again_after_the_teller_took_it_away_stays_away(session, tom, sam, tina):
    """The answer to the first time was lost on the way. Refused, it would be typed again."""
    session.tell(tom, sam, tina)
    key, edit, line = uuid.uuid4(), uuid.uuid4(), {"story": session.number(sam), "level": ValueLevel.APPLIED}
    changed = {"notes": [str(key)], "level": ValueLevel.APPLIED, "text": "Mijn moeder, anders."}
    session.do(tina, MoveKind.NOTE, key=key, text="Mijn moeder.", **line)
    session.do(tina, MoveKind.EDIT_NOTE, key=edit, **changed)
    session.do(sam, MoveKind.REMOVE_NOTE, notes=[str(key)])

    again = session.do(tina, MoveKind.NOTE, key=key, text="Mijn moeder.", **line)
    edited = session.do(tina, MoveKind.EDIT_NOTE, key=edit, **changed)

    assert (again.again, edited.again, session.board.notes) == (True, True, [])
    assert "moeder" not in str([move.payload for move in rooms.moves_of(session.check)])


def test_somebody_elses_id_is_no_key(session, tom, sam):
    key = uuid.uuid4()
    session.do(tom, MoveKind.PHASE, to=Phase.CHECK_IN, key=key)

    with pytest.raises(Refused):
        session.do(sam, MoveKind.ASK, key=key)


def test_a_stale_move_is_told_how_the_board_stands(session, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    version = session.room.version
    session.do(sam, MoveKind.EDIT_NOTE, notes=note, level=ValueLevel.APPLIED, text="Ik vraag altijd eerst.")

    with pytest.raises(rooms.Clash) as clash:
        session.do(sam, MoveKind.CONFIRM, notes=note, based_on=version)

    assert clash.value.board.notes[0].text == "Ik vraag altijd eerst."
    assert session.room.version == version + 1


def test_only_the_facilitator_leads(session, tom, sam):
    for kind, sent in [
        (MoveKind.PHASE, {"to": Phase.CHECK_IN}),
        (MoveKind.TURN, {"to": 2}),
        (MoveKind.TIME, {}),
        (MoveKind.CARD, {"item": ""}),
        (MoveKind.HAND_OVER, {"role": "scribe", "to": 2}),
        (MoveKind.NEXT_DATE, {"on": NEXT.isoformat()}),
        (MoveKind.UNDO, {"number": 1}),
    ]:
        assert refused(session, sam, kind, **sent) == "Alleen de gespreksleider kan dit."


def test_phases_go_one_by_one_and_end_with_a_button(session, tom):
    assert refused(session, tom, MoveKind.PHASE, to=Phase.HARVEST) == "Ga steeds één deel verder of terug."
    session.go(tom, Phase.CHECK_OUT)

    assert "Afronden" in refused(session, tom, MoveKind.PHASE, to=Phase.CLOSED)


def test_what_belongs_to_a_phase_waits_for_it(session, tom, sam, tina):
    assert "verhalenronde" in refused(session, tom, MoveKind.TURN, to=2)
    assert "aan het eind" in refused(session, tom, MoveKind.NEXT_DATE, on=NEXT.isoformat())
    assert "check-out" in refused(session, sam, MoveKind.WORD, text="moe")
    assert "check-in" in refused(session, sam, MoveKind.SAID)
    assert "nog geen verhaal" in refused(session, sam, MoveKind.TITLE, title="Mijn verhaal")
    assert "terwijl iemand vertelt" in refused(session, sam, MoveKind.ASK)
    assert "na de verhalen" in refused(session, sam, MoveKind.ACTION)
    assert "kan hier niet" in refused(session, sam, MoveKind.JOIN)


def test_everybody_decides_for_themselves_and_the_facilitator_for_who_does_not_press(session, tom, sam, tina):
    session.go(tom, Phase.CHECK_IN)
    session.do(tom, MoveKind.SAID, seat=session.number(sam))
    session.do(tina, MoveKind.PASS)

    assert "voor zichzelf" in refused(session, sam, MoveKind.LATER, seat=session.number(tom))
    assert (session.board.said, session.board.passed) == ([2], [3])


def test_questions_wait_in_a_row_while_somebody_tells(session, tom, sam, tina):
    session.tell(tom, sam, tina)
    session.do(tina, MoveKind.ASK)
    assert "terwijl iemand vertelt" in refused(session, sam, MoveKind.ASK)
    session.do(sam, MoveKind.ASKED, seat=session.number(tina))

    assert session.board.hands == []
    session.do(tina, MoveKind.ASK)
    assert "voor zichzelf" in refused(session, make_scribe(session, tom), MoveKind.ASKED, seat=session.number(tina))


def make_scribe(session, tom):
    """Somebody who neither leads, tells nor asks."""
    person = make_person("Uma Kok")
    join(person, Role.TEAM_MEMBER, session.check.team.organisation, team=session.check.team)
    session.check.participants.create(person=person)
    rooms.enter(session.check, by=person)
    return person


def test_nobody_is_scribe_of_their_own_story(session, tom, sam, tina):
    session.tell(tom, sam, tina)

    assert "eigen verhaal" in refused(session, sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    session.do(tom, MoveKind.TURN, to=session.number(tina))
    session.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)

    assert session.board.scribe == session.number(sam)


def test_everybody_who_is_present_proposes_a_note_and_only_the_teller_makes_it_count(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Van wie meeschrijft.")
    story = session.number(sam)
    session.do(tom, MoveKind.NOTE, story=story, level=ValueLevel.APPLIED, text="Van wie luistert.")
    session.do(sam, MoveKind.NOTE, story=story, level=ValueLevel.REALISED, text="Van wie vertelt.")

    counts = [("Van wie meeschrijft.", False), ("Van wie luistert.", False), ("Van wie vertelt.", True)]
    assert [(note.text, note.confirmed) for note in session.board.notes] == counts
    assert [(note.text, bool(note.confirmed_at)) for note in StoryNote.objects.all()] == counts
    assert "bij een verhaal" in refused(session, tom, MoveKind.NOTE, story=1, level="applied", text="Goed.")


def test_a_note_stays_at_its_story_whoever_has_the_floor(session, tom, sam, tina):
    session.tell(tom, sam, tina)
    session.do(tom, MoveKind.TURN, to=session.number(tina))

    session.do(tom, MoveKind.NOTE, story=session.number(sam), level=ValueLevel.APPLIED, text="Over Sam.")
    session.go(tom, Phase.HARVEST)
    session.do(sam, MoveKind.NOTE, story=session.number(sam), level=ValueLevel.APPLIED, text="Nog iets.")

    assert {note.story.seat.person for note in StoryNote.objects.all()} == {sam}


def test_who_proposed_a_note_mends_it_until_the_teller_says_yes(session, tom, sam, tina):
    session.tell(tom, sam, tina)
    session.do(tom, MoveKind.NOTE, story=session.number(sam), level=ValueLevel.APPLIED, text="Zij bleef.")
    [note] = [note.id for note in session.board.notes]

    session.do(tom, MoveKind.EDIT_NOTE, notes=note, level=ValueLevel.APPLIED, text="Zij bleef zitten.")
    assert "Alleen de verteller" in refused(session, tina, MoveKind.REMOVE_NOTE, notes=note)
    session.do(sam, MoveKind.CONFIRM, notes=[note])

    assert session.board.notes[0].text == "Zij bleef zitten."
    assert "Alleen de verteller" in refused(session, tom, MoveKind.REMOVE_NOTE, notes=note)


def test_the_pen_is_not_taken_from_who_holds_it(session, tom, sam, tina):
    session.tell(tom, sam, tina)
    other = make_scribe(session, tom)

    assert "schrijft al iemand" in refused(session, other, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    session.do(tom, MoveKind.CLAIM, role=SessionRole.SCRIBE)


def test_notes_are_the_tellers(session, tom, sam, tina):
    one, two = session.tell(tom, sam, tina, "Eerst.", "Dan.")
    session.do(sam, MoveKind.CONFIRM, notes=[one])
    session.do(tina, MoveKind.EDIT_NOTE, notes=two, level=ValueLevel.REALISED, text="Daarna.")

    edit = {"notes": one, "level": ValueLevel.APPLIED, "text": "Anders."}
    assert "Alleen de verteller" in refused(session, tina, MoveKind.EDIT_NOTE, **edit)
    assert "Alleen de verteller" in refused(session, tom, MoveKind.REMOVE_NOTE, notes=two)
    assert "Alleen de verteller" in refused(session, tina, MoveKind.CONFIRM, notes=two)
    assert "is verwijderd" in refused(session, sam, MoveKind.REMOVE_NOTE, notes=str(uuid.uuid4()))
    rows = [(note.text, note.level, bool(note.confirmed_at), bool(note.edited_at)) for note in StoryNote.objects.all()]
    assert rows == [("Eerst.", "applied", True, False), ("Daarna.", "realised", False, True)]


def test_a_removed_note_is_nowhere_any_more(session, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Dit wil ik niet.")
    session.do(tina, MoveKind.EDIT_NOTE, notes=note, level=ValueLevel.APPLIED, text="Dit wil ik nog minder.")
    session.do(sam, MoveKind.REMOVE_NOTE, notes=note)

    row = StoryNote.objects.get()
    assert (row.text, row.removed_at is None, session.board.notes) == ("", False, [])
    assert "Dit wil ik" not in str(list(SessionMove.objects.values_list("payload", flat=True)))
    assert fold(rooms.moves_of(session.check)) == session.board


def test_a_sequel_is_of_an_own_story(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Iets.")
    own = ValueStory.objects.get().public_id
    session.do(tom, MoveKind.TURN, to=session.number(tina))

    assert refused(session, tina, MoveKind.TITLE, title="Verder", continues=str(own)) == "Kies een eigen verhaal."
    session.do(sam, MoveKind.TITLE, title="Verder", continues=str(own))
    assert ValueStory.objects.get(seat__person=sam).title == "Verder"


def test_taking_back_the_turn_is_a_move_too(session, tom, sam, tina):
    session.go(tom, Phase.STORIES)
    turn = session.do(tom, MoveKind.TURN, to=session.number(sam))
    session.do(tom, MoveKind.UNDO, number=turn.number)

    assert (session.board.teller, ValueStory.objects.count(), session.room.version) == (0, 0, turn.number + 1)
    assert fold(rooms.moves_of(session.check)) == session.board


def test_taking_back_never_loses_a_note(session, tom, sam, tina):
    session.tell(tom, sam, tina, "Blijft.")
    turn = SessionMove.objects.get(kind=MoveKind.TURN)

    assert "staat al iets" in refused(session, tom, MoveKind.UNDO, number=turn.number)
    with pytest.raises(rooms.Clash):
        session.do(tom, MoveKind.UNDO, number=turn.number - 1)


# --- Roles and trouble (§5.3) -------------------------------------------------------------------------------------


def test_after_two_minutes_anybody_takes_over_and_the_first_takes_it_back(session, tom, sam):
    assert refused(session, sam, MoveKind.CLAIM, role="facilitator") == "De gespreksleider is er nog."
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(minutes=2, seconds=1))
    session.do(sam, MoveKind.CLAIM, role="facilitator")
    assert (session.board.facilitator, session.board.original) == (2, 1)

    session.do(tom, MoveKind.CLAIM, role="facilitator")
    assert (session.board.facilitator, session.board.original) == (1, 0)


def test_a_guest_neither_leads_nor_makes_action_points(session, tom, sam):
    gerda = guests.sit(guests.invite(session.check, name="Gerda", by=tom), name="Gerda")
    Seat.objects.filter(person=tom).update(seen_at=timezone.now() - dt.timedelta(minutes=2, seconds=1))
    session.go(tom, Phase.ACTIONS)

    assert refused(session, gerda, MoveKind.CLAIM, role="facilitator") == "Een gast kan het gesprek niet leiden."
    wanted = {"text": "Families bellen", "owner": sam, "due_on": NEXT, "how_noticed": "", "client_id": uuid.uuid4()}
    with pytest.raises(Refused, match="Een gast maakt geen actiepunt"):
        agreed.make(session.check, **wanted, by=gerda)
    assert (session.board.facilitator, ActionPoint.objects.count()) == (1, 0)


def test_access_that_ended_ends_the_next_move(session, tom, sam, track):
    Membership.objects.filter(person=sam).update(ended_at=timezone.now())

    assert "niet uitgenodigd" in refused(session, sam, MoveKind.PASS)
