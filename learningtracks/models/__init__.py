"""The tables of the learning tracks layer, one noun a file."""

from learningtracks.models import (
    action_points,
    conversations,
    delegations,
    pieces,
    puzzles,
    reviews,
    stalled,
    subjects,
    tracks,
    versions,
    workplace_conditions,
)

# Django finds the tables here.
__all__ = [
    "action_points",
    "conversations",
    "delegations",
    "pieces",
    "puzzles",
    "reviews",
    "stalled",
    "subjects",
    "tracks",
    "versions",
    "workplace_conditions",
]
