"""The live session: who may open, enter, move and close (domain.md §5, access.md rows 18-22, R15-R21, R38)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import may_see_action_point, may_steer_action_point, steers_action_point
from reflections.live.board import Board
from reflections.live.groups import LEAST
from reflections.models.rooms import AWAY_AFTER, GuestPass, Pad, Room, Seat, SessionMove
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import leads
from reflections.values import PHASES, MoveKind, Phase, SessionRole

OPENS_BEFORE = dt.timedelta(minutes=15)  # domain.md §5.1
TELLING = (Phase.STORIES, Phase.HARVEST)


def may_open(person: User, check: ValueCheck) -> Answer:
    """The lead and the facilitator at any moment, because they decide when to begin; who is invited from a quarter of
    an hour before."""
    if not check.is_open or check.starts_at is None:
        return no(_("Deze waardecheck is niet gepland, of al voorbij."))
    if check.is_apart:
        return no(_("Iedereen vertelt op een eigen moment. Er is geen ruimte om te openen."))
    if leads(person, check.team):
        return YES
    if not ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return no(_("Je bent voor deze waardecheck niet uitgenodigd."))
    if check.facilitator_id == person.pk or check.starts_at - OPENS_BEFORE <= timezone.now():
        return YES
    return no(_("De ruimte gaat een kwartier van tevoren open."))


def is_early(check: ValueCheck) -> bool:
    """More than a quarter of an hour before its time: opening asks first (domain.md §5.1)."""
    is_planned = check.opened_at is None and check.starts_at is not None
    return is_planned and check.starts_at - OPENS_BEFORE > timezone.now()  # type: ignore[operator]


def may_close_unused(person: User, room: Room) -> Answer:
    """Who may open at any moment, and who leads in the room, as long as nothing was said or written. Which of the two,
    and by whom, is not told: a pad is private (access.md R16)."""
    check, board = room.value_check, Board.load(room.board)
    if not (answer := may_be_live(check)):
        return answer
    in_front = Seat.objects.of(person).filter(value_check=check, number=board.facilitator).exists()
    if not (in_front or leads(person, check.team) or check.facilitator_id == person.pk):
        return no(_("Alleen de gespreksleider kan dit."))
    return YES if is_unused(check) else no(_("Er is al iets gezegd of opgeschreven. Rond de waardecheck af."))


def is_unused(check: ValueCheck) -> bool:
    """People came in, and that is all."""
    did = SessionMove.objects.filter(value_check=check).exclude(kind__in=COMING_IN)
    wrote = ~Q(title="") | ~Q(text="") | Q(experiences__isnull=False)
    return not did.exists() and not Pad.objects.filter(wrote, seat__value_check=check).exists()


def steers(seat: Seat, board: Board) -> bool:
    """Moves the group: who leads, and as long as nobody does, everybody who sits here (domain.md §5.1)."""
    return board.facilitator in (0, seat.number)


def decides(seat: Seat, board: Board) -> bool:
    """What is the team's own, as ending: the same, but no guest, who does not know the team (access.md R19, R20)."""
    return steers(seat, board) and not seat.is_guest


def may_sit(person: User, check: ValueCheck) -> Answer:
    """Who is invited sits down in a session that is live."""
    if not ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return no(_("Je bent voor deze waardecheck niet uitgenodigd."))
    return may_be_live(check)


def may_be_live(check: ValueCheck) -> Answer:
    if check.closed_at or check.skipped_at:
        return no(_("Deze waardecheck is afgerond."))
    if check.opened_at is None:
        return no(_("De ruimte is nog niet open."))
    return YES


def may_stay(seat: Seat, check: ValueCheck) -> Answer:
    """Is who sits here still allowed in? Asked at every action and every look (access.md R28, R30)."""
    if seat.is_guest:
        holds = GuestPass.objects.filter(seat=seat, ended_at__isnull=True).exists()
        return may_be_live(check) if holds else no(_("Deze gastpas is voorbij."))
    return may_sit(seat.person, check) if seat.person else no(_("Kom eerst binnen."))


def may_look(seat: Seat, check: ValueCheck) -> Answer:
    """The same for who was just found among the invited, so that a screen that asks all day is looked up once."""
    return may_stay(seat, check) if seat.is_guest else may_be_live(check)


def may_score(seat: Seat, board: Board) -> Answer:
    """Once, during the check-out (R38)."""
    if board.phase != Phase.CHECK_OUT:
        return no(_("Dit komt pas bij de check-out."))
    return no(_("Je hebt al een score gegeven.")) if seat.has_scored else YES


def may_end(seat: Seat, board: Board) -> Answer:
    """Who decides closes, at the check-out; before it only by going there, so that nobody is cut off (R19, R38)."""
    if not decides(seat, board):
        return no(_("Alleen de gespreksleider kan de waardecheck afsluiten."))
    return YES if board.phase == Phase.CHECK_OUT else no(_("Afronden kan bij de check-out."))


