"""Who learns in a team: names and days, for the people of that team (access.md row 5, note 6)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from learningtracks.access import for_team_around
from learningtracks.models.tracks import Track
from partnerships.models.teams import Team


@for_team_around
@require_safe
def team_learners(request: PersonRequest, team: Team) -> HttpResponse:
    """One line per running track in the team: who learns, and from when until when. No more than that."""
    learning = Track.objects.in_team(team).select_related("learner").order_by("learner__name_key", "pk")
    return render(request, "learningtracks/tracks/team.html", {"team": team, "learning": learning})
