"""Who advises an organisation, for the crawl for canaries (access.md, LA)."""

from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role


def advisers_of(organisation: Organisation) -> set[int]:
    found = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    return set(found.values_list("person", flat=True))
