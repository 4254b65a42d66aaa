"""The tables of the reflections layer, one noun a file."""

from reflections.models import (
    attachments,
    evidence,
    experiences,
    feedback,
    harvest,
    improvements,
    indicators,
    passes,
    promises,
    replies,
    rhythms,
    rooms,
    stories,
    value_checks,
    value_notes,
    wonder,
)

# Django finds the tables here.
__all__ = [
    "attachments",
    "evidence",
    "experiences",
    "feedback",
    "harvest",
    "improvements",
    "indicators",
    "passes",
    "promises",
    "replies",
    "rhythms",
    "rooms",
    "stories",
    "value_checks",
    "value_notes",
    "wonder",
]
