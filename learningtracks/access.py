"""Access decorators of the learning tracks floor."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from accounts.models import User
from learningtracks.models import Track, TrackPerson, TrackQuerySet
from learningtracks.policy import partnerships_to_set_up
from partnerships.access import found_for
from partnerships.models import Team


def _teams_around(person: User) -> QuerySet[Team]:
    """Teams this person leads, works in, or learns in on a running track (access.md §2, TL and TM)."""
    learning = Track.objects.running().of_learner(person)
    return Team.objects.filter(
        Q(pk__in=Team.objects.with_member(person).values("pk")) | Q(pk__in=learning.values("team"))
    )


def _with_places(question: Callable[[User], TrackQuerySet]) -> Callable[[User], TrackQuerySet]:
    return lambda person: question(person).with_places()


def _guides(person: User) -> QuerySet[TrackPerson]:
    return TrackPerson.objects.steered_by(person).select_related(
        "person", "track__learner", "track__partnership", "track__school", "track__workplace__organisation"
    )


for_track = found_for("track", "learner of the track or named on it", Track.objects.visible_to)
for_track_coordinator = found_for(
    "track", "coordinator of a party of the track", _with_places(Track.objects.managed_by)
)
for_track_head = found_for(
    "track", "may open the track, or coordinates a party of it", _with_places(Track.objects.known_to)
)
for_track_steerer = found_for(
    "track", "coordinator of a party, or school supervisor named on it", _with_places(Track.objects.steered_by)
)
for_guide_steerer = found_for("guide", "steers the track of the person named on it", _guides)
for_setter_up = found_for("partnership", "may set up tracks in the partnership", partnerships_to_set_up)
for_team_around = found_for("team", "leads, works or learns in the team", _teams_around)
