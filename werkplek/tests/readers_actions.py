"""Who may read the texts of action points, for the crawl for canaries (test_canaries.py)."""

from learningtracks.models.action_points import ActionPoint
from learningtracks.models.tracks import Track
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.values import Role


def who_learns(track: Track) -> set[int]:
    """The learner, as long as they take part: who left keeps reading and begins nothing (access.md R31)."""
    learns = Membership.objects.active().filter(person=track.learner_id, role=Role.LEARNER)
    return set(learns.values_list("person", flat=True))


def of_team(team: Team) -> set[int]:
    """Who leads, works or learns in the team; not who left it, or whose learning ended."""
    working = Membership.objects.active().filter(team=team).values_list("person", flat=True)
    learning = Membership.objects.active().filter(role=Role.LEARNER).values("person")
    return set(working) | set(team.tracks.filter(learner__in=learning).values_list("learner", flat=True))


def of_action_point(point: ActionPoint) -> set[int]:
    """Row 23b: the team; the advisers and who does it; everybody in the partnership; the three voices of the track."""
    active = Membership.objects.active()
    if point.team:
        return of_team(point.team) | {point.owner_id}  # who left still has it in the own data
    if point.organisation:
        advisers = active.filter(organisation=point.organisation, role=Role.LND_ADVISER)
        return {point.owner_id, *advisers.values_list("person", flat=True)}
    if point.partnership:
        partners = point.partnership.organisations.all()
        there = active.filter(partnership=point.partnership) | active.filter(
            role=Role.COORDINATOR, organisation__in=partners
        )
        return set(there.values_list("person", flat=True))
    named = point.track.people.filter(ended_at=None, membership__ended_at=None)
    return {point.track.learner_id, *named.values_list("person", flat=True)}


CONTENT_OF_ACTIONS = {
    f"learningtracks.ActionPoint.{name}": of_action_point for name in ("text", "how_noticed", "result", "stop_reason")
}
MADE_OF_ACTIONS = ["learningtracks.ActionPoint.idea", "learningtracks.ActionPoint.origin"]
