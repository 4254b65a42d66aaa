"""Own lists of questions for the world of the tests: two versions, and a round of the team that asks the newest; one
that was withdrawn while the team answers it, and one that nobody asked; one of the school, in a round on the track."""

from accounts.models import User
from instruments.actions import own_lists
from instruments.actions.own_lists import Words
from instruments.models.instruments import Instrument
from instruments.values.own_lists import Question
from partnerships.models.organisations import Organisation
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_rounds import start
from werkplek.tests.world import World

ONE = ("Wat zag je?",)


def words(title: str = "Kijken naar ons werk", answer: str = "scale4", questions: tuple[str, ...] = ONE) -> Words:
    asked = tuple(Question(one, answer) for one in questions)
    return Words(title=title, intro="", questions=asked, attribution="Van onszelf")


def fill_own_lists(world: World, number: int) -> None:
    things, lars = world.things, world.people["LA"]
    company, school, team, tom = things["organisation"], things["track"].school, things["team"], world.people["tom"]
    first = own_lists.publish(company, words=words(f"Lijst {number}"), by=lars)
    newest = own_lists.renew(first, words=words(f"Lijst {number}", questions=("Wat zag je?", "En toen?")), by=lars)
    asked = start(team, moment="during", by=tom, title=f"Eigen {number}", checklist=newest)
    gone = own_lists.publish(company, words=words(f"Oud {number}"), by=lars)
    late = start(team, moment="during", by=tom, title=f"Nog bezig {number}", checklist=gone)
    never = own_lists.publish(company, words=words(f"Nooit gevraagd {number}"), by=lars)
    for one in (gone, never):
        own_lists.withdraw(one, by=lars)
    of_school = _of_school(school, number, make_person(f"Adviseur {number}"))
    period = next(one for one in things["track"].periods.all() if one.is_now)
    on_track = start(period, moment="during", by=world.people["karima"], checklist=of_school)
    things |= {"withdrawn_list": gone, "never_asked_list": never, "own_list": newest, "earlier_list": first}
    things |= {"school_list": of_school, "own_list_round": asked, "withdrawn_list_round": late}
    things |= {"school_list_round": on_track, "next_team": world.people["TM2"].memberships.get().team}


def _of_school(school: Organisation, number: int, adviser: User) -> Instrument:
    join(adviser, Role.LND_ADVISER, school)
    return own_lists.publish(school, words=words(f"Van school {number}", "text"), by=adviser)
