"""Partnership conversations for which an organisation that somebody speaks for is not ready."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet, sides_to_write
from learningtracks.policy.action_points import people_of_sides
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.todos import IN_PARTNERSHIP, Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    for talk in things.unopened().select_related("partnership"):
        ready = PartnershipSheet.objects.filter(conversation=talk, ready_at__isnull=False)
        waiting = PartnershipParty.objects.present().filter(partnership=talk.partnership)
        sides = waiting.exclude(organisation__in=ready.values("organisation")).values("organisation")
        for person in people_of_sides(talk.partnership, Organisation.objects.filter(pk__in=sides)):
            yield Owed(person.pk, talk.pk, talk.started_at, IN_PARTNERSHIP, talk.partnership_id)


def _says(things: Any, person: User) -> list[Said]:
    """The own organisations that are not ready, and the partnership."""
    sides, what = sides_to_write(things, person), _("Schrijf voor het partnerschapsgesprek")
    return [(talk, what, ", ".join([*sides[talk.pk], str(talk.partnership)])) for talk in things if talk.pk in sides]


CONVERSATION_TO_WRITE_FOR = register(
    ToDoKind(
        "partnership_conversation",
        PartnershipConversation,
        owed=_owed,
        says=_says,
        shown=lambda things: things.unopened().select_related("partnership"),
        around={
            Partnership: lambda one: PartnershipConversation.objects.filter(partnership=one),
            Membership: lambda one: PartnershipConversation.objects.filter(
                partnership__parties__organisation=one.organisation_id
            ),
        },
    )
)
