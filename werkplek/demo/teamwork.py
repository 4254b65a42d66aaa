"""Learning together in team Beuk: questions to who is back from a training, and learning in the team meeting."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.actions import action_points, follow_ups, team_meetings
from learningtracks.models import FollowUp, TeamMeeting
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

AGREED = {  # item of the agenda: how far, and what the team agreed
    "d1": ("done", "Leren is elke maand het tweede punt. Wim let op de tijd."),
    "d2": ("done", "Bij onrust gaan we eerst zitten. Dat staat nu ook in het zorgplan."),
    "d3": ("not_yet", "Sam doet een gesprek met familie, Tina kijkt mee en zegt erna één ding dat werkte."),
    "d4": ("not_yet", "We tellen een maand lang hoe vaak het in de avond onrustig is."),
}
PRACTISE = "Rooster maken: wie kijkt deze maand bij wie mee"


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """By the deeds that people do, moved back to their day. Sam has questions to answer; Anouk answered."""
    _ask(people, teams)
    _meet(people, teams)


def _ask(people: dict[str, User], teams: dict[str, Team]) -> None:
    beuk = teams["beuk"]
    answered = follow_ups.ask(beuk, asked=people["anouk"], title="Omgaan met onrust", by=people["tom"])
    said = {item: TOLD.get(item.key, "") for one in answered.sources for item in one.tree}
    follow_ups.write(answered, by=people["anouk"], answers=said, version=0)
    follow_ups.send(answered, by=people["anouk"])
    due = today() + dt.timedelta(days=9)
    action_points.make(beuk, by=people["tom"], text=WHAT, owner=people["anouk"], due_on=due, origin=answered.origin)
    _move_back(answered, 16, answered_at=_ago(13))
    _move_back(follow_ups.ask(beuk, asked=people["sam"], title="Gesprekken met familie", by=people["wim"]), 2)


def _meet(people: dict[str, User], teams: dict[str, Team]) -> None:
    """Two weeks ago with what was agreed, and the next one in two weeks."""
    beuk, tina = teams["beuk"], people["tina"]
    held = team_meetings.plan(beuk, day=today() - dt.timedelta(days=14), by=people["tom"])
    for item in held.list.tree:
        if item.key in AGREED:
            done, text = AGREED[item.key]
            team_meetings.note(held, item=item, done=done, text=text, version=0, by=tina)
    due = today() + dt.timedelta(days=3)
    action_points.make(beuk, by=people["tom"], text=PRACTISE, owner=tina, due_on=due, origin=held.origin)
    TeamMeeting.objects.filter(pk=held.pk).update(planned_at=_ago(21))
    team_meetings.plan(beuk, day=today() + dt.timedelta(days=14), by=people["wim"])


def _ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _move_back(made: FollowUp, days: int, **more: Any) -> None:
    FollowUp.objects.filter(pk=made.pk).update(asked_at=_ago(days), **more)
