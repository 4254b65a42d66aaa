"""Partnership conversations in the demo: two over time in the care, in the last of which Sam wrote along, and
one in the district that is written for."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from instruments.actions import sheets, sides
from instruments.kinds.partnership_conversations import PARTNERSHIP_CONVERSATION
from instruments.models.asks import Ask
from instruments.outcome_kinds import origin_of
from instruments.values.asks import Given
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from werkplek.demo import long_ago

# days ago; per organisation who wrote, and the four answers; what was agreed
CARE = [
    (
        392,
        {
            "roc": (
                "karima",
                "Wij komen drie keer per jaar langs. Meer zien we elkaar niet.",
                "Met elkaar, in ons eigen overleg. Van de werkvloer horen we weinig.",
                "In het verslag. Daar past wat ze op het werk leren niet altijd in.",
                "Wij kijken of de opdrachten kloppen.",
            ),
            "linde": (
                "nora",
                "Iedere student heeft een werkbegeleider. Of er tijd is, hangt af van de dag.",
                "Van fouten, en van elkaar in de overdracht.",
                "Dat weten we eigenlijk niet. De opdrachten lezen wij niet.",
                "De praktijkopleider kijkt mee als het misgaat.",
            ),
        },
        "Wij lezen samen één opdracht per periode.\nSchool komt voortaan ook kijken als het goed gaat.",
    ),
    (
        27,
        {
            "roc": (
                "karima",
                "Elke periode zitten we één keer aan tafel in De Beuk, met de puzzel erbij.",
                "Twee docenten liepen een dag mee. Dat willen we vaker doen.",
                "Met hun leervraag. Die nemen ze mee van school naar werk en terug.",
                "We vragen eerst wat er op het werk speelde. Dan pas kijken we naar de opdracht.",
            ),
            "linde": (
                "nora",
                "De werkbegeleider staat op het rooster met tijd voor de student. Op maandag lukt dat nog niet.",
                "In de waardecheck. Daar hoor je wat een ander deed, en waarom.",
                "Ze laten zien wat ze op school deden. Wij laten zien hoe het hier gaat.",
                "Met zijn drieën: student, werk en school leggen samen een stuk.",
            ),
        },
        "Twee docenten lopen dit najaar een dag mee in De Beuk.\nOp maandag krijgt de werkbegeleider een uur vrij.",
    ),
]
A_YEAR = 365  # days
DISTRICT_SCHOOL = (
    "Studenten kiezen zelf een wijk.",
    "Van onze studenten.",
    "In een gesprek, elke maand.",
    "Wij luisteren.",
)
DISTRICT = (
    "Het hele team begeleidt. Wie die dag dienst heeft, neemt de student mee.",
    "Op woensdag, als we samen de route maken.",
    "",
    "",
)


OF_SAM = (
    "",
    "",
    "Ik vertel op school wat ik hier meemaak. Niemand vraagt ernaar.",
    "Leg de puzzel ook eens bij ons op tafel.",
)


def build(
    people: dict[str, User], organisations: dict[str, Organisation], partnerships: dict[str, Partnership]
) -> None:
    """By the actions that people take, moved back to their day."""
    care = partnerships["zorg"]
    for days, said, agreed in CARE:
        talk = _begin(care, people["nora"])
        if days < A_YEAR:
            _write(talk, None, people["sam"], OF_SAM, ready=True)
        for key, (login, *answers) in said.items():
            _write(talk, organisations[key], people[login], answers, ready=True)
        talk.refresh_from_db()
        for place, text in enumerate(agreed.splitlines()):
            item = talk.sources()[0].tree[place]
            sheets.note(talk, item=item, given=Given(text=text), version=0, by=people["nora"])
        _move_back(talk, days)
    _act(talk, care, people)
    talk = _begin(partnerships["wijk"], people["hugo"])
    _write(talk, organisations["linde"], people["nora"], DISTRICT, ready=False)
    _write(talk, organisations["amstel"], people["hugo"], DISTRICT_SCHOOL, ready=True)


def _begin(partnership: Partnership, by: User) -> Ask:
    until_on = today() + dt.timedelta(days=12)
    return sides.begin(PARTNERSHIP_CONVERSATION, partnership, until_on=until_on, by=by)


def _write(talk: Ask, side: Organisation | None, by: User, said: Sequence[str], *, ready: bool) -> None:
    items = talk.sources()[0].tree
    answers = {item: Given(text=text) for item, text in zip(items, said, strict=True)}
    sides.write(talk, side=side, answers=answers, version=0, by=by)
    if ready:
        sides.hand_in(talk, side=side, by=by)


def _act(talk: Ask, partnership: Partnership, people: dict[str, User]) -> None:
    """One that still is to be done on each side, and one that is done: made of what was agreed."""
    plan = [
        ("karima", "karima", "Data prikken voor een dag meelopen", 9, ""),
        ("nora", "samira", "De maandag bespreken met de planning", 16, ""),
        ("nora", "nora", "De puzzel op tafel bij elk gesprek", 2, "Hij hangt nu in de teamkamer."),
    ]
    origin = origin_of(talk, talk.sources()[0].tree[0])
    for by, owner, text, days, result in plan:
        due_on = today() + dt.timedelta(days=days)
        point = action_points.make(
            partnership, by=people[by], text=text, owner=people[owner], due_on=due_on, origin=origin
        )
        if result:
            action_points.finish(point, version=point.version, by=people[owner], result=result)
        made_at = timezone.now() - dt.timedelta(days=26)
        ActionPoint.objects.filter(pk=point.pk).update(made_at=made_at)
        long_ago.told(point.trail, made_at)


def _move_back(talk: Ask, days: int) -> None:
    moment = timezone.now() - dt.timedelta(days=days)
    started, until = moment - dt.timedelta(days=15), timezone.localdate(moment)
    facts = {"started_at": started, "until_on": until, "opened_at": moment, "closed_at": moment}
    Ask.objects.filter(pk=talk.pk).update(**facts)
    talk.sheets.filter(handed_in_at__isnull=False).update(handed_in_at=moment)
    long_ago.told(talk.trail, moment)
