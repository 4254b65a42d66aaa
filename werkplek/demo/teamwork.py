"""Learning together in team Beuk: questions to who is back from a training, learning in the team
meeting, and a list of questions of De Linde itself."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from instruments.actions import asks, own_lists, sheets
from instruments.actions.own_lists import Words
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.kinds.rounds import ROUND
from instruments.kinds.team_meetings import TEAM_MEETING
from instruments.models.asks import Ask
from instruments.values.asks import Given
from instruments.values.own_lists import Question
from learningtracks.actions import action_points
from partnerships.models.teams import Team
from werkplek.demo import long_ago
from werkplek.demo.days import working_day_before

TOLD = {
    "f1": "Fijn. Vooral het oefenen met een acteur bleef hangen.",
    "f2": "Eerst kijken hoe iemand erbij zit, dan pas praten.",
    "f3": "Graag. Twintig minuten is genoeg om het voor te doen.",
    "f4": "Als meer mensen het doen, werkt het pas echt. Nu ben ik de enige.",
    "f5": "In de ochtend is er weinig rust om het zo te doen.",
    "a1": "Bij de overdracht zeggen wat bij wie hielp.",
    "a2": "Elke week één bewoner kiezen bij wie we het allemaal zo proberen.",
}
WHAT = "Twintig minuten in het teamoverleg: voordoen wat werkt bij onrust"

AGREED = {  # item of the agenda: how far, and what the team agreed
    "d1": ("done", "Leren is elke maand het tweede punt. Wim let op de tijd."),
    "d2": ("done", "Bij onrust gaan we eerst zitten. Dat staat nu ook in het zorgplan."),
    "d3": ("not_yet", "Sam doet een gesprek met familie, Tina kijkt mee en zegt erna één ding dat werkte."),
    "d4": ("not_yet", "We tellen een maand lang hoe vaak het in de avond onrustig is."),
}
PRACTISE = "Rooster maken: wie kijkt deze maand bij wie mee"
NAMED = "Op het bord zetten wie vandaag meekijkt"

LISTS = [
    Words(
        title="Samen kijken naar onrust",
        intro="Drie vragen voor een team dat merkt dat het in de avond onrustig is.",
        questions=(
            Question("Wat zagen jullie deze week?", "text"),
            Question("Wat ging eraan vooraf?", "text"),
            Question("Wat wil een bewoner ons hiermee zeggen, denken jullie?", "text"),
        ),
        attribution="Van onszelf: Leren en Ontwikkelen van De Linde, met de teams Beuk en Eik.",
    ),
    Words(
        title="Wat is er voor leerlingen?",
        intro="Wat is er op jullie locatie, en wat niet?",
        questions=(
            Question("Een rustige plek om te schrijven", "presence", "A quiet place to write"),
            Question("Een vaste vraagbaak op elke dienst", "presence", "Somebody to ask on every shift"),
            Question("Tijd om mee te kijken", "presence", "Time to watch a colleague"),
            Question("Wat missen leerlingen nog bij jullie?", "text", "What do learners still miss with you?"),
        ),
        attribution="Van onszelf: Leren en Ontwikkelen van De Linde.",
        title_en="What is there for learners?",
        intro_en="What is there at your location, and what is not?",
        attribution_en="Our own: Learning and Development of De Linde.",
    ),
]
SAID = ("Na het eten lopen drie bewoners naar de deur.", "De televisie gaat aan en het licht wordt feller.")


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """By the actions that people take, moved back to their day. Sam has questions to answer; Anouk answered."""
    _ask(people, teams)
    _meet(people, teams)
    _make_lists(people, teams["beuk"])


def _ask(people: dict[str, User], teams: dict[str, Team]) -> None:
    beuk = teams["beuk"]
    answered = asks.ask(FOLLOW_UP, beuk, asked=people["anouk"], title="Omgaan met onrust", by=people["tom"])
    said = {item: Given(text=TOLD.get(item.key, "")) for one in answered.sources() for item in one.tree}
    sheets.write(answered, by=people["anouk"], answers=said, version=0)
    asks.send(answered, by=people["anouk"])
    due = today() + dt.timedelta(days=9)
    action_points.make(beuk, by=people["tom"], text=WHAT, owner=people["anouk"], due_on=due, origin=answered.origin)
    _move_back(answered, 16, closed_at=_ago(13))
    too_soon = asks.ask(FOLLOW_UP, beuk, asked=people["wim"], title="Tillen zonder klachten", by=people["tom"])
    asks.withdraw(too_soon, by=people["tom"])
    _move_back(too_soon, 20, withdrawn_at=_ago(19))
    _move_back(asks.ask(FOLLOW_UP, beuk, asked=people["sam"], title="Gesprekken met familie", by=people["wim"]), 2)


def _meet(people: dict[str, User], teams: dict[str, Team]) -> None:
    """Two weeks ago with what was agreed; the next one, in two weeks, opens with that."""
    beuk, tina, tom = teams["beuk"], people["tina"], people["tom"]
    held = asks.begin(TEAM_MEETING, beuk, until_on=_workday(-14), by=tom)
    for item in (item for one in held.sources() for item in one.tree if item.key in AGREED):
        sheets.note(held, item=item, given=Given(*AGREED[item.key]), version=0, by=tina)
    due = today() + dt.timedelta(days=3)
    action_points.make(beuk, by=tom, text=PRACTISE, owner=tina, due_on=due, origin=held.origin)
    named = action_points.make(beuk, by=tina, text=NAMED, owner=people["wim"], due_on=due, origin=held.origin)
    action_points.finish(named, by=people["wim"], result="Elke dienst staat er nu één naam op het bord.", version=1)
    _move_back(held, 21, opened_at=_ago(21))
    asks.begin(TEAM_MEETING, beuk, until_on=_workday(14), by=people["wim"])


def _make_lists(people: dict[str, User], team: Team) -> None:
    """Two lists of the employer; team Beuk answered one of them together."""
    made = [own_lists.publish(team.organisation, words=words, by=people["lars"]) for words in LISTS]
    asked = asks.begin(ROUND, team, moment="during", by=people["tom"], title="Onrust in de avond", checklist=made[0])
    answers = {item: Given(text=text) for item, text in zip(made[0].tree[: len(SAID)], SAID, strict=True)}
    sheets.write(asked, by=people["tom"], answers=answers, version=0, together=True)


def _workday(days: int) -> dt.date:
    """So many days from now, or the Friday before when that is in a weekend."""
    return working_day_before(today() + dt.timedelta(days=days))


def _ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _move_back(made: Ask, days: int, **more: Any) -> None:
    Ask.objects.filter(pk=made.pk).update(started_at=_ago(days), **more)
    (long_ago.told if more else long_ago.happened)(made.trail, _ago(days))
