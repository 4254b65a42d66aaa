"""What people are reminded of on learning tracks and in groups. One file a noun (partnerships/reminders.py)."""

from learningtracks.reminders import action_points, pieces, rounds, trainings

__all__ = ["action_points", "pieces", "rounds", "trainings"]
