"""Learning together in the teams of De Linde: questions to a colleague who is back from a training."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.actions import action_points, follow_ups
from learningtracks.models import FollowUp
from partnerships.models import Team

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


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """By the deeds that people do, moved back to their day. Sam has questions to answer; Anouk answered."""
    beuk = teams["beuk"]
    answered = follow_ups.ask(beuk, asked=people["anouk"], title="Omgaan met onrust", by=people["tom"])
    said = {item: TOLD.get(item.key, "") for one in answered.sources for item in one.tree}
    follow_ups.write(answered, by=people["anouk"], answers=said, version=0)
    follow_ups.send(answered, by=people["anouk"])
    due = today() + dt.timedelta(days=9)
    action_points.make(beuk, by=people["tom"], text=WHAT, owner=people["anouk"], due_on=due, origin=answered.origin)
    _move_back(answered, 16, answered_at=_ago(13))
    _move_back(follow_ups.ask(beuk, asked=people["sam"], title="Gesprekken met familie", by=people["wim"]), 2)


def _ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _move_back(made: FollowUp, days: int, **more: Any) -> None:
    FollowUp.objects.filter(pk=made.pk).update(asked_at=_ago(days), **more)
