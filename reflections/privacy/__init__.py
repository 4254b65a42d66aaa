"""What the reflections layer keeps of people (accounts/privacy.py says how to read this)."""

from reflections.privacy import experiences, improvements, indicators, rooms, value_checks

TABLES = [*experiences.TABLES, *value_checks.TABLES, *rooms.TABLES, *indicators.TABLES, *improvements.TABLES]