def may_take_over(seat: Seat, board: Board, role: str, last_seen: dt.datetime | None) -> Answer:
    """An empty place anybody takes. The original facilitator takes it back; others after two minutes without sign of
    life. Nobody is scribe of their own story (domain.md §5.1, §5.3)."""
    holder = board.holder(role)
    if role == SessionRole.SCRIBE:
        if seat.number == board.teller:
            return no(_("Bij je eigen verhaal schrijf je niet mee."))
        free = not holder or holder == board.teller or seat.number == board.facilitator
        return YES if free or _gone(last_seen) else no(_("Er schrijft al iemand mee."))
    if seat.is_guest:
        return no(_("Een gast kan het gesprek niet leiden."))
    if not holder or seat.number == board.original or _gone(last_seen):
        return YES
    return no(_("De gespreksleider is er nog."))


def _gone(last_seen: dt.datetime | None) -> bool:
    return last_seen is not None and last_seen <= timezone.now() - AWAY_AFTER


def may_move(seat: Seat, board: Board, kind: str, payload: dict[str, Any], last_seen: dt.datetime | None) -> Answer:
    """May this seat make this move on this board now? `last_seen` is when the holder of the claimed role answered."""
    if board.is_closed or seat.number not in board.seats:
        return no(_("Deze waardecheck is afgerond.") if board.is_closed else _("Kom eerst binnen."))
    if kind == MoveKind.CLAIM:
        return may_take_over(seat, board, payload.get("role", ""), last_seen)
    if kind in LEADING:
        gives_lead = kind == MoveKind.HAND_OVER and payload.get("role") == SessionRole.FACILITATOR
        may = decides if kind == MoveKind.NEXT_DATE else steers
        if not may(seat, board) or (gives_lead and not board.facilitator):
            return no(_("Alleen de gespreksleider kan dit."))
        return _arrange(seat, board, payload) if kind == MoveKind.GROUPS else _in_order(board, kind, payload)
    rule = RULES.get(kind)
    return rule(seat, board, payload) if rule else no(_("Dit kan hier niet."))


def _in_order(board: Board, kind: str, payload: dict[str, Any]) -> Answer:
    """One phase forward or back at a time, and never to the end this way (R38)."""
    if kind == MoveKind.PHASE and board.other and payload.get("to") != board.neighbour(1):
        return no(_("Breng eerst de groepjes bij elkaar."))
    if kind == MoveKind.PHASE and payload.get("to") not in (board.neighbour(-1), board.neighbour(1)):
        return no(_("Ga steeds één deel verder of terug."))
    if kind == MoveKind.PHASE and payload.get("to") == Phase.CLOSED:
        return no(_("Rond de waardecheck af met de knop Afronden."))
    if kind in (MoveKind.TURN, MoveKind.CARD) and board.phase != Phase.STORIES:
        return no(_("Dit kan tijdens de verhalenronde."))
    if kind == MoveKind.NEXT_DATE and PHASES.index(Phase(board.phase)) < PHASES.index(Phase.ACTIONS):
        return no(_("De volgende datum komt aan het eind."))
    if kind == MoveKind.NEXT_DATE and payload.get("on") and payload["on"] <= today().isoformat():
        return no(_("Kies een dag die nog komt."))
    return YES


