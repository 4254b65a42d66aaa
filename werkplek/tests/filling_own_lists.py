"""Own lists of questions for the world of the tests: two versions, and a round of the team that asks the newest."""

from learningtracks.actions import own_lists, rounds
from learningtracks.actions.own_lists import Words
from werkplek.tests.world import World

ONE = ("Wat zag je?",)


def words(title: str = "Kijken naar ons werk", answer: str = "scale4", questions: tuple[str, ...] = ONE) -> Words:
    return Words(title=title, intro="", answer=answer, questions=questions, attribution="Van onszelf")


def fill_own_lists(world: World, number: int) -> None:
    things, lars = world.things, world.people["LA"]
    first = own_lists.publish(things["organisation"], words=words(f"Lijst {number}"), by=lars)
    newest = own_lists.renew(first, words=words(f"Lijst {number}", questions=("Wat zag je?", "En toen?")), by=lars)
    rounds.start(things["team"], moment="during", by=world.people["tom"], title=f"Eigen {number}", checklist=newest)
    gone = own_lists.publish(things["organisation"], words=words(f"Oud {number}"), by=lars)
    own_lists.withdraw(gone, by=lars)
    things |= {"withdrawn_list": gone, "own_list": newest, "earlier_list": first}
