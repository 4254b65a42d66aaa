"""The tables of the reflections layer, one noun a file."""

from reflections.models import (
    evidence,
    experiences,
    feedback,
    harvest,
    replies,
    rooms,
    stories,
    value_checks,
    value_notes,
    wonder,
)

# Django finds the tables here.
__all__ = [
    "evidence",
    "experiences",
    "feedback",
    "harvest",
    "replies",
    "rooms",
    "stories",
    "value_checks",
    "value_notes",
    "wonder",
]
