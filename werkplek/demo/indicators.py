"""What the teams of the demo look at, and what they saw in the last four quarters."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team
from reflections.calendar import Quarter
from reflections.models.indicators import Indicator, Measurement
from reflections.values import ValueLevel

QUARTERS = 4
# team: (kind of value, who chose it, sentence, unit, how, what was seen, oldest first; nothing for not looked yet)
LOOKED: dict[str, list[tuple[str, str, str, str, str, list[tuple[str, str]]]]] = {
    "beuk": [
        (
            ValueLevel.APPLIED,
            "tom",
            "We bellen nieuwe familie in de eerste week",
            "families",
            "Uit de agenda, aan het eind van het kwartaal",
            [("3", "We begonnen halverwege."), ("8", ""), ("11", "Iedereen die nieuw was."), ("", "")],
        ),
        (
            ValueLevel.REALISED,
            "tina",
            "Hoe vaak de bel gaat",
            "keer per nacht",
            "Een week tellen, in de eerste maand",
            [("22", ""), ("17", ""), ("12", "Sinds de lampen uit zijn."), ("11", "")],
        ),
        (
            ValueLevel.REFRAMING,
            "anouk",
            "Hoe we over klachten praten",
            "",
            "In het teamoverleg, één vraag",
            [("", "Een klacht is lastig."), ("", "Het gaat vaker over contact."), ("", ""), ("", "")],
        ),
    ],
    "eik": [
        (
            ValueLevel.REALISED,
            "els",
            "Valpartijen op de gang",
            "keer per kwartaal",
            "Op het bord, elke week bijhouden",
            [("9", ""), ("7", ""), ("3", "Sinds de schoenen klaarstaan."), ("", "")],
        ),
    ],
}


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    quarters = [Quarter.of(today())]
    while len(quarters) < QUARTERS:
        quarters.insert(0, quarters[0].previous)
    long_ago = timezone.now() - dt.timedelta(days=400)
    for key, chosen in LOOKED.items():
        for level, login, text, unit, how, seen in chosen:
            words = {"text": text, "unit": unit, "how": how, "made_by": people[login], "made_at": long_ago}
            made = Indicator.objects.create(team=teams[key], level=level, **words)
            Measurement.objects.bulk_create(
                Measurement(
                    indicator=made,
                    quarter=str(quarter),
                    number=Decimal(number) if number else None,
                    words=said,
                    by=people[login],
                )
                for quarter, (number, said) in zip(quarters, seen, strict=True)
                if number or said
            )
