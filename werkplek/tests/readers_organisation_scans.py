"""Who may read what advisers write in organisation scans, for the crawl for canaries (access.md, LA)."""

from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep, WorkplaceCondition
from learningtracks.models.tracks import Track
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role
from werkplek.tests.readers_actions import who_learns


def advisers_of(organisation: Organisation) -> set[int]:
    found = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    return set(found.values_list("person", flat=True))


def of_step(step: OrganisationStep) -> set[int]:
    return advisers_of(step.scan.organisation)


def of_condition(condition: WorkplaceCondition) -> set[int]:
    """The advisers; and of what is there now, who speaks on a running track at that employer."""
    scan = condition.scan
    newest = OrganisationScan.objects.filter(organisation=scan.organisation).order_by("-year").first()
    readers = advisers_of(scan.organisation)
    if condition.presence != "yes" or scan != newest:
        return readers
    for track in Track.objects.running().filter(workplace__organisation=scan.organisation):
        named = track.people.filter(ended_at=None, membership__ended_at=None).exclude(role=Role.DAILY_SUPERVISOR)
        readers |= who_learns(track) | set(named.values_list("person", flat=True))
    return readers


CONTENT_OF_SCANS = {
    "learningtracks.OrganisationStep.where_now": of_step,
    "learningtracks.OrganisationStep.next_step": of_step,
    "learningtracks.WorkplaceCondition.name": of_condition,
    "learningtracks.WorkplaceCondition.where": of_condition,
}
MADE_OF_SCANS = ["learningtracks.OrganisationScan.content"]
