"""What is asked, for the tests: begun, sent, withdrawn, declined."""

import datetime as dt
from typing import Any

from accounts.models import User
from accounts.values import today
from instruments.actions import asks, outcomes, sheets
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.models.asks import Ask
from instruments.outcome_kinds import OUTCOMES
from instruments.policy.outcomes import said_by
from instruments.values.asks import Given
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


def point_facts(world: World, number: int) -> dict[str, Any]:
    """An action point of the team."""
    owner, day = world.people["sam"], today() + dt.timedelta(days=14)
    return {"place": world.things["team"], "text": f"Canariegevolg {number}", "owner": owner, "due_on": day}


def _begun(world: World, title: str) -> Ask:
    sam, tom = world.people["sam"], world.people["tom"]
    made = ask_colleague(world.things["team"], asked=sam, title=title, by=tom)
    answer_ask(made, sam, f"{title}: begonnen")
    return made
