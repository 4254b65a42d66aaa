"""Who may read what advisers write in organisation scans, for the crawl for canaries (access.md, LA)."""

from learningtracks.models.organisation_scans import OrganisationStep
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role


def advisers_of(organisation: Organisation) -> set[int]:
    found = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    return set(found.values_list("person", flat=True))


def of_step(step: OrganisationStep) -> set[int]:
    return advisers_of(step.scan.organisation)


CONTENT_OF_SCANS = {
    "learningtracks.OrganisationStep.where_now": of_step,
    "learningtracks.OrganisationStep.next_step": of_step,
}
MADE_OF_SCANS = ["learningtracks.OrganisationScan.content"]
