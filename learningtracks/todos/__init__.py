"""What people have to do on learning tracks, in teams and in partnerships. One file a noun (partnerships/todos.py)."""

from learningtracks.todos import (
    action_points,
    condition_scans,
    conversations,
    follow_ups,
    partnership_conversations,
    pieces,
    reviews,
    rounds,
    trainings,
)

__all__ = [
    "action_points",
    "condition_scans",
    "conversations",
    "follow_ups",
    "partnership_conversations",
    "pieces",
    "reviews",
    "rounds",
    "trainings",
]
