"""Questions to a colleague who is back from a training, for the tests: begun, sent, withdrawn, declined."""

from accounts.models import User
from learningtracks.actions import follow_ups
from learningtracks.models.follow_ups import FollowUp
from werkplek.tests.world import World


def answer_follow_up(follow_up: FollowUp, person: User, text: str) -> None:
    """The same text to all eight questions."""
    items = [item for one in follow_up.sources for item in one.tree]
    follow_ups.write(follow_up, by=person, answers=dict.fromkeys(items, text), version=follow_up.version)


def fill_follow_ups(world: World, number: int) -> None:
    tom, sam, team = world.people["tom"], world.people["sam"], world.things["team"]
    begun = follow_ups.ask(team, asked=sam, title=f"Canarienavraag {number}", by=tom)
    answer_follow_up(begun, sam, f"Canarieterugbegonnen {number}")
    begun.refresh_from_db()
    sent = follow_ups.ask(team, asked=sam, title=f"Canarieverstuurd {number}", by=tom)
    answer_follow_up(sent, sam, f"Canarieterug {number}")
    follow_ups.send(sent, by=sam)
    sent.refresh_from_db()
    gone, refused = (_begun(world, f"Canarievervallen {way} {number}") for way in ("ingetrokken", "geweigerd"))
    follow_ups.withdraw(gone, by=tom)
    follow_ups.decline(refused, by=sam)
    world.things |= {"follow_up": begun, "answered_follow_up": sent}
    world.things |= {"withdrawn_follow_up": gone, "declined_follow_up": refused}


def _begun(world: World, title: str) -> FollowUp:
    made = follow_ups.ask(world.things["team"], asked=world.people["sam"], title=title, by=world.people["tom"])
    answer_follow_up(made, world.people["sam"], f"{title}: begonnen")
    return made
