"""The tables of the reflections floor, one noun a file."""

from reflections.models.experiences import Concern, Experience, ExperienceVersion, Read, Share, people_to_ask
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.reminders import Reminder
from reflections.models.value_checks import (
    InsightAnswer,
    Participant,
    Rhythm,
    Turn,
    ValueCheck,
    people_of,
    teams_of,
    tracks_alone,
    turn_of,
)
from reflections.models.value_notes import ValueNote
from reflections.models.wonder import WonderEntry

__all__ = [
    "Concern",
    "Experience",
    "ExperienceVersion",
    "Feedback",
    "FeedbackRequest",
    "InsightAnswer",
    "Participant",
    "Read",
    "Reminder",
    "Rhythm",
    "Share",
    "Turn",
    "ValueCheck",
    "ValueNote",
    "WonderEntry",
    "people_of",
    "people_to_ask",
    "teams_of",
    "tracks_alone",
    "turn_of",
]
