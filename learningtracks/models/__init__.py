"""The tables of the learning tracks layer, one noun a file."""

from learningtracks.models import (
    action_points,
    condition_scans,
    conversations,
    delegations,
    follow_ups,
    instruments,
    organisation_scans,
    partnership_conversations,
    pieces,
    puzzles,
    reviews,
    rounds,
    stalled,
    subjects,
    team_meetings,
    tracks,
    trainings,
    versions,
)

# Django finds the tables here.
__all__ = [
    "action_points",
    "condition_scans",
    "conversations",
    "delegations",
    "follow_ups",
    "instruments",
    "organisation_scans",
    "partnership_conversations",
    "pieces",
    "puzzles",
    "reviews",
    "rounds",
    "stalled",
    "subjects",
    "team_meetings",
    "tracks",
    "trainings",
    "versions",
]
