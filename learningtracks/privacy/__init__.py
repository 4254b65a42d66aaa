"""What the learning tracks floor keeps of people (accounts/privacy.py says how to read this)."""

from learningtracks.privacy import action_points, instruments, pieces, tracks

TABLES = [*tracks.TABLES, *instruments.TABLES, *pieces.TABLES, *action_points.TABLES]
