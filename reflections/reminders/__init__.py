"""What people are reminded of around value checks and experiences. One file a noun (partnerships/reminders.py)."""

from reflections.reminders import experiences, personal_checks, turns, value_checks

__all__ = ["experiences", "personal_checks", "turns", "value_checks"]
