"""What the learning tracks floor keeps of people (accounts/privacy.py says how to read this)."""

from learningtracks.privacy import pieces, tracks

TABLES = [*tracks.TABLES, *pieces.TABLES]
