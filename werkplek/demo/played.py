"""The value check of Team Beuk that may begin now, played up to one of its parts by everybody who is invited: what one
visitor of the demo cannot do alone, and what the screen on the wall is for."""

import datetime as dt
import uuid
from typing import Any

from accounts.models import User
from accounts.values import today
from reflections.actions import agreed, rooms
from reflections.live.payloads import clean
from reflections.models.rooms import Room
from reflections.models.value_checks import ValueCheck
from reflections.values import PHASES, MoveKind, Phase, SessionRole
from werkplek.demo.cast import address_of
from werkplek.demo.told import B, G, H, P, T

LEADS, WRITES = "mo", "anouk"
PARTS = [phase.value for phase in PHASES if phase != Phase.CLOSED]
TOLD = [
    (
        "tom",
        "Ik zei ja en bedoelde nee",
        [
            (B, "Het viel tegen, en dat heb ik gezegd."),
            (T, "Ik vraag nu eerst een dag om na te denken."),
            (H, "Nee zeggen is ook zorgen voor het team."),
        ],
    ),
    (
        "wim",
        "De stoel bij het raam",
        [
            (B, "Ik ging ernaast zitten en zei niets."),
            (T, "Eerst zitten, dan pas praten."),
            (G, "De thee wordt weer opgedronken."),
        ],
    ),
    (
        "sam",
        "Mijn eerste overdracht",
        [
            (B, "Mijn hart ging tekeer."),
            (P, "Vooraf drie punten opschrijven."),
            (T, "Ik oefen het eerst hardop."),
            (H, "Zenuwen horen erbij, ook na twintig jaar."),
        ],
    ),
    (
        "tina",
        "Wie belt er terug?",
        [
            (P, "Meteen afspreken wie er belt."),
            (T, "Het staat nu met een naam op het bord."),
            (G, "Familie hoeft niet meer twee keer te bellen."),
        ],
    ),
]
AGREED = [
    ("tina", "Bij elk bericht van familie schrijven we op wie terugbelt"),
    ("wim", "Eén keer per week oefenen we de overdracht"),
]
WORDS = {
    "mo": "nieuwsgierig",
    "tom": "eerlijk",
    "wim": "rustig",
    "sam": "trots",
    "tina": "dichtbij",
    "anouk": "dankbaar",
}


class Play:
    """The session and everybody in it, by their login. It goes forward only, part by part."""

    def __init__(self, check: ValueCheck) -> None:
        self.check = check
        self.people = {login: User.objects.get(email=address_of(login)) for login in WORDS}
        rooms.open(check, by=self.people[LEADS])
        self.seats = {login: rooms.enter(check, by=person) for login, person in self.people.items()}

    @property
    def room(self) -> Room:
        return Room.objects.select_related("value_check").get(value_check=self.check)

    def until(self, part: str) -> Room:
        now = PHASES.index(Phase(self.room.board["phase"]))
        for phase in PHASES[now + 1 : PHASES.index(Phase(part)) + 1]:
            self.do(LEADS, MoveKind.PHASE, to=phase)
            if does := IN_PART.get(phase):
                does(self, phase != part)
        return self.room

    def do(self, login: str, kind: str, **sent: Any) -> None:
        seat, based_on = self.seats[login], self.room.version
        payload = clean(kind, sent, self.check.cards)
        rooms.move(self.check, kind=kind, payload=payload, client_id=uuid.uuid4(), based_on=based_on, by=seat)

    def check_in(self, is_over: bool) -> None:
        for login in list(WORDS)[: len(WORDS) if is_over else 2]:
            self.do(login, MoveKind.SAID)

    def tell(self, is_over: bool) -> None:
        """One story after the other; when the round goes on, the last one is being told."""
        self.do(WRITES, MoveKind.CLAIM, role=SessionRole.SCRIBE)
        for login, title, notes in TOLD:
            number = self.seats[login].number
            self.do(LEADS, MoveKind.TURN, to=number)
            self.do(login, MoveKind.TITLE, title=title)
            for level, text in notes:
                self.do(WRITES, MoveKind.NOTE, story=number, level=level, text=text)
        if not is_over:
            self.do("sam", MoveKind.ASK)

    def confirm(self, is_over: bool) -> None:
        board = self.room.board
        for login, *_story in TOLD if is_over else TOLD[:2]:
            own = [note["id"] for note in board["notes"] if note["story"] == self.seats[login].number]
            self.do(login, MoveKind.CONFIRM, notes=own)

    def agree(self, is_over: bool) -> None:
        for weeks, (login, text) in enumerate(AGREED, 2):
            owner, due_on = self.people[login], today() + dt.timedelta(weeks=weeks)
            seat = self.seats[login]
            agreed.make(
                self.check, text=text, owner=owner, due_on=due_on, how_noticed="", client_id=uuid.uuid4(), by=seat
            )

    def say_goodbye(self, is_over: bool) -> None:
        for login, word in WORDS.items():
            self.do(login, MoveKind.WORD, text=word)
        self.do(LEADS, MoveKind.NEXT_DATE, on=(today() + dt.timedelta(weeks=13)).isoformat())


IN_PART = {
    Phase.CHECK_IN: Play.check_in,
    Phase.STORIES: Play.tell,
    Phase.HARVEST: Play.confirm,
    Phase.ACTIONS: Play.agree,
    Phase.CHECK_OUT: Play.say_goodbye,
}


def play(part: str) -> Room:
    """Open the session and play it up to this part, which is going on then; asked again it goes on from there. Raises
    Refused when somebody else leads it."""
    planned = ValueCheck.objects.filter(planned_by__email=address_of("tom"), closed_at=None, skipped_at=None)
    return Play(planned.select_related("team__organisation", "questions").earliest("pk")).until(part)
