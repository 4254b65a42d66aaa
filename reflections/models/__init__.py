"""The tables of the reflections layer, one noun a file."""

from reflections.models.evidence import Evidence, EvidenceQuerySet, pieces_of, pieces_to_tick
from reflections.models.experiences import Concern, Experience, ExperienceVersion, Read, Share, people_to_ask
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.harvest import HarvestItem
from reflections.models.reminders import Reminder
from reflections.models.rooms import GuestPass, Pad, Room, ScoreCount, Seat, SessionMove
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import (
    InsightAnswer,
    Participant,
    Rhythm,
    Turn,
    ValueCheck,
    tracks_alone,
    turn_of,
)
from reflections.models.value_notes import ValueNote
from reflections.models.wonder import WonderEntry

__all__ = [
    "CheckOutWord",
    "Concern",
    "Evidence",
    "EvidenceQuerySet",
    "Experience",
    "ExperienceVersion",
    "Feedback",
    "FeedbackRequest",
    "GuestPass",
    "HarvestItem",
    "InsightAnswer",
    "Pad",
    "Participant",
    "Read",
    "Reminder",
    "Rhythm",
    "Room",
    "ScoreCount",
    "Seat",
    "SessionMove",
    "Share",
    "StoryNote",
    "Turn",
    "ValueCheck",
    "ValueNote",
    "ValueStory",
    "WonderEntry",
    "people_to_ask",
    "pieces_of",
    "pieces_to_tick",
    "tracks_alone",
    "turn_of",
]
