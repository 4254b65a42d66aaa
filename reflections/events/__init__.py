"""The kinds of events of the reflections layer. Sentences name people and dates, never what they wrote."""

from reflections.events import experiences, feedback, reminders, retention, rooms, stories, value_checks, wonder

__all__ = ["experiences", "feedback", "reminders", "retention", "rooms", "stories", "value_checks", "wonder"]
