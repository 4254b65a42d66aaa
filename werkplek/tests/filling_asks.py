"""What is asked, for the tests: begun, sent, withdrawn, declined; meetings with a note, planned, and called off."""

import datetime as dt
from typing import Any

from accounts.models import User
from accounts.values import today
from instruments.actions import asks, outcomes, sheets
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.kinds.team_meetings import TEAM_MEETING
from instruments.models.asks import Ask
from instruments.outcome_kinds import OUTCOMES
from instruments.policy.outcomes import said_by
from instruments.values.asks import Given
from learningtracks.actions import action_points
from partnerships.models.teams import Team
from werkplek.tests.world import World


def ask_colleague(team: Team, *, asked: User, by: User, title: str = "Tillen", **facts: Any) -> Ask:
    """The questions about a training."""
    return asks.ask(FOLLOW_UP, team, asked=asked, title=title, by=by, **facts)


def answer_ask(ask: Ask, person: User, text: str, version: int = 0) -> None:
    """The same text to every question."""
    items = [item for one in ask.sources() for item in one.tree]
    sheets.write(ask, by=person, answers=dict.fromkeys(items, Given(text=text)), version=version)


def fill_asks(world: World, number: int) -> None:
    tom, sam = world.people["tom"], world.people["sam"]
    begun = _begun(world, f"Canarienavraag {number}")
    sent = _begun(world, f"Canarieverstuurd {number}")
    asks.send(sent, by=sam)
    sent.refresh_from_db()
    offered = _begun(world, f"Canariegedeeld {number}")
    asks.send(offered, by=sam)
    asks.offer(offered, by=sam)
    gone, refused = (_begun(world, f"Canarievervallen {way} {number}") for way in ("ingetrokken", "geweigerd"))
    asks.withdraw(gone, by=tom)
    asks.decline(refused, by=sam)
    said = said_by(sam, sent, "team.follow_up.f3")
    assert said
    outcomes.become(said, OUTCOMES["action_point"], by=sam, **point_facts(world, number))
    on = today() + dt.timedelta(days=number + 1)
    outcomes.review_date(said, by=sam, on=on)
    wim, track = world.people["wim"], world.things["track"]
    world.things["help_question"] = asks.ask(
        HELP_QUESTION, track, asked=wim, text=f"Canariehulp {number}", by=sam, made_of=said.origin
    )
    world.things |= {"follow_up": begun, "answered_follow_up": sent, "offered_follow_up": offered}
    world.things |= {"withdrawn_follow_up": gone, "declined_follow_up": refused}
    _fill_meetings(world, number)


def meet(team: Team, *, by: User, days: int = 0) -> Ask:
    """A meeting of the team, so many days from now."""
    return asks.begin(TEAM_MEETING, team, until_on=today() + dt.timedelta(days=days), by=by)


def note(ask: Ask, key: str, text: str, *, by: User, choice: str = "done", version: int = 0) -> None:
    """What the team agreed on one item of the agenda."""
    item = next(item for one in ask.sources() for item in one.tree if item.key == key)
    sheets.note(ask, item=item, given=Given(choice, text), version=version, by=by)


def _fill_meetings(world: World, number: int) -> None:
    """Each opens with the one before it."""
    tom, team = world.people["tom"], world.things["team"]
    note(meet(team, by=tom, days=-1), "d1", f"Canarievorigekeer {number}", by=tom)
    held = meet(team, by=tom, days=number)
    note(held, "d1", f"Canarieoverleg {number}", by=tom)
    action_points.make(team, by=tom, text="Samen oefenen", owner=tom, due_on=today(), origin=held.origin)
    planned, off = meet(team, by=tom, days=number), meet(team, by=tom)
    asks.withdraw(off, by=tom)
    off.refresh_from_db()
    world.things |= {"team_meeting": held, "planned_meeting": planned, "cancelled_meeting": off}


def point_facts(world: World, number: int) -> dict[str, Any]:
    """An action point of the team."""
    owner, day = world.people["sam"], today() + dt.timedelta(days=14)
    return {"place": world.things["team"], "text": f"Canariegevolg {number}", "owner": owner, "due_on": day}


def _begun(world: World, title: str) -> Ask:
    sam, tom = world.people["sam"], world.people["tom"]
    made = ask_colleague(world.things["team"], asked=sam, title=title, by=tom)
    answer_ask(made, sam, f"{title}: begonnen")
    return made