def _arrange(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """Two groups until the stories begin; after that only one again (domain.md §5.1)."""
    second, leader = set(payload.get("second", [])), payload.get("leader", 0)
    if board.other:
        return no(_("De verhalen zijn al begonnen.")) if second else YES
    if PHASES.index(Phase(board.phase)) >= PHASES.index(Phase.STORIES):
        return no(_("Groepjes maak je voordat de verhalen beginnen."))
    if not second:
        return YES
    if min(len(second), len(set(board.seats) - second)) < LEAST or second - set(board.seats):
        return no(_("Een groepje is met minstens twee mensen."))
    if board.facilitator in second:
        return no(_("Wie het gesprek leidt, blijft in groepje 1."))
    leads_as_guest = Seat.objects.filter(value_check=seat.value_check_id, number=leader, person=None)
    return no(_("Een gast kan het gesprek niet leiden.")) if leader and leads_as_guest.exists() else YES


def _own_turn(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """For oneself; the facilitator also for somebody who does not press the button."""
    if seat.number in (payload.get("seat") or seat.number, board.facilitator):
        return YES
    return no(_("Dit beslist ieder voor zichzelf."))


def _own_story(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    if board.phase not in TELLING or board.story_of(seat.number) is None:
        return no(_("Je hebt nog geen verhaal verteld."))
    if payload.get("continues"):
        own = ValueStory.objects.filter(public_id=payload["continues"], seat__person=seat.person_id)
        if seat.is_guest or not own.exists():
            return no(_("Kies een eigen verhaal."))
    return YES


def _raise_hand(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    if board.phase == Phase.STORIES and board.teller and board.teller != seat.number:
        return YES
    return no(_("Vragen stel je terwijl iemand vertelt."))


def _lower_hand(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """The own hand; the facilitator and the teller give the floor to the next question."""
    if seat.number in (payload.get("seat") or seat.number, board.facilitator, board.teller):
        return YES
    return no(_("Dit beslist ieder voor zichzelf."))


def _write(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """Everybody who is present, on a story that was begun; only its teller's yes makes it count (row 21, domain.md
    §5.2)."""
    if board.phase not in TELLING or board.story_of(payload.get("story", 0)) is None:
        return no(_("Notities horen bij een verhaal."))
    return YES


def _change_note(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """The teller every note on the own story; who wrote it as long as the teller did not say yes (domain.md §5.2)."""
    for each in payload.get("notes", []):
        note = board.note(each)
        if note is None:
            return no(_("Deze notitie is verwijderd."))
        if note.story != seat.number and (note.confirmed or seat.number != note.by):
            return no(_("Alleen de verteller kan deze notitie aanpassen."))
    return YES


def _confirm(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """Only the teller says yes."""
    notes = [board.note(each) for each in payload.get("notes", [])]
    if all(note and note.story == seat.number for note in notes):
        return YES
    return no(_("Alleen de verteller kan deze notitie bevestigen."))


def _say_word(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    return YES if board.phase == Phase.CHECK_OUT else no(_("Dit komt pas bij de check-out."))


def _speak(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """One sentence at the check-in; in the silent part only for oneself."""
    if board.phase == Phase.PREPARE:
        return YES if payload.get("seat") in (0, None, seat.number) else no(_("Dit beslist ieder voor zichzelf."))
    if board.phase != Phase.CHECK_IN:
        return no(_("Dit hoort bij de check-in."))
    return _own_turn(seat, board, payload)


def _make_action(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """Members of the team; an action needs an owner who stays."""
    if seat.is_guest:
        return no(_("Een gast maakt geen actiepunt. Vraag het aan iemand van het team."))
    if PHASES.index(Phase(board.phase)) < PHASES.index(Phase.HARVEST):
        return no(_("Actiepunten maak je na de verhalen."))
    return YES


def _mend_action(seat: Seat, board: Board, payload: dict[str, Any]) -> Answer:
    """Members of the team, from the look-back on; which of them is asked of the action point itself."""
    if seat.is_guest:
        return no(_("Een gast past geen actiepunt aan. Vraag het aan iemand van het team."))
    if PHASES.index(Phase(board.phase)) < PHASES.index(Phase.LOOK_BACK):
        return no(_("Actiepunten pas je aan vanaf het terugkijken."))
    return YES


def who_mends(seat: Seat, board: Board) -> Callable[[User, ActionPoint], Answer]:
    """The question whether somebody mends an action point in the room: who leads does all of them, for everybody who
    says how it goes; else who may it elsewhere too (access.md row 23b)."""
    return may_see_action_point if seat.number == board.facilitator else may_steer_action_point


def mends(seat: Seat, board: Board, point: ActionPoint) -> bool:
    """The same of somebody who sits here, and so sees what the team agreed: without asking."""
    if seat.person is None:
        return False
    return seat.number == board.facilitator or steers_action_point(seat.person, point)


COMING_IN = (MoveKind.JOIN, MoveKind.CLAIM, MoveKind.HAND_OVER, MoveKind.GROUPS)  # said nothing yet
LEADING = {
    MoveKind.PHASE,
    MoveKind.TURN,
    MoveKind.CARD,
    MoveKind.TIME,
    MoveKind.HAND_OVER,
    MoveKind.NEXT_DATE,
    MoveKind.GROUPS,
    MoveKind.UNDO,
}
RULES: dict[str, Callable[[Seat, Board, dict[str, Any]], Answer]] = {
    MoveKind.SAID: _speak,
    MoveKind.LATER: _own_turn,
    MoveKind.PASS: _own_turn,
    MoveKind.TITLE: _own_story,
    MoveKind.ASK: _raise_hand,
    MoveKind.ASKED: _lower_hand,
    MoveKind.NOTE: _write,
    MoveKind.EDIT_NOTE: _change_note,
    MoveKind.REMOVE_NOTE: _change_note,
    MoveKind.CONFIRM: _confirm,
    MoveKind.WORD: _say_word,
    MoveKind.ACTION: _make_action,
    MoveKind.MEND: _mend_action,
}
