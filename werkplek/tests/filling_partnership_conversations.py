"""Partnership conversations for the world of the tests: one that is written for, and ones that are open."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from partnerships.models.partnerships import Partnership, PartnershipParty
from werkplek.tests.world import World

SAID = {"p1": "Samen", "p2": "Van elkaar", "p3": "Met een vraag", "p4": "Aan tafel"}


def fill_partnership_conversations(world: World, number: int) -> None:
    """The school is ready with what Karima wrote; Nora writes for the company. In an older one both were read, and a
    partner wrote what it had not ready."""
    things, now = world.things, timezone.now()
    if "writing_conversation" not in things:
        things["school_id"] = things["school"].public_id
        things["writing_conversation"] = _conversation(world, until_on=today() - dt.timedelta(days=1))
        _sheets(world, things["writing_conversation"], company_ready=False)
    day = now - dt.timedelta(days=number + 30)
    opened = _conversation(
        world, started_at=day, until_on=timezone.localdate(day), opened_at=day, agreed="Elk kwartaal"
    )
    PartnershipConversation.objects.filter(pk=opened.pk).update(agreed_by=world.people["OA2"])
    _sheets(world, opened, company_ready=True)
    PartnershipSheet.objects.create(conversation=opened, organisation=things["partner"], **SAID)
    facts = {"text": f"Uit het gesprek {number}", "owner": world.people["samira"], "due_on": today()}
    action_points.make(things["partnership"], by=world.people["nora"], origin=opened.origin, **facts)
    free = Partnership.objects.get(name=f"Nog een partnerschap {number}")
    PartnershipParty.objects.create(partnership=free, organisation=things["partner"], agreed_at=now)
    things |= {"opened_conversation": opened, "free_partnership": free}


def _conversation(world: World, **fields: object) -> PartnershipConversation:
    return PartnershipConversation.objects.create(
        partnership=world.things["partnership"],
        content="praatplaat@1",
        started_by=world.people["karima"],
        **fields,
    )


def _sheets(world: World, conversation: PartnershipConversation, *, company_ready: bool) -> None:
    now, things, people = timezone.now(), world.things, world.people
    for side, by, ready in (
        (things["school"], people["karima"], True),
        (things["organisation"], people["nora"], company_ready),
    ):
        PartnershipSheet.objects.create(
            conversation=conversation, organisation=side, edited_by=by, ready_at=now if ready else None, **SAID
        )
