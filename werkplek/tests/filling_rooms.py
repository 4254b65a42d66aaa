"""A live session in the world of the tests, and one that ended."""

import datetime as dt
import uuid

from django.utils import timezone

from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import guests, pads, rooms
from reflections.models.rooms import Seat
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.guests import MOST_EXPECTED
from reflections.values import PHASES, MoveKind, Phase, SessionRole, ValueLevel
from werkplek.tests.casting import join, make_person
from werkplek.tests.world import World


def fill_rooms(world: World, number: int) -> None:
    """One room that is live, with a person, a story and notes more each time; and a session that ended."""
    if number == 0:
        world.things["live_check"] = _opened(world, "live")
        world.things["ended_check"] = _ended(world)
        _with_guests(world)
    check, tom = world.things["live_check"], _seat(world, "live_check", "tom")
    person = make_person(f"Deelnemer {number}")
    join(person, Role.TEAM_MEMBER, world.things["organisation"], team=world.things["team"])
    Participant.objects.create(value_check=check, person=person)
    seat = rooms.enter(check, by=person)
    _tell(check, tom, seat, _seat(world, "live_check", "sam"), f"Verhaal {number}")
    sams = _seat(world, "live_check", "sam")
    pads.write(check, title="Mijn titel", text="Voor mij alleen.", experiences=None, version=number + 1, by=sams)
    guests.invite(check, name=f"Gast {number}", by=world.people["tom"]) if number < MOST_EXPECTED - 1 else None


def _with_guests(world: World) -> None:
    """One is invited, one waits at the door, and one told in the session that ended."""
    tom, live = world.people["tom"], world.things["live_check"]
    world.things["guest_token"] = guests.invite(live, name="Gerda", by=tom).token
    world.things["door_token"] = guests.knock(live, name="Bram", key=uuid.uuid4()).own_token


def _opened(world: World, cycle: str) -> ValueCheck:
    """Sam and Tom sit in the story round."""
    team, sam, tom = world.things["team"], world.people["sam"], world.people["tom"]
    check = _planned(team, cycle, tom)
    for person in (sam, tom):
        Participant.objects.create(value_check=check, person=person)
    rooms.open(check, by=tom)
    rooms.enter(check, by=sam)
    check.refresh_from_db()
    lead = Seat.objects.get(value_check=check, person=tom)
    for phase in PHASES[1 : PHASES.index(Phase.STORIES) + 1]:
        _do(check, lead, MoveKind.PHASE, to=phase)
    _do(check, Seat.objects.get(value_check=check, person=sam), MoveKind.CLAIM, role=SessionRole.SCRIBE)
    return check


def _planned(team: Team, cycle: str, facilitator: object) -> ValueCheck:
    now = timezone.now()
    day = now.date() - dt.timedelta(days=1)
    return ValueCheck.objects.create(
        team=team, cycle=cycle, due_on=day, starts_at=now, planned_at=now, facilitator=facilitator
    )


def _ended(world: World) -> ValueCheck:
    check = _opened(world, "ended")
    tom, sam = (Seat.objects.get(value_check=check, person=world.people[name]) for name in ("tom", "sam"))
    _tell(check, tom, tom, sam, "Het verhaal van Tom")
    made = guests.invite(check, name="Greet", by=world.people["tom"])
    _tell(check, tom, guests.sit(made, name="Greet"), sam, "Het verhaal van Greet")
    world.things["own_token"] = made.own_token
    for phase in PHASES[PHASES.index(Phase.HARVEST) : PHASES.index(Phase.CHECK_OUT) + 1]:
        _do(check, tom, MoveKind.PHASE, to=phase)
    _do(check, sam, MoveKind.WORD, text="rustig")
    rooms.end(check, by=tom)
    check.refresh_from_db()
    world.things["guest_note"] = str(check.stories.get(seat__guest_name="Greet").notes.first().public_id)
    return check


def _tell(check: ValueCheck, lead: Seat, teller: Seat, scribe: Seat, title: str) -> None:
    _do(check, lead, MoveKind.TURN, to=teller.number)
    _do(check, teller, MoveKind.TITLE, title=title, continues="")
    for level in ValueLevel:
        _do(check, scribe, MoveKind.NOTE, story=teller.number, level=level, text="Ik vraag nu eerst.", item="")


def _seat(world: World, thing: str, name: str) -> Seat:
    return Seat.objects.get(value_check=world.things[thing], person=world.people[name])


def _do(check: ValueCheck, seat: Seat, kind: str, **payload: object) -> None:
    version = rooms.Room.objects.get(value_check=check).version
    rooms.move(check, kind=kind, payload=payload, client_id=uuid.uuid4(), based_on=version, by=seat)
