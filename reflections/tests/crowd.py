"""A room as full as it gets: 25 people with long names, forty notes, words of forty letters."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from conftest import join, make_person
from learningtracks.models.action_points import ActionPoint
from partnerships.values import Role
from reflections.actions import rooms
from reflections.models.rooms import origin_of
from reflections.models.value_checks import ValueCheck
from reflections.tests.live import Session
from reflections.values import PHASES, MoveKind, Phase, SessionRole, ValueLevel

LONG = "Arbeidsongeschiktheidsverzekeringswereld"  # a word of forty letters
NOTES, PEOPLE, POINTS = 40, 25, 30
PARTS = [*PHASES[: PHASES.index(Phase.STORIES) + 1], "row", *PHASES[PHASES.index(Phase.HARVEST) :]]


class Crowd:
    """Goes through the parts of a session; at each of them the wall has as much to show as it can get, or nothing."""

    def __init__(self, team: Any, lead: User, full: bool) -> None:
        self.lead, self.full = lead, full
        self.others = [make_person(f"Anna {number} van {LONG}") for number in range(2, PEOPLE + 1)] if full else []
        for person in self.others:
            join(person, Role.TEAM_MEMBER, team.organisation, team=team)
        if full:
            team.name = f"Team {LONG}"
            team.save()
            self.agreed(team)
        self.session = Session(team, lead, *self.others)

    def agreed(self, team: Any, check: ValueCheck | None = None) -> None:
        """Action points of the team, of an earlier session or of this one."""
        for number in range(POINTS):
            settled = {"finished_at": timezone.now(), "result": "Gelukt."} if number % 3 == 0 else {}
            ActionPoint.objects.create(
                team=team,
                text=f"{number} {LONG} bespreken met iedereen die er last van heeft, en daarna nog een keer",
                owner=self.others[number % len(self.others)],
                due_on=today() + dt.timedelta(days=30),
                origin=origin_of(check) if check else "",
                **({} if check else settled),
            )

    def parts(self) -> Iterator[str]:
        """Each part of the wall in its turn. "row" is the story round while nobody tells."""
        for part in PARTS:
            if part == Phase.CLOSED:
                rooms.end(self.session.check, by=self.session.seat(self.lead))
            elif part != "row":
                self.session.go(self.lead, part)
            if self.full and part in FILLED:
                FILLED[part](self)
            yield part

    def tells(self) -> None:
        """One story with all the notes, while everybody has a question."""
        session, (teller, scribe, *rest) = self.session, self.others
        session.do(self.lead, MoveKind.TURN, to=session.number(teller))
        session.do(teller, MoveKind.TITLE, title=f"Het verhaal van de {LONG} en hoe dat nu gaat")
        session.do(scribe, MoveKind.CLAIM, role=SessionRole.SCRIBE)
        for number in range(NOTES):
            level, text = list(ValueLevel)[number % 5], f"{number} Eerst kijken wat {LONG} betekent, en dan pas doen."
            session.do(scribe, MoveKind.NOTE, story=session.number(teller), level=level, text=text)
        longest = max(session.check.cards, key=lambda card: len(str(card.text)))
        session.do(self.lead, MoveKind.CARD, item=longest.item)
        for person in rest[:5]:
            session.do(person, MoveKind.ASK)

    def waits(self) -> None:
        self.session.do(self.lead, MoveKind.TURN, to=0)

    def confirms(self) -> None:
        board, teller = self.session.board, self.others[0]
        self.session.do(teller, MoveKind.CONFIRM, notes=[note.id for note in board.notes[::2]])

    def agrees(self) -> None:
        self.agreed(self.session.check.team, self.session.check)
        self.session.do(self.lead, MoveKind.TIME)  # something new, so that the screens ask

    def says_goodbye(self) -> None:
        for person in [self.lead, *self.others]:
            self.session.do(person, MoveKind.WORD, text=LONG)
        self.session.do(self.lead, MoveKind.NEXT_DATE, on=(today() + dt.timedelta(days=91)).isoformat())


FILLED = {
    Phase.STORIES: Crowd.tells,
    "row": Crowd.waits,
    Phase.HARVEST: Crowd.confirms,
    Phase.ACTIONS: Crowd.agrees,
    Phase.CHECK_OUT: Crowd.says_goodbye,
}
