"""The improvement track of a team of the demo: four months, from the first situation to what a family noticed."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from partnerships.models.teams import Team
from reflections.models.improvements import WHY_FIELDS, ImprovementTrack, SituationCard
from reflections.models.indicators import Indicator

# who, days ago, situation, what happened, answers to "Waarom?", what can be done otherwise, discussed or not
CARDS = [
    (
        "tom",
        100,
        "Een dochter belde drie keer over dezelfde vraag.",
        "Elke keer kreeg ze iemand anders. Niemand wist wat er al was gezegd.",
        (
            "Niemand schrijft op dat er is gebeld.",
            "Er is geen vaste plek voor.",
            "Iedereen dacht: dat doet een ander.",
        ),
        "Eén naam per familie, en één plek voor wat er is gezegd.",
        True,
    ),
    (
        "anouk",
        62,
        "Een zoon wist niet dat zijn vader slechter at.",
        "Hij zag het zelf, op bezoek. Hij schrok ervan.",
        ("We bellen pas als er iets ernstigs is.", "Klein nieuws lijkt niet de moeite."),
        "Elke week één kort bericht, ook als het goed gaat.",
        True,
    ),
    (
        "tina",
        24,
        "Een nieuwe familie kreeg op de eerste dag zes formulieren.",
        "Ze vroegen wat ze het eerst moesten doen. Wij wisten het ook niet.",
        ("Elk formulier komt van een andere afdeling.",),
        "",
        True,
    ),
    ("sam", 6, "Een mevrouw vroeg wie haar zus had gebeld.", "", (), "", False),
]
# of which card, who, days ago agreed, due and done, what, how the client notices, what it did
CHANGES = [
    (0, "tom", 90, 60, 58, "Bij elke familie staat één naam op het bord.", "De familie krijgt altijd dezelfde persoon.",
     "Twee families zeiden het zelf: ze bellen nu één keer."),
    (1, "anouk", 50, -10, None, "Op vrijdag sturen we elke familie een kort bericht.",
     "Families horen ook klein nieuws.", ""),
]  # fmt: skip


def build(people: dict[str, User], team: Team) -> None:
    day = today()
    improvement = ImprovementTrack.objects.create(
        team=team,
        process="Contact met families",
        reason="Zodat families weten wie ze kunnen bellen, en niet twee keer hoeven te vragen.",
        starts_on=day - dt.timedelta(days=110),
        ends_on=day + dt.timedelta(days=12),
        lead=people["tom"],
        made_by=people["tom"],
        made_at=_ago(110),
    )
    improvement.indicators.set(Indicator.objects.filter(team=team, level="applied"))
    cards = [_card(improvement, people, *facts) for facts in CARDS]
    for number, owner, agreed, due, done, text, noticed, result in CHANGES:
        ActionPoint.objects.create(
            team=team,
            text=text,
            origin=cards[number].origin,
            owner=people[owner],
            made_by=people[owner],
            made_at=_ago(agreed),
            due_on=day - dt.timedelta(days=due),
            how_noticed=noticed,
            finished_at=_ago(done) if done else None,
            result=result,
            holds=True if done else None,
        )


def _card(
    improvement: ImprovementTrack,
    people: dict[str, User],
    author: str,
    days: int,
    situation: str,
    happened: str,
    whys: tuple[str, ...],
    otherwise: str,
    is_discussed: bool,
) -> SituationCard:
    return improvement.cards.create(
        author=people[author],
        situation=situation,
        happened=happened,
        otherwise=otherwise,
        written_at=_ago(days),
        discussed_at=_ago(days - 4) if is_discussed else None,
        shows_name=author == "tom",
        **dict(zip(WHY_FIELDS, whys, strict=False)),
    )


def _ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)
