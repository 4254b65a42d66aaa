"""One idea of the catalogue that several people of Tom's team carried out: most still do it, and one is asked now."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.models.teams import Team
from werkplek.demo import long_ago

IDEA = "satisfaction.a3"
# who, what, days since it was done, what came of it, whether it is still so (nothing: not asked yet)
DONE = [
    ("tom", "De dag beginnen met vijf minuten overleg", 150, "Iedereen weet wie waar loopt.", True),
    ("wim", "Ook de late dienst begint met vijf minuten overleg", 141, "Het scheelt rondbellen.", True),
    ("tina", "Op mijn dagen het overleg van vijf minuten openen", 120, "Het werden er eerst tien.", True),
    ("mo", "In het weekend even samen de dag doornemen", 112, "Met twee mensen gaat het vanzelf.", False),
    ("anouk", "De nachtdienst draagt over in vijf minuten", 100, "Korter, en er blijft minder liggen.", True),
    ("wim", "Ook in de vakantieweken vijf minuten overleg houden", 45, "Dat hielp de invallers het meest.", None),
]


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """By the actions that people take, moved back to their day."""
    for login, text, days, result, holds in DONE:
        by, done = people[login], timezone.now() - dt.timedelta(days=days)
        point = action_points.make(
            teams["beuk"], by=by, text=text, owner=by, due_on=today(), idea=IDEA, origin=f"catalogue:{IDEA}"
        )
        point = action_points.finish(point, version=point.version, by=by, result=result)
        moved = {"made_at": done - dt.timedelta(days=40), "due_on": timezone.localdate(done), "finished_at": done}
        ActionPoint.objects.filter(pk=point.pk).update(**moved)
        if holds is not None:
            action_points.say_whether_it_holds(point, version=point.version, by=by, holds=holds)
        long_ago.told(point.trail, done)
