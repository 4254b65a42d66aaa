"""The kinds of events of the learning tracks floor. Sentences name people and days, never what somebody wrote."""

from learningtracks.events import action_points, pieces, tracks

__all__ = ["action_points", "pieces", "tracks"]
