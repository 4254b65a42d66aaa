"""What the learning tracks floor keeps of people (accounts/privacy.py says how to read this)."""

from learningtracks.privacy import tracks

TABLES = [*tracks.TABLES]
