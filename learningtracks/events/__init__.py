"""The kinds of events of the learning tracks layer. Sentences name people and days, never what somebody wrote."""

from learningtracks.events import (
    action_points,
    condition_scans,
    conversations,
    follow_ups,
    organisation_scans,
    own_lists,
    partnership_conversations,
    pieces,
    reviews,
    rounds,
    subjects,
    team_meetings,
    tracks,
)

__all__ = [
    "action_points",
    "condition_scans",
    "conversations",
    "follow_ups",
    "organisation_scans",
    "own_lists",
    "partnership_conversations",
    "pieces",
    "reviews",
    "rounds",
    "subjects",
    "team_meetings",
    "tracks",
]
