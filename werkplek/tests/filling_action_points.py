"""Action points for the world of the tests: of the team, the organisation, the partnership and the track."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from werkplek.tests.world import World


def fill_action_points(world: World, number: int) -> None:
    """One of each, and one of the team that is done. Tina does that of the team, Tom that of the organisation."""
    people, things = world.people, world.things
    due_on = today() + dt.timedelta(days=number + 1)
    plan = [
        ("team", "tom", "TM"),
        ("organisation", "LA", "tom"),
        ("partnership", "nora", "samira"),
        ("track", "sam", "wim"),
    ]
    for name, by, owner in plan:
        things[f"{name}_action"] = action_points.make(
            things[name], by=people[by], text=f"Canarieactie {name} {number}", owner=people[owner], due_on=due_on
        )
    things["team_action_id"] = things["team_action"].public_id
    done = action_points.make(things["team"], by=people["tom"], text="Gedaan", owner=people["tom"], due_on=due_on)
    things["done_action"] = done
    ActionPoint.objects.filter(pk=done.pk).update(finished_at=timezone.now(), result="Het hielp")
