"""Three condition scans of Tom's team over time, so that it shows what changed; and one of Els's team that is open."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from accounts.models import User
from accounts.values import today, version_of
from instruments.actions import asks, sheets, spreads
from instruments.kinds.condition_scans import CONDITION_SCAN
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.values.asks import Given
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships import belonging
from partnerships.models.teams import Team
from werkplek.demo import long_ago

# days ago; per condition what seven people answered (a dash is "Weet ik niet"); what was chosen; what was said of it
BEUK = [
    (
        196,
        ("2121021", "1112201", "0101210", "0011201", "1011120", "12211-1", "0110010"),
        ["responsibility", "feedback"],
        {
            "responsibility": "Over het rooster en de inkoop beslist het kantoor. Wij horen het achteraf.",
            "feedback": "In de overdracht is er geen tijd voor. We zeggen het pas als het misgaat.",
            "support": "Onze teamleider vraagt wel hoe het gaat. Wat we leerden, komt niet aan bod.",
        },
    ),
    (
        103,
        ("2232102", "2212101", "2121211", "1011011", "1122111", "22321-1", "0111201"),
        ["feedback", "contacts"],
        {
            "responsibility": "We roosteren nu zelf. Dat geeft gedoe, en toch wil niemand terug.",
            "feedback": "Er is een vast moment op vrijdag. Feedback gaat nog vooral over fouten.",
            "contacts": "We kennen bijna niemand buiten De Linde. Team Eik zien we alleen op het zomerfeest.",
        },
    ),
    (
        18,
        ("3221132", "2312312", "3222132", "1221121", "2231322", "3332213", "11-1211"),
        ["contacts", "reward"],
        {
            "change": "Het nieuwe dossier verandert elke dienst. Wie er handig in is, helpt de rest.",
            "challenge": "De zwaarste zorg gaat vaak naar dezelfde twee. Wie wil leren, mag nu mee.",
            "contacts": "Twee van ons gingen mee met de wijk. Dat smaakt naar meer.",
            "feedback": "Op vrijdag zeggen we nu ook wat goed ging. Dat houden we zo.",
            "reward": "Een bedankje is er. Of leren meetelt in het jaargesprek, weet niemand zeker.",
        },
    ),
]
TOGETHER = {  # the answer of the team, per scan; of the others it gave none
    "responsibility": "012",
    "feedback": "122",
    "contacts": "011",
    "reward": "001",
}
NONE = ("", "", "")
# per scan: idea of the catalogue, who, what, how it shows, due after so many days, what came of it
ACTIONS = [
    (
        "team_feedback.a1",
        "mo",
        "Op vrijdag tien minuten feedback, voor de overdracht",
        "In elke overdracht vraagt iemand er zelf om.",
        40,
        "Acht weken volgehouden. Drie mensen vragen er nu zelf om.",
    ),
    (
        "peers.a2",
        "wim",
        "Twee collega's lopen een dag mee in de wijk",
        "Ze brengen één idee mee dat we proberen.",
        30,
        "Gedaan. De medicijnlijst op de deur komt daarvandaan.",
    ),
    (
        "peers.a1",
        "tina",
        "Elke maand iemand van buiten aan tafel bij het teamoverleg",
        "We kunnen na afloop één ding noemen dat we anders doen.",
        32,
        "",
    ),
]
SILENT = 5  # so many did not answer
WAITING_DAYS = 9


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """By the actions that people take, moved back to their day."""
    tom = people["tom"]
    crew = _those_who_answer(teams["beuk"], [tom, *(people[login] for login in ("wim", "tina", "anouk", "mo"))])
    for number, (days, answers, chosen, said) in enumerate(BEUK):
        scan = _begin(teams["beuk"], tom)
        items = {item.key: item for item in scan.sources()[0].tree}
        for place, person in enumerate(crew):
            _answer(scan, items, person, [given[place % len(given)] for given in answers])
        asks.close(scan, by=tom)
        for condition, note in said.items():
            ticked = TOGETHER.get(condition, NONE)[number]
            sheets.note(scan, item=items[condition], given=Given(ticked, note), version=0, by=tom)
        spreads.choose(scan, items=[items[key] for key in chosen], version=version_of(), by=tom)
        _act(scan, teams["beuk"], people, days, *ACTIONS[number])
        _move_back(scan, days)
    waiting = _begin(teams["eik"], people["els"])
    items = {item.key: item for item in waiting.sources()[0].tree}
    for login, given in (("els", "2222222"), ("bas", "1201021")):
        _answer(waiting, items, people[login], given)


def _those_who_answer(team: Team, first: list[User]) -> list[User]:
    """Who works there and some who learn there: everybody but a few."""
    others = belonging.people_in(team.pk).exclude(pk__in=[person.pk for person in first])
    everybody = [*first, *others]
    return everybody[: len(everybody) - SILENT]


def _begin(team: Team, by: User) -> Ask:
    return spreads.begin(CONDITION_SCAN, team, until_on=today() + dt.timedelta(days=WAITING_DAYS), by=by)


def _answer(scan: Ask, items: dict[str, Item], person: User, given: Sequence[str]) -> None:
    said = {item: Given("unknown" if one == "-" else one) for item, one in zip(items.values(), given, strict=True)}
    sheets.write(scan, answers=said, version=0, by=person)
    sheets.hand_in(scan, by=person)


def _act(
    scan: Ask,
    team: Team,
    people: dict[str, User],
    days: int,
    idea: str,
    login: str,
    text: str,
    how_noticed: str,
    due_after: int,
    result: str,
) -> None:
    """An action point out of the talk; what came of it when its day is past."""
    point = action_points.make(
        team,
        by=people["tom"],
        text=text,
        owner=people[login],
        due_on=today() + dt.timedelta(days=due_after),
        idea=idea,
        origin=scan.origin,
        how_noticed=how_noticed,
    )
    held = timezone.now() - dt.timedelta(days=days)
    moved: dict[str, dt.date] = {"made_at": held, "due_on": timezone.localdate(held) + dt.timedelta(days=due_after)}
    if result:
        action_points.finish(point, version=point.version, by=people[login], result=result)
        moved["finished_at"] = held + dt.timedelta(days=due_after)
    ActionPoint.objects.filter(pk=point.pk).update(**moved)
    long_ago.told(point.trail, held)


def _move_back(scan: Ask, days: int) -> None:
    """To the day it was held; whoever was told then has seen it long ago."""
    closed = timezone.now() - dt.timedelta(days=days)
    begun = closed - dt.timedelta(days=14)
    Ask.objects.filter(pk=scan.pk).update(started_at=begun, until_on=timezone.localdate(closed), closed_at=closed)
    scan.sheets.filter(handed_in_at__isnull=False).update(handed_in_at=begun + dt.timedelta(days=3))
    long_ago.told(scan.trail, closed)
