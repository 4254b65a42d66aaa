"""Condition scans for the world of the tests: one that is open, with sheets of Tina and Tom, and closed ones."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk
from learningtracks.values.conditions import Condition
from werkplek.tests.world import World


def fill_condition_scans(world: World, number: int) -> None:
    people, things = world.people, world.things
    if "open_scan" not in things:
        things["open_scan"] = _scan(world, until_on=today() + dt.timedelta(days=7))
        for name in ("TM", "tom"):
            _sheet(things["open_scan"], people[name])
    day = timezone.now() - dt.timedelta(days=number + 1)
    counts = dict.fromkeys(Condition.values, (0, 1, 3, 2, 0))
    scan = _scan(world, until_on=timezone.localdate(day), opened_at=day, closed_at=day, totals=counts)
    for condition in Condition.values:
        ConditionTalk.objects.create(
            scan=scan, condition=condition, note="Besproken", chosen=condition == "feedback", edited_by=people["TM"]
        )
    _sheet(scan, people["tom"])
    things["closed_scan"] = scan


def _scan(world: World, **fields: object) -> ConditionScan:
    return ConditionScan.objects.create(
        team=world.things["team"], content="conditions@1", opened_by=world.people["tom"], **fields
    )


def _sheet(scan: ConditionScan, person: object) -> None:
    sheet = ConditionSheet.objects.create(scan=scan, person=person, handed_in_at=timezone.now(), shows_own=True)
    for condition in Condition.values:
        ConditionAnswer.objects.create(sheet=sheet, condition=condition, score=2, note="Alleen voor mij")
