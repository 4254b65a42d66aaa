"""The tables of the reflections floor, one noun a file."""

from reflections.models.experiences import Concern, Experience, ExperienceVersion, Read, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.reminders import Reminder
from reflections.models.value_checks import InsightAnswer, Participant, Rhythm, ValueCheck
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
    "ValueCheck",
    "ValueNote",
    "WonderEntry",
]
