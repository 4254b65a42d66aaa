"""Condition scans, for the tests: one that is open, with sheets of Tina and Tom, and closed ones."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from instruments.actions import sheets, spreads
from instruments.kinds.condition_scans import CONDITION_SCAN
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Answer, Sheet
from instruments.policy.readings import own_sheet
from instruments.values.asks import Given
from learningtracks.values.instruments import Reading
from partnerships.models.teams import Team
from werkplek.tests.world import World

SOON = today() + dt.timedelta(days=14)


def questions() -> list[Item]:
    return Instrument.objects.current("conditions").tree


def begin_scan(team: Team, by: User, until_on: dt.date = SOON) -> Ask:
    return spreads.begin(CONDITION_SCAN, team, until_on=until_on, by=by)


def talk_at_once(team: Team, by: User) -> Ask:
    return spreads.begin_together(CONDITION_SCAN, team, by=by)


def answer_scan(scan: Ask, people: Iterable[User], choice: str = "2", *, hand_in: bool = True, **more: Any) -> None:
    """The same tick of these people to everything; with `said` to some, others stay open."""
    for person in people:
        said: Mapping[str, Given] = more.get("said") or {item.key: Given(choice) for item in questions()}
        mine = own_sheet(person, scan)
        sheets.write(
            scan,
            by=person,
            answers={item: said[item.key] for item in questions() if item.key in said},
            version=more.get("version", mine.version if mine else 0),
            shows_own=more.get("shows_own", False),
        )
        if hand_in:
            sheets.hand_in(scan, by=person)


def note_scan(scan: Ask, key: str, text: str, by: User, *, choice: str = "", version: int = 0) -> Answer:
    """What the team says about one condition."""
    item = next(one for one in questions() if one.key == key)
    return sheets.note(scan, item=item, given=Given(choice, text), version=version, by=by)


def fill_condition_scans(world: World, number: int) -> None:
    people, things = world.people, world.things
    if "open_scan" not in things:
        things["open_scan"] = _scan(world, until_on=today() + dt.timedelta(days=7))
        for name in ("TM", "tom"):
            _sheet(things["open_scan"], people[name])
    day = timezone.now() - dt.timedelta(days=number + 1)
    counts = {item.slug: [0, 1, 3, 2, 0] for item in questions()}
    scan = _scan(world, until_on=timezone.localdate(day), started_at=day, closed_at=day, totals=counts)
    together = Sheet.objects.create(ask=scan)
    for item in questions():
        Answer.objects.create(
            sheet=together, item=item, text="Besproken", chosen=item.key == "feedback", edited_by=people["TM"]
        )
    _sheet(scan, people["tom"])
    things["closed_scan"] = scan


def _scan(world: World, **fields: Any) -> Ask:
    facts = {"kind": CONDITION_SCAN.code, "reading": Reading.SPREAD, "team": world.things["team"]}
    made = Ask.objects.create(**facts, by=world.people["tom"], **fields)
    Asked.objects.create(ask=made, instrument=Instrument.objects.current("conditions"), place=0)
    return made


def _sheet(scan: Ask, person: User) -> None:
    sheet = Sheet.objects.create(ask=scan, person=person, handed_in_at=timezone.now(), shows_own=True)
    for item in questions():
        Answer.objects.create(sheet=sheet, item=item, choice="2", text="Alleen voor mij")
