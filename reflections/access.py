"""Access decorators of the reflections floor."""

from django.db.models import Q, QuerySet

from accounts.models import User
from partnerships.access import found_for
from partnerships.models import Team
from reflections.models import Experience, Feedback, FeedbackRequest, ValueCheck, WonderEntry, teams_of, tracks_alone


def _teams_in_rhythm(person: User) -> QuerySet[Team]:
    """Teams whose rhythm this person knows: who takes part, and who coordinates (access.md rows 18 and 27)."""
    managed = Team.objects.managed_by(person).values("pk")
    return Team.objects.filter(Q(pk__in=teams_of(person).values("pk")) | Q(pk__in=managed)).select_related(
        "rhythm", "organisation", "workplace"
    )


def _checks(person: User) -> QuerySet[ValueCheck]:
    return ValueCheck.objects.visible_to(person).select_related("team__organisation", "facilitator")


def _own(person: User) -> QuerySet[Experience]:
    return Experience.objects.written_by(person).select_related("author", "track", "asked_person")


def _readable(person: User) -> QuerySet[Experience]:
    return Experience.objects.visible_to(person).select_related("author", "track", "asked_person")


def _others(person: User) -> QuerySet[Experience]:
    return Experience.objects.shared_with(person).select_related("author")


for_author = found_for("experience", "author of the experience", _own)
for_experience_reader = found_for("experience", "author, or named in a running share", _readable)
for_named_reader = found_for("experience", "named in a running share, not the author", _others)
for_wonder = found_for("entry", "wrote the wonder entry", WonderEntry.objects.written_by)
for_feedback = found_for("request_for", "asker or the person asked", FeedbackRequest.objects.visible_to)
for_given_feedback = found_for(
    "feedback", "gave the feedback and may still see the question", Feedback.objects.changeable_by
)
for_received_feedback = found_for("feedback", "received the feedback", Feedback.objects.received_by)
for_team_in_rhythm = found_for("team", "takes part in the team, or coordinates it", _teams_in_rhythm)
for_value_check = found_for("check", "takes part in the team of the value check", _checks)
for_own_check = found_for("check", "learner of this personal value check", ValueCheck.objects.personal_of)
for_track_alone = found_for("track", "learns on this track, which has no team", tracks_alone)
