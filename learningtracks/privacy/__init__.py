"""What the learning tracks floor keeps of people (accounts/privacy.py says how to read this)."""

from learningtracks.privacy import action_points, pieces, tracks

TABLES = [*tracks.TABLES, *pieces.TABLES, *action_points.TABLES]
