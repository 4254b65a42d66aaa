"""A session that is played in tests: `session.do(tom, MoveKind.PHASE, to=Phase.STORIES)`."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused
from reflections.actions import rooms, value_checks
from reflections.live import tokens
from reflections.live.board import Board
from reflections.live.payloads import CLEANERS, clean
from reflections.models.rooms import Room, Seat
from reflections.tests.planned import details
from reflections.values import PHASES, MoveKind, Phase, SessionRole, ValueLevel

Who = User | Seat


class Session:
    """A live session of a team, led by its facilitator; everybody sits down in the given order."""

    def __init__(self, team, lead: User, *others: User, **changes: Any):
        wanted = details(team, facilitator=lead, **changes)
        self.check = value_checks.plan(
            team, starts_at=timezone.now() + dt.timedelta(minutes=5), details=wanted, by=lead
        )
        rooms.open(self.check, by=lead)
        self.check.refresh_from_db()
        for person in others:
            rooms.enter(self.check, by=person)

    @property
    def room(self) -> Room:
        return Room.objects.select_related("value_check").get(value_check=self.check)

    @property
    def board(self) -> Board:
        return Board.load(self.room.board)

    def seat(self, who: Who) -> Seat:
        return (
            Seat.objects.get(pk=who.pk)
            if isinstance(who, Seat)
            else Seat.objects.get(value_check=self.check, person=who)
        )

    def number(self, who: Who) -> int:
        return self.seat(who).number

    def do(self, who: Who, kind: str, *, based_on: int | None = None, key: uuid.UUID | None = None, **sent: Any):
        payload = clean(kind, sent, self.check.cards) if kind in CLEANERS else sent
        version = self.room.version if based_on is None else based_on
        seat = self.seat(who)
        return rooms.move(
            self.check, kind=kind, payload=payload, client_id=key or uuid.uuid4(), based_on=version, by=seat
        )

    def go(self, who: Who, phase: str) -> None:
        """Step by step to a phase, forward or back."""
        while (now := self.board.phase) != phase:
            step = 1 if PHASES.index(Phase(phase)) > PHASES.index(Phase(now)) else -1
            self.do(who, MoveKind.PHASE, to=PHASES[PHASES.index(Phase(now)) + step])

    def tell(
        self, lead: User, teller: User | Seat, scribe: User | Seat, *texts: str, title: str = "De dochter"
    ) -> list[str]:
        """The teller gets the floor, names the story, and the scribe writes; gives the ids of the notes."""
        self.go(lead, Phase.STORIES)
        self.do(lead, MoveKind.TURN, to=self.number(teller))
        self.do(teller, MoveKind.TITLE, title=title)
        if self.board.scribe != self.number(scribe):
            self.do(scribe, MoveKind.CLAIM, role=SessionRole.SCRIBE)
        for text in texts:
            self.do(scribe, MoveKind.NOTE, story=self.number(teller), level=ValueLevel.APPLIED, text=text)
        return [note.id for note in self.board.notes_of(self.number(teller))]


def look_of(session: Session, who: Who, client: Client | None = None, screen: str = tokens.ROOM) -> tokens.Look:
    """What the screen of this person carries, in the browser `client`."""
    browser = client.cookies[settings.SESSION_COOKIE_NAME].value if client else ""
    bond = tokens.bond_of(browser, getattr(who, "password", ""))
    return tokens.Look(session.room.pk, session.number(who), screen, "nl", bond)


def screen_token(session: Session, who: Who, client: Client, screen: str = tokens.ROOM) -> str:
    return tokens.sign(look_of(session, who, client, screen))


def refused(session: Session, who: Who, kind: str, **sent: Any) -> str:
    """The sentence with which a move of this person is refused."""
    with pytest.raises(Refused) as refusal:
        session.do(who, kind, **sent)
    return str(refusal.value.reason)


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
