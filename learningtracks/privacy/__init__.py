"""What the learning tracks layer keeps of people (accounts/privacy.py says how to read this)."""

from learningtracks.privacy import (
    action_points,
    conversations,
    pieces,
    reviews,
    subjects,
    tracks,
    workplace_conditions,
)

TABLES = [
    *tracks.TABLES,
    *pieces.TABLES,
    *conversations.TABLES,
    *reviews.TABLES,
    *subjects.TABLES,
    *action_points.TABLES,
    *workplace_conditions.TABLES,
]
