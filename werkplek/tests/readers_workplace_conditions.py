"""Who may read what is there on a workplace, for the crawl for canaries (access.md, LA)."""

from learningtracks.models.tracks import Track
from learningtracks.models.workplace_conditions import WorkplaceCondition
from partnerships.values import Role
from werkplek.tests.readers_actions import who_learns
from werkplek.tests.readers_organisation_scans import advisers_of


def of_condition(condition: WorkplaceCondition) -> set[int]:
    """The advisers; and of what is there, who speaks on a running track on that workplace."""
    readers = advisers_of(condition.workplace.organisation)
    if condition.presence != "yes":
        return readers
    for track in Track.objects.running().filter(workplace=condition.workplace):
        named = track.people.filter(ended_at=None, membership__ended_at=None).exclude(role=Role.DAILY_SUPERVISOR)
        readers |= who_learns(track) | set(named.values_list("person", flat=True))
    return readers


CONTENT_OF_CONDITIONS = {
    "learningtracks.WorkplaceCondition.name": of_condition,
    "learningtracks.WorkplaceCondition.where": of_condition,
}
