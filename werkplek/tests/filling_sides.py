"""Conversations of partners for the tests: begun, written for, handed in, opened; and those of the world."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from instruments.actions import outcomes, sides
from instruments.actions.asks import put
from instruments.kinds.partnership_conversations import PARTNERSHIP_CONVERSATION
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.outcome_kinds import OUTCOMES, Said
from instruments.policy.outcomes import said_to
from instruments.policy.readings import sheets_for
from instruments.values.asks import Given
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Party
from werkplek.tests.world import World

SAID = {"p1": "Samen", "p2": "Van elkaar", "p3": "Met een vraag", "p4": "Aan tafel"}


def begin_talk(partnership: Partnership, *, by: User, until_on: dt.date) -> Ask:
    return sides.begin(PARTNERSHIP_CONVERSATION, partnership, until_on=until_on, by=by)


def write_side(
    talk: Ask, side: Organisation | None, by: User, said: Mapping[str, str], *, version: int | None = None
) -> Sheet:
    """For an organisation, or for oneself as who learns; by the key of each question. Without a version on top of what
    there is."""
    items = {item.key: item for one in talk.sources() for item in one.tree}
    if version is None:
        mine = {"organisation": side} if side else {"person": by}
        version = Sheet.objects.filter(ask=talk, **mine).values_list("version", flat=True).first() or 0
    answers = {items[key]: Given(text=text) for key, text in said.items()}
    return sides.write(talk, side=side, answers=answers, version=version, by=by)


def hand_in_side(talk: Ask, side: Organisation | None, by: User) -> None:
    sides.hand_in(talk, side=side, by=by)
    talk.refresh_from_db()


def fill_sides(world: World, number: int) -> None:
    """In one that is written for, the school is ready and the company is not, and Sam wrote along; the last day has
    passed. In an older one everything was read, something was agreed and made of it; a partner wrote what it had not
    ready."""
    things, people, now = world.things, world.people, timezone.now()
    if "writing_conversation" not in things:
        things["school_id"] = things["school"].public_id
        things["writing_conversation"] = _talk(world, until_on=today() - dt.timedelta(days=1))
        _sheets(world, things["writing_conversation"], ready=now, company_ready=False)
    day = now - dt.timedelta(days=number + 30)
    opened = _talk(world, started_at=day, until_on=timezone.localdate(day), opened_at=day, closed_at=day)
    _sheets(world, opened, ready=day, company_ready=True)
    _sheet(opened, None, organisation=things["partner"])
    agreed = _sheet(opened, None, edited_by=people["OA2"])
    agreed.answers.update(edited_by=people["OA2"])
    [first, *_rest] = [one for one in _said(people["nora"], opened) if one.sheet.is_of_the_group]
    facts = {"text": f"Uit het gesprek {number}", "owner": people["samira"], "due_on": today()}
    outcomes.become(first, OUTCOMES["action_point"], by=people["nora"], place=things["partnership"], **facts)
    free = Partnership.objects.get(name=f"Nog een partnerschap {number}")
    PartnershipParty.objects.create(partnership=free, organisation=things["partner"], agreed_at=now)
    things |= {"opened_conversation": opened, "free_partnership": free}


def _said(person: User, ask: Ask) -> list[Said]:
    return said_to(person, ask, ask.sources(), sheets_for(person, ask))


def _talk(world: World, **facts: Any) -> Ask:
    return put(PARTNERSHIP_CONVERSATION, world.things["partnership"], by=world.people["karima"], **facts)


def _sheets(world: World, ask: Ask, *, ready: dt.datetime, company_ready: bool) -> None:
    things, people = world.things, world.people
    _sheet(ask, ready, organisation=things["school"], edited_by=people["karima"])
    _sheet(ask, ready if company_ready else None, organisation=things["organisation"], edited_by=people["nora"])
    _sheet(ask, ready, person=people["sam"], party=Party.LEARNER)


def _sheet(ask: Ask, ready: dt.datetime | None, **whose: Any) -> Sheet:
    made = Sheet.objects.create(ask=ask, handed_in_at=ready, **whose)
    items = [item for one in ask.sources() for item in one.tree]
    Answer.objects.bulk_create(
        Answer(sheet=made, item=item, text=text, edited_by=whose.get("edited_by"))
        for item, text in zip(items, SAID.values(), strict=True)
    )
    return made
