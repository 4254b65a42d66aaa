"""Who may read what was written for a partnership conversation, for the crawl for canaries (test_canaries.py)."""

from django.db.models import Q

from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Role


def there(partnership: Partnership, *organisations: Organisation) -> set[int]:
    """Who takes part in the partnership for these organisations, learners too."""
    here = Q(partnership=partnership) | Q(role=Role.COORDINATOR)
    members = Membership.objects.active().filter(here, organisation__in=organisations)
    return set(members.values_list("person", flat=True))


def of_conversation(conversation: PartnershipConversation) -> set[int]:
    return there(conversation.partnership, *conversation.partnership.organisations.all())


def of_sheet(sheet: PartnershipSheet) -> set[int]:
    """Row 23c: the own party; once everything is open everybody, when it was ready."""
    if sheet.conversation.opened_at and sheet.ready_at:
        return of_conversation(sheet.conversation)
    return there(sheet.conversation.partnership, sheet.organisation)


CONTENT_OF_PARTNERSHIP_CONVERSATIONS = {
    **{f"learningtracks.PartnershipSheet.p{number}": of_sheet for number in (1, 2, 3, 4)},
    "learningtracks.PartnershipConversation.agreed": of_conversation,
}
MADE_OF_PARTNERSHIP_CONVERSATIONS = ["learningtracks.PartnershipConversation.content"]
